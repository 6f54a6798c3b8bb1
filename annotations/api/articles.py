"""Articles of projects, the states of their text, and the stories that they belong to.

An article is called by its `id` in one project, as on its page; `article` is the piece itself,
which several projects may have.
"""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field, StrictStr

from annotations.actions.articles import Details, take_in
from annotations.api.inputs import Address, Body, Day, Language, Name
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import Problem
from annotations.api.projects import find_project
from annotations.domain.extraction import extract_pasted
from annotations.domain.text import CannotExtract, normalise
from annotations.forms.extraction_errors import sentence_of
from annotations.models import Article, Project, ProjectArticle, Revision
from annotations.permissions import can_take_in_articles
from annotations.web.guards import demand

router = Router()
# Code points; what is kept of one article at most is less.
LONGEST_TEXT = 5_000_000


class ArticleOut(Schema):
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


class RevisionRow(Schema):
    """`length` is in code points, as all places in texts are; `text_sha256` is of its UTF-8."""

    id: UUID
    article: UUID
    number: int
    length: int
    text_sha256: str
    created_at: datetime


class RevisionOut(RevisionRow):
    """`text` is null where the rights of the source do not let all of it leave."""

    text: str | None


class StoryOut(Schema):
    """`articles` are those of its copies that are in projects of yours."""

    id: UUID
    articles: list[UUID]


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
    project = find_project(request, pk)
    demand(can_take_in_articles(project))
    text = normalise(body.text)
    try:
        read = extract_pasted(text)
    except CannotExtract as refusal:
        errors = [{"field": "text", "detail": sentence_of(refusal)}]
        raise Problem(422, sentence_of(refusal), errors=errors) from refusal
    taken = take_in(
        project=Project.objects.get(pk=project.pk),
        by=request.user,
        at=timezone.now(),
        data=text.encode(),
        extract=read,
        details=Details(
            title=body.title,
            source_name=body.source_name,
            byline=body.byline,
            published_on=body.published_on,
            language=body.language,
            canonical_url=body.url,
        ),
    )
    row = whole(ProjectArticle.objects.filter(pk=taken.project_article.pk)).get()
    response["Location"] = f"/api/articles/{row.pk}"
    status = 201 if taken.status == "created" else 200
    return Status(status, TakenInOut(**_facts(row), status=taken.status))


@router.get("/articles/{uuid:pk}", response=ArticleOut, summary="One article")
def articles_get(request: Asked, pk: UUID) -> Any:
    return shown(request, pk)


@router.get(
    "/articles/{uuid:pk}/revisions", response=Listing[RevisionRow], summary="States of its text"
)
def revisions_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    article = find_article(request, pk).article_id
    rows = Revision.objects.filter(article=article).defer("text")
    return listed(request, response, rows, cut, each(_row))


@router.get("/revisions/{uuid:pk}", response=RevisionOut, summary="One state of a text")
def revisions_get(request: Asked, pk: UUID) -> Any:
    seen = Article.objects.visible_to(request.user).values("pk")
    rows = Revision.objects.filter(article__in=seen).select_related("source")
    revision = get_object_or_404(rows, pk=pk)
    text = revision.text if revision.source.rights.is_whole else None
    return RevisionOut(**_row(revision).model_dump(), text=text)


@router.get("/stories/{uuid:pk}", response=StoryOut, summary="A story: articles that are copies")
def stories_get(request: Asked, pk: UUID) -> Any:
    rows = ProjectArticle.objects.visible_to(request.user)
    found = rows.filter(article__story_article__story=pk).order_by("pk").distinct()
    articles = list(found.values_list("pk", flat=True)[:1000])
    if not articles:
        raise Http404
    return StoryOut(id=pk, articles=articles)


def _row(revision: Revision) -> RevisionRow:
    return RevisionRow(
        id=revision.pk,
        article=revision.article_id,
        number=revision.number,
        length=revision.length,
        text_sha256=revision.text_sha256,
        created_at=revision.created_at,
    )
