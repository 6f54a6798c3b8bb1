"""Many results of a search tagged or assigned at once, and taken back; ask again how far one is."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from annotations.actions.bulk_acts import begin_bulk_act, call_off_bulk_act, retry_bulk_act
from annotations.actions.bulk_taking_back import take_bulk_act_back, would_come_back
from annotations.api.chosen import ChosenIn
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.projects import find_project
from annotations.api.rows import facts_of
from annotations.domain.bulk_plans import Plan
from annotations.forms.search_acts import Doing, tags_for
from annotations.models import BulkAct, Project, Tag
from annotations.permissions import can_annotate, can_manage, can_see_to
from annotations.queries.assignments import desks_of
from annotations.queries.bulk_plans import plan_of_assigning, plan_of_tagging
from annotations.queries.search_chosen import Chosen
from annotations.web.guards import demand

router = Router()


class BulkIn(ChosenIn):
    """Give a `tag` or take it off: annotations of your own, or articles in your coding of them.
    Assigning is for managers: each article to each of the `analysts` who has not got it."""

    act: Literal["tag", "untag", "assign"]
    tag: UUID | None = None
    analysts: Annotated[list[UUID], Field(max_length=100)] = []


class PreviewOut(Schema):
    """How many would be changed, in how many articles; and by the reason how many stay. Where
    `looked_through` is no null, that many of the newest annotations with these words are looked
    through, and no more."""

    total: int
    articles: int
    left: dict[str, int]
    looked_through: int | None


class BulkActOut(Schema):
    """`dealt` of the `total` are dealt with, `done` of them were changed; `left` counts, by the
    reason, what stays. One that failed goes on by `retry`. `looked_through` is that of the
    preview."""

    id: UUID
    project: UUID
    kind: str
    tag: UUID | None
    tag_name: str
    takes_back: UUID | None
    by: UUID
    at: datetime
    state: str
    total: int
    dealt: int
    done: int
    left: dict[str, int]
    looked_through: int | None
    finished_at: datetime | None


def shape(row: BulkAct) -> BulkActOut:
    state = "running" if row.is_running else "failed" if row.failed_at else "done"
    return BulkActOut(state=state, **facts_of(row, BulkActOut, "state"))


@router.get(
    "/projects/{uuid:pk}/bulk-acts",
    response=Listing[BulkActOut],
    summary="What was done to many at once",
)
def bulk_acts_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """By you; managers see everybody’s."""
    project = find_project(request, pk)
    demand(can_annotate(project) or can_manage(project))
    rows = BulkAct.objects.filter(project=project)
    if not can_manage(project):
        rows = rows.filter(by=request.user)
    return listed(request, response, rows, cut, each(shape))


@router.post(
    "/projects/{uuid:pk}/bulk-acts/preview",
    response=PreviewOut,
    summary="What it would do",
)
def bulk_acts_preview(request: Asked, pk: UUID, body: BulkIn) -> Any:
    """Nothing is done yet."""
    project = _demanded(request, pk, body)
    chosen = body.chosen(request.user)
    plan, _tag = _plan(body, project, chosen)
    return _preview(plan, chosen.looked_through)


@router.post(
    "/projects/{uuid:pk}/bulk-acts",
    response={202: BulkActOut},
    summary="Tag or assign many at once",
)
def bulk_acts_create(request: Asked, response: HttpResponse, pk: UUID, body: BulkIn) -> Any:
    """At once where it is little, else soon: Location is where to ask how far it is."""
    project = _demanded(request, pk, body)
    chosen = body.chosen(request.user)
    plan, tag = _plan(body, project, chosen)
    made = begin_bulk_act(
        project=project,
        kind=body.act,
        plan=plan,
        tag=tag,
        looked_through=chosen.looked_through,
        by=request.user,
        at=timezone.now(),
    )
    return _begun(response, made)


@router.get("/bulk-acts/{uuid:pk}", response=BulkActOut, summary="How far one is")
def bulk_acts_get(request: Asked, pk: UUID) -> Any:
    return shape(_find(request, pk))


@router.post("/bulk-acts/{uuid:pk}/retry", response=BulkActOut, summary="Go on where it failed")
def bulk_acts_retry(request: Asked, pk: UUID) -> Any:
    retry_bulk_act(bulk=_find(request, pk), by=request.user)
    return shape(_find(request, pk))


@router.post("/bulk-acts/{uuid:pk}/stop", response=BulkActOut, summary="Call it off")
def bulk_acts_stop(request: Asked, pk: UUID) -> Any:
    """What is done stays done."""
    call_off_bulk_act(bulk=_find(request, pk), by=request.user, at=timezone.now())
    return shape(_find(request, pk))


@router.get(
    "/bulk-acts/{uuid:pk}/back", response=PreviewOut, summary="What taking it back would do"
)
def bulk_acts_back(request: Asked, pk: UUID) -> Any:
    """What somebody has worked on since stays."""
    return _preview(would_come_back(_find(request, pk)))


@router.post("/bulk-acts/{uuid:pk}/back", response={202: BulkActOut}, summary="Take it back")
def bulk_acts_take_back(request: Asked, response: HttpResponse, pk: UUID) -> Any:
    """By another one, which can be taken back in its turn unless it was about assignments."""
    bulk = _find(request, pk)
    return _begun(response, take_bulk_act_back(bulk=bulk, by=request.user, at=timezone.now()))


def _demanded(request: Asked, pk: UUID, body: BulkIn) -> Project:
    """Raises Http404, PermissionDenied."""
    project = find_project(request, pk)
    demand(can_manage(project) if body.act == "assign" else can_annotate(project))
    return project


def _plan(body: BulkIn, project: Project, chosen: Chosen) -> tuple[Plan, Tag | None]:
    """Raises Problem."""
    if body.act == "assign":
        _demand_analysts(body.analysts, project)
        return plan_of_assigning(chosen, project, body.analysts), None
    tag = _tag(body, project, chosen)
    return plan_of_tagging(chosen, project, tag, gives=body.act == "tag"), tag


def _tag(body: BulkIn, project: Project, chosen: Chosen) -> Tag:
    """Raises Problem."""
    book = Tag.objects.filter(codebook=project.codebook_id)
    found = book.filter(pk=body.tag).first() if body.tag else None
    if found is None:
        raise blamed("tag", _("This project’s codebook has no such tag."))
    if not tags_for(Doing(body.act), [found], chosen.is_of_annotations):
        raise blamed("tag", _("The tag is not meant for what was found."))
    return found


def _demand_analysts(analysts: list[UUID], project: Project) -> None:
    """Raises Problem."""
    known = {desk.membership.user_id for desk in desks_of(project, timezone.now())}
    if not analysts:
        raise blamed("analysts", _("Say to whom."))
    for place, analyst in enumerate(analysts):
        if analyst not in known:
            raise blamed(f"analysts/{place}", _("This is no analyst of the project."))


def _find(request: Asked, pk: UUID) -> BulkAct:
    """Raises Http404 for strangers, PermissionDenied for whoever neither did it nor manages."""
    seen = BulkAct.objects.filter(project__in=Project.objects.visible_to(request.user))
    bulk = get_object_or_404(seen.select_related("project", "by", "takes_back__by"), pk=pk)
    demand(can_see_to(find_project(request, bulk.project_id), bulk, request.user))
    return bulk


def _preview(plan: Plan, looked_through: int | None = None) -> PreviewOut:
    return PreviewOut(
        total=plan.total,
        articles=plan.articles,
        left=dict(plan.left),
        looked_through=looked_through,
    )


def _begun(response: HttpResponse, made: BulkAct) -> Any:
    response["Location"] = f"/api/bulk-acts/{made.pk}"
    return Status(202, shape(made))
