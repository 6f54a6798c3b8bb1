"""Articles of projects: listed, read, taken in.

An article is called by its `id` in one project, as on its page; `article` is the piece itself,
which several projects may have.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query, Router, Schema, Status, UploadedFile
from pydantic import Field, StrictStr

from annotations.actions.articles import Details, take_in
from annotations.api.inputs import Address, Body, Day, Language, Name, Word, demand_known
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.projects import find_project
from annotations.api.rows import Shape
from annotations.domain.extraction import Extract, extract, extract_pasted
from annotations.domain.text import MAX_BYTES, CannotExtract, normalise
from annotations.forms.extraction_errors import sentence_of
from annotations.models import Project, ProjectArticle, Revision
from annotations.permissions import can_take_in_articles
from annotations.web.guards import demand

router = Router()
# Code points; what is kept of one article at most is less.
LONGEST_TEXT = 5_000_000


class ArticleOut(Shape):
    id: UUID
    project: UUID
    article: UUID
    title: str
    byline: str
    source: UUID
    source_name: str
    published_on: date | None
    language: str
    url: str
    section: str
    story: UUID | None
    revision: UUID | None
    added_at: datetime
    opened_at: datetime | None


class TakenInOut(ArticleOut):
    """`status`: created, exists, or revised where another text of it was here before."""

    status: str


class ArticleIn(Body):
    """The text as it is read, or the source of a page. Lines end with LF from here on."""

    title: Annotated[StrictStr, Field(min_length=1, max_length=500)]
    text: Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_TEXT)]
    source_name: Name
    byline: Annotated[StrictStr, Field(max_length=300)] = ""
    published_on: Day | None = None
    language: Language = ""
    url: Address = ""


class FileFacts(Body):
    """What is left out is taken from the file."""

    title: Annotated[StrictStr, Field(max_length=500)] = ""
    source_name: Word = ""
    byline: Annotated[StrictStr, Field(max_length=300)] = ""
    published_on: Day | None = None
    language: Language = ""
    url: Address = ""


class Which(Schema):
    source: UUID | None = None
    language: Annotated[str, Field(max_length=8)] | None = None


def whole(rows: QuerySet[ProjectArticle]) -> QuerySet[ProjectArticle]:
    """With all that `shape` needs, in one query."""
    newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
    related = rows.select_related("article__source", "article__story_article")
    return related.annotate(newest=Subquery(newest.values("pk")[:1]))


def shape(row: Any) -> ArticleOut:
    return ArticleOut(**_facts(row))


def _facts(row: Any) -> dict[str, Any]:
    article = row.article
    story = getattr(article, "story_article", None)
    return {
        "id": row.pk,
        "project": row.project_id,
        "article": article.pk,
        "title": article.title,
        "byline": article.byline,
        "source": article.source_id,
        "source_name": article.source.name,
        "published_on": article.published_on,
        "language": article.language,
        "url": article.canonical_url,
        "section": article.section,
        "story": story.story_id if story else None,
        "revision": row.newest,
        "added_at": row.added_at,
        "opened_at": row.opened_at,
    }


def find_article(request: Asked, pk: UUID) -> ProjectArticle:
    """With the role of whoever asks, its project and its source. Raises Http404 for strangers."""
    rows = ProjectArticle.objects.visible_to(request.user).with_role_of(request.user)
    return get_object_or_404(rows.select_related("project__codebook", "article__source"), pk=pk)


def find_open(request: Asked, pk: UUID) -> Project:
    """For whoever may take articles in. Raises Http404, PermissionDenied."""
    project = find_project(request, pk)
    demand(can_take_in_articles(project))
    return project


def shown(request: Asked, pk: UUID) -> ArticleOut:
    rows = ProjectArticle.objects.visible_to(request.user)
    return shape(get_object_or_404(whole(rows), pk=pk))


@router.get(
    "/projects/{uuid:pk}/articles", response=Listing[ArticleOut], summary="Articles of a project"
)
def articles_list(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    cut: Paging,
    which: Annotated[Which, Query(...)],
) -> Any:
    rows = ProjectArticle.objects.filter(project=find_project(request, pk))
    if which.source:
        rows = rows.filter(article__source=which.source)
    if which.language:
        rows = rows.filter(article__language=which.language)
    return listed(request, response, whole(rows), cut, each(shape))


@router.post(
    "/projects/{uuid:pk}/articles",
    response={201: TakenInOut, 200: TakenInOut},
    summary="Take an article in",
)
def articles_create(request: Asked, response: HttpResponse, pk: UUID, body: ArticleIn) -> Any:
    """The same text, or the same address, is one article: 200 where it was here already."""
    project = find_open(request, pk)
    text = normalise(body.text)
    details = Details(
        title=body.title,
        source_name=body.source_name,
        byline=body.byline,
        published_on=body.published_on,
        language=body.language,
        canonical_url=body.url,
    )
    try:
        read = extract_pasted(text)
    except CannotExtract as refusal:
        raise blamed("text", sentence_of(refusal)) from refusal
    return _take(request, response, project, text.encode(), read, details)


@router.post(
    "/projects/{uuid:pk}/articles/file",
    response={201: TakenInOut, 200: TakenInOut},
    summary="Take a file in",
)
def articles_upload(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    file: Annotated[UploadedFile, File(...)],
    facts: Annotated[FileFacts, Form(...)],
) -> Any:
    """A page as it was saved, plain text, a Word document. What you do not say of it, it says
    itself; the same bytes are one article."""
    project = find_open(request, pk)
    demand_known(request, FileFacts)
    try:
        if (file.size or 0) > MAX_BYTES:
            raise CannotExtract("too_large", bytes=file.size)
        data = file.read()
        read = extract(data, filename=file.name or "", media_type=file.content_type or "")
    except CannotExtract as refusal:
        raise blamed("file", sentence_of(refusal)) from refusal
    told = {name: value for name, value in facts.model_dump().items() if value}
    address = told.pop("url", None)
    details = replace(Details.proposed(read), **told)
    if address:
        details = replace(details, canonical_url=address)
    return _take(request, response, project, data, read, details, file.name or "")


@router.get("/articles/{uuid:pk}", response=ArticleOut, summary="One article")
def articles_get(request: Asked, pk: UUID) -> Any:
    return shown(request, pk)


def _take(
    request: Asked,
    response: HttpResponse,
    project: Project,
    data: bytes,
    read: Extract,
    details: Details,
    filename: str = "",
) -> Any:
    taken = take_in(
        project=Project.objects.get(pk=project.pk),
        by=request.user,
        at=timezone.now(),
        data=data,
        extract=read,
        details=details,
        filename=filename,
    )
    row = whole(ProjectArticle.objects.filter(pk=taken.project_article.pk)).get()
    response["Location"] = f"/api/articles/{row.pk}"
    status = 201 if taken.status == "created" else 200
    return Status(status, TakenInOut(**_facts(row), status=taken.status))
