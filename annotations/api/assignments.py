"""Who is to annotate what, and what their analysts may compare."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field, StrictInt

from annotations.actions.assigning import assign, take_back, take_next
from annotations.actions.opening import close_articles, open_articles
from annotations.api.articles import ArticleOut, find_article, shown
from annotations.api.inputs import Body
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import cleaned
from annotations.api.projects import find_managed, find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.forms.assigning import AssignForm, FillForm
from annotations.models import Assignment, Project
from annotations.permissions import can_annotate, can_manage
from annotations.queries.assignments import desks_of, shares_of
from annotations.web.guards import demand

router = Router()
Articles = Annotated[list[UUID], Field(min_length=1, max_length=1000)]
Analysts = Annotated[list[UUID], Field(min_length=1, max_length=100)]


class AssignmentOut(Schema):
    """`state` is that of the analyst’s coding, empty where it is not begun; without `assigned_by`
    they took the article themselves."""

    id: UUID
    project: UUID
    article: UUID
    analyst: UUID
    state: str
    assigned_at: datetime
    assigned_by: UUID | None


class Assigned(Schema):
    items: list[AssignmentOut]


class AssignmentsIn(Body):
    """Each article is given to each of the analysts who has not got it."""

    articles: Articles
    analysts: Analysts


class FillIn(Body):
    """All free slots, shared out; what somebody is not done with counts towards `at_most`."""

    analysts: Analysts
    turn: Literal["added", "oldest", "newest"] = "added"
    at_most: Annotated[StrictInt, Field(ge=1, le=100_000)] | None = None


class Which(Schema):
    analyst: UUID | None = None
    state: Literal["waiting", "open", "done"] | None = None


def shape(row: Assignment) -> AssignmentOut:
    facts = facts_of(row, AssignmentOut, "article")
    return AssignmentOut(article=row.project_article_id, **facts)


@router.get(
    "/projects/{uuid:pk}/assignments",
    response=Listing[AssignmentOut],
    summary="Who has which article",
)
def assignments_list(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    cut: Paging,
    which: Annotated[Which, Query(...)],
) -> Any:
    """All of them for managers, your own for others."""
    project = find_project(request, pk)
    rows = _rows().filter(project=project)
    if not can_manage(project):
        rows = rows.filter(analyst=request.user)
    if which.analyst:
        rows = rows.filter(analyst=which.analyst)
    if which.state:
        rows = rows.filter(state="" if which.state == "waiting" else which.state)
    return listed(request, response, rows, cut, each(shape))


@router.post(
    "/projects/{uuid:pk}/assignments", response={201: Assigned}, summary="Give articles to analysts"
)
def assignments_create(request: Asked, pk: UUID, body: AssignmentsIn) -> Any:
    """What an article has no free slot for is left out of the answer; 409 where that is all."""
    project = find_managed(request, pk)
    given = {"article": [str(pk) for pk in body.articles], "analyst": body.analysts}
    form = AssignForm(desks_of(project, timezone.now()), given)
    cleaned(form)
    return _given(request, project, form.pairs())


@router.post(
    "/projects/{uuid:pk}/assignments/fill",
    response={201: Assigned},
    summary="Share out the rest",
)
def assignments_fill(request: Asked, pk: UUID, body: FillIn) -> Any:
    project, at = find_managed(request, pk), timezone.now()
    form = FillForm(
        desks_of(project, at),
        {"analyst": body.analysts, "turn": body.turn, "at_most": body.at_most},
    )
    cleaned(form)
    return _given(request, project, list(shares_of(project, at, **form.wanted()).pairs))


@router.post(
    "/projects/{uuid:pk}/assignments/next", response={200: ArticleOut}, summary="Your next article"
)
def assignments_next(request: Asked, pk: UUID) -> Any:
    """What you have and are not done with, else one that becomes yours; 409 where there is none."""
    project = find_project(request, pk)
    demand(can_annotate(project))
    row = take_next(by=request.user, at=timezone.now(), project=project)
    return shown(request, row.pk)


@router.get("/assignments/{uuid:pk}", response=AssignmentOut, summary="One assignment")
def assignments_get(request: Asked, pk: UUID) -> Any:
    row = _find(request, pk)
    is_own = row.analyst_id == request.user.pk
    demand(is_own or can_manage(find_project(request, row.project_id)))
    return shape(row)


@router.delete(
    "/assignments/{uuid:pk}", response={204: None}, summary="Take it back", openapi_extra=MATCHING
)
def assignments_delete(request: Asked, pk: UUID) -> Any:
    """What was annotated stays; what is done is not taken back."""
    project = find_managed(request, _find(request, pk).project_id)
    Assignment.objects.select_for_update().get(pk=pk)
    demand_match(request, shape(_find(request, pk)))
    take_back(project=project, assignments=[pk], by=request.user, at=timezone.now())
    return Status(204, None)


@router.put(
    "/articles/{uuid:pk}/opened",
    response={204: None},
    summary="Let its analysts see one another’s codings",
)
def articles_open(request: Asked, pk: UUID) -> Any:
    """Of an article with which all of them are done."""
    article = find_article(request, pk)
    project = find_managed(request, article.project_id)
    if article.opened_at is None:
        open_articles(project=project, articles=[pk], by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete(
    "/articles/{uuid:pk}/opened", response={204: None}, summary="Let them see only their own again"
)
def articles_close(request: Asked, pk: UUID) -> Any:
    article = find_article(request, pk)
    project = find_managed(request, article.project_id)
    if article.opened_at is not None:
        close_articles(project=project, articles=[pk], by=request.user)
    return Status(204, None)


def _rows() -> Any:
    return Assignment.objects.live().with_coding()


def _find(request: Asked, pk: UUID) -> Assignment:
    seen = Project.objects.visible_to(request.user).values("pk")
    return get_object_or_404(_rows().filter(project__in=seen), pk=pk)


def _given(request: Asked, project: Project, pairs: list[tuple[UUID, UUID]]) -> Any:
    made = assign(project=project, pairs=pairs, by=request.user, at=timezone.now())
    rows = _rows().filter(pk__in=[row.pk for row in made]).order_by("pk")
    return Status(201, Assigned(items=[shape(row) for row in rows]))
