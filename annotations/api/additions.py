"""Articles that are here already, put into a project; these and files of many, taken out again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status

from annotations.actions.adding import add_articles
from annotations.actions.taking_out import begin_taking_out
from annotations.api.bulk_acts import PreviewOut
from annotations.api.chosen import ChosenIn
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.projects import find_project
from annotations.api.rows import facts_of
from annotations.models import Addition, Import, Project, TakingOut
from annotations.permissions import can_manage, can_take_back
from annotations.queries.bulk_plans import articles_to_add
from annotations.queries.taking_out import last_taking_out, would_go
from annotations.web.guards import demand

router = Router()


class AdditionOut(Schema):
    """`done` of the `total` are dealt with, and `count` of them are in the project by it.
    `looked_through` is that of the preview."""

    id: UUID
    project: UUID
    by: UUID
    at: datetime
    is_running: bool
    total: int
    done: int
    count: int
    looked_through: int | None


class TakenOut(Schema):
    """`gone` of the `total` are out of the project; the others somebody works on."""

    total: int
    position: int
    gone: int
    by: UUID
    at: datetime
    finished_at: datetime | None


class BackOut(Schema):
    """How many articles would leave the project, and by the reason how many stay; `last` is how
    far it is, where it was taken back already. The articles themselves stay on record."""

    going: int
    staying: dict[str, int]
    last: TakenOut | None


@router.get(
    "/projects/{uuid:pk}/additions", response=Listing[AdditionOut], summary="What was added"
)
def additions_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Articles from other projects. For managers."""
    rows = Addition.objects.filter(project=_managed(request, pk))
    return listed(request, response, rows, cut, each(_shape))


@router.post(
    "/projects/{uuid:pk}/additions",
    response={202: AdditionOut},
    summary="Add what a search finds",
)
def additions_create(request: Asked, response: HttpResponse, pk: UUID, body: ChosenIn) -> Any:
    """Its articles, or those in which it stands, as far as the project does not have them."""
    project, chosen = _managed(request, pk), body.chosen(request.user)
    articles, _left = articles_to_add(chosen, project)
    made = add_articles(
        project=project,
        articles=articles,
        looked_through=chosen.looked_through,
        by=request.user,
        at=timezone.now(),
    )
    response["Location"] = f"/api/additions/{made.pk}"
    return Status(202, _shape(made))


@router.post(
    "/projects/{uuid:pk}/additions/preview", response=PreviewOut, summary="What would be added"
)
def additions_preview(request: Asked, pk: UUID, body: ChosenIn) -> Any:
    """Nothing is done yet."""
    project, chosen = _managed(request, pk), body.chosen(request.user)
    articles, left = articles_to_add(chosen, project)
    count = articles.count()
    return PreviewOut(total=count, articles=count, left=left, looked_through=chosen.looked_through)


@router.get("/additions/{uuid:pk}", response=AdditionOut, summary="How far one is")
def additions_get(request: Asked, pk: UUID) -> Any:
    return _shape(_addition(request, pk))


@router.get("/additions/{uuid:pk}/back", response=BackOut, summary="What taking it back would do")
def additions_back(request: Asked, pk: UUID) -> Any:
    return _back(_addition(request, pk))


@router.post("/additions/{uuid:pk}/back", response={202: BackOut}, summary="Take it back")
def additions_take_back(request: Asked, pk: UUID) -> Any:
    """What nobody has worked on since."""
    return _taken(request, _addition(request, pk))


@router.get("/imports/{uuid:pk}/back", response=BackOut, summary="What taking it back would do")
def imports_back(request: Asked, pk: UUID) -> Any:
    return _back(_import(request, pk))


@router.post("/imports/{uuid:pk}/back", response={202: BackOut}, summary="Take it back")
def imports_take_back(request: Asked, pk: UUID) -> Any:
    """What nobody has worked on since. The same file given again brings it back."""
    return _taken(request, _import(request, pk))


def _managed(request: Asked, pk: UUID) -> Project:
    """Raises Http404, PermissionDenied."""
    project = find_project(request, pk)
    demand(can_manage(project))
    return project


def _addition(request: Asked, pk: UUID) -> Addition:
    """Raises Http404, PermissionDenied."""
    seen = Addition.objects.filter(project__in=Project.objects.visible_to(request.user))
    addition = get_object_or_404(seen.select_related("project", "by"), pk=pk)
    demand(can_manage(find_project(request, addition.project_id)))
    return addition


def _import(request: Asked, pk: UUID) -> Import:
    """Raises Http404, PermissionDenied."""
    rows = Import.objects.visible_to(request.user).with_role_of(request.user)
    upload = get_object_or_404(rows.select_related("project", "owner"), pk=pk)
    demand(can_take_back(upload, request.user))
    return upload


def _taken(request: Asked, deed: Import | Addition) -> Any:
    begin_taking_out(deed=deed, by=request.user, at=timezone.now())
    return Status(202, _back(deed))


def _back(deed: Import | Addition) -> BackOut:
    brought, last = would_go(deed), last_taking_out(deed)
    return BackOut(
        going=brought.going,
        staying={str(why): n for why, n in brought.staying},
        last=_out(last) if last else None,
    )


def _out(row: TakingOut) -> TakenOut:
    return TakenOut(**facts_of(row, TakenOut))


def _shape(row: Addition) -> AdditionOut:
    return AdditionOut(**facts_of(row, AdditionOut))
