"""The reasons for which places are rejected: a list of each project, kept by its managers."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from annotations.actions.reasons import (
    add_reason,
    rename_reason,
    restore_reason,
    retire_reason,
)
from annotations.api.inputs import Body, Name
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.projects import find_managed, find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.models import Project, RejectionReason
from annotations.web.paging import Key as By

router = Router()
IN_ORDER = (By("position"), By("id"))


class ReasonOut(Schema):
    """One that is `retired_at` can be given no more."""

    id: UUID
    project: UUID
    name: str
    position: int
    retired_at: datetime | None


class ReasonIn(Body):
    name: Annotated[Name, Field(max_length=120)]


def shape(row: RejectionReason) -> ReasonOut:
    return ReasonOut(**facts_of(row, ReasonOut))


@router.get(
    "/projects/{uuid:pk}/rejection-reasons",
    response=Listing[ReasonOut],
    summary="For what something is rejected",
)
def reasons_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Empty until the first article is adjudicated, or somebody enters one."""
    rows = RejectionReason.objects.filter(project=find_project(request, pk))
    return listed(request, response, rows, cut, each(shape), IN_ORDER)


@router.post(
    "/projects/{uuid:pk}/rejection-reasons", response={201: ReasonOut}, summary="One reason more"
)
def reasons_create(request: Asked, response: HttpResponse, pk: UUID, body: ReasonIn) -> Any:
    """At the end of the list."""
    made = add_reason(project=find_managed(request, pk), name=body.name, by=request.user)
    response["Location"] = f"/api/rejection-reasons/{made.pk}"
    return Status(201, shape(made))


@router.get("/rejection-reasons/{uuid:pk}", response=ReasonOut, summary="One reason")
def reasons_get(request: Asked, pk: UUID) -> Any:
    return shape(_find(request, pk))


@router.patch(
    "/rejection-reasons/{uuid:pk}",
    response=ReasonOut,
    summary="Call it otherwise",
    openapi_extra=MATCHING,
)
def reasons_change(request: Asked, pk: UUID, body: ReasonIn) -> Any:
    """Also where it was given already."""
    _managed(request, pk)
    row = RejectionReason.objects.select_for_update(of=("self",)).get(pk=pk)
    demand_match(request, shape(row))
    return shape(rename_reason(reason=row, name=body.name, by=request.user))


@router.put("/rejection-reasons/{uuid:pk}/retired", response={204: None}, summary="Give it no more")
def reasons_retire(request: Asked, pk: UUID) -> Any:
    """What was rejected for it still says so."""
    row = _managed(request, pk)
    if row.retired_at is None:
        retire_reason(reason=row, at=timezone.now(), by=request.user)
    return Status(204, None)


@router.delete(
    "/rejection-reasons/{uuid:pk}/retired", response={204: None}, summary="It can be given again"
)
def reasons_restore(request: Asked, pk: UUID) -> Any:
    restore_reason(reason=_managed(request, pk), by=request.user)
    return Status(204, None)


def _find(request: Asked, pk: UUID) -> RejectionReason:
    """Raises Http404 for strangers."""
    seen = Project.objects.visible_to(request.user).values("pk")
    return get_object_or_404(RejectionReason.objects.filter(project__in=seen), pk=pk)


def _managed(request: Asked, pk: UUID) -> RejectionReason:
    """Raises Http404, PermissionDenied, Problem."""
    row = _find(request, pk)
    find_managed(request, row.project_id)
    return row
