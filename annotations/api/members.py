"""Who belongs to a project, in which role."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from annotations.actions.projects import add_member, change_role, remove_member
from annotations.api.inputs import Body, Name
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import cleaned
from annotations.api.projects import find_managed, find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.forms.projects import MemberForm
from annotations.models import Membership, Project

router = Router()
Roles = Literal["manager", "curator", "analyst", "reader"]


class MemberOut(Schema):
    id: UUID
    project: UUID
    user: UUID
    username: str
    name: str
    role: str


class MemberIn(Body):
    """`who` has an account: their user name, e-mail address or name."""

    who: Name
    role: Roles = "analyst"


class MemberChange(Body):
    role: Roles


def shape(row: Membership) -> MemberOut:
    return MemberOut(
        id=row.pk,
        project=row.project_id,
        user=row.user_id,
        username=row.user.username,
        name=row.user.shown_name,
        role=row.role,
    )


@router.get("/projects/{uuid:pk}/members", response=Listing[MemberOut], summary="Its members")
def members_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = _rows().filter(project=find_project(request, pk))
    return listed(request, response, rows, cut, each(shape))


@router.post("/projects/{uuid:pk}/members", response={201: MemberOut}, summary="Take somebody in")
def members_create(request: Asked, response: HttpResponse, pk: UUID, body: MemberIn) -> Any:
    project = find_managed(request, pk)
    given = cleaned(MemberForm(body.model_dump()))
    made = add_member(project=project, user=given["who"], role=given["role"], by=request.user)
    response["Location"] = f"/api/members/{made.pk}"
    return Status(201, shape(made))


@router.get("/members/{uuid:pk}", response=MemberOut, summary="One member")
def members_get(request: Asked, pk: UUID) -> Any:
    return shape(_find(request, pk))


@router.patch(
    "/members/{uuid:pk}", response=MemberOut, summary="Give another role", openapi_extra=MATCHING
)
def members_change(request: Asked, pk: UUID, body: MemberChange) -> Any:
    """Whoever becomes a reader gives back what they are not done with."""
    return shape(change_role(membership=_meant(request, pk), role=body.role, by=request.user))


@router.delete(
    "/members/{uuid:pk}", response={204: None}, summary="Let a member go", openapi_extra=MATCHING
)
def members_delete(request: Asked, pk: UUID) -> Any:
    """What they annotated stays; what they are not done with is free again."""
    remove_member(membership=_meant(request, pk), by=request.user)
    return Status(204, None)


def _rows() -> Any:
    return Membership.objects.filter(user__left_at__isnull=True).select_related("user", "project")


def _find(request: Asked, pk: UUID) -> Membership:
    seen = Project.objects.visible_to(request.user).values("pk")
    return get_object_or_404(_rows().filter(project__in=seen), pk=pk)


def _meant(request: Asked, pk: UUID) -> Membership:
    """Raises Http404, PermissionDenied, Problem."""
    find_managed(request, _find(request, pk).project_id)
    row = get_object_or_404(_rows().select_for_update(of=("self",)), pk=pk)
    demand_match(request, shape(row))
    return row
