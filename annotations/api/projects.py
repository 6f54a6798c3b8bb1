"""Projects: begun, changed, put away and brought back."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field, StrictInt

from annotations.actions.archiving import archive_project, bring_back
from annotations.actions.projects import change_project, delete_project
from annotations.api.inputs import Body, Day, Flag, Name, Note, said, unsaid
from annotations.api.knowing import Asked, demand_scope
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.exchange.beginning import begin_project
from annotations.forms.guidelines import LONGEST as LONGEST_GUIDELINES
from annotations.models import Codebook, Project, Scope
from annotations.models.projects import MOST_ANALYSTS
from annotations.permissions import (
    can_bring_back,
    can_keep_registers,
    can_manage,
    can_start_projects,
)
from annotations.queries.projects import find_seen
from annotations.web.guards import demand

router = Router()
Analysts = Annotated[StrictInt, Field(ge=1, le=MOST_ANALYSTS)]


class ProjectOut(Schema):
    """`my_role` is null for an admin who does not belong to it, and in an archived project says
    what is left of the role."""

    id: UUID
    name: str
    description: str
    guidelines: str
    codebook: UUID
    my_role: str | None
    analysts_per_article: int
    due_on: date | None
    has_suggestions: bool
    hides_machine: bool
    archived_at: datetime | None
    created_at: datetime


class ProjectIn(Body):
    """Without `codebook` it begins with an empty one of its own."""

    name: Name
    description: Note = ""
    codebook: UUID | None = None


class ProjectChange(Body):
    name: Name = unsaid()
    description: Note = unsaid()
    guidelines: Annotated[str, Field(max_length=LONGEST_GUIDELINES, strict=True)] = unsaid()
    analysts_per_article: Analysts = unsaid()
    due_on: Day | None = unsaid()
    hides_machine: Flag = unsaid()
    measures_time: Flag = unsaid()


def shape(project: Project) -> ProjectOut:
    return ProjectOut(**facts_of(project, ProjectOut))


def find_project(request: Asked, pk: UUID) -> Project:
    """With the role of whoever asks. Raises Http404 for strangers."""
    found = find_seen(request.user, pk)
    if found is None:
        raise Http404
    return found


def find_managed(request: Asked, pk: UUID) -> Project:
    """For its managers, by a token for it. Raises Http404, PermissionDenied, Problem."""
    project = find_project(request, pk)
    demand(can_manage(project))
    demand_scope(request, Scope.ADMIN)
    return project


@router.get("/projects", response=Listing[ProjectOut], summary="Your projects")
def projects_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    rows = Project.objects.visible_to(request.user).with_role_of(request.user)
    return listed(request, response, rows, cut, each(shape))


@router.post("/projects", response={201: ProjectOut}, summary="A new project")
def projects_create(request: Asked, response: HttpResponse, body: ProjectIn) -> Any:
    """You are its first manager."""
    demand(can_start_projects(request.user))
    demand_scope(request, Scope.ADMIN)
    codebook = None
    if body.codebook:
        codebooks = Codebook.objects.visible_to(request.user)
        codebook = get_object_or_404(codebooks, pk=body.codebook)
    facts = {"name": body.name, "description": body.description, "codebook": codebook}
    made = begin_project({**facts, "starter": ""}, by=request.user)
    response["Location"] = f"/api/projects/{made.pk}"
    return Status(201, shape(find_project(request, made.pk)))


@router.get("/projects/{uuid:pk}", response=ProjectOut, summary="One project")
def projects_get(request: Asked, pk: UUID) -> Any:
    return shape(find_project(request, pk))


@router.patch(
    "/projects/{uuid:pk}",
    response=ProjectOut,
    summary="Change a project",
    openapi_extra=MATCHING,
)
def projects_change(request: Asked, pk: UUID, body: ProjectChange) -> Any:
    find_managed(request, pk)
    project = _held(request, pk)
    change_project(project=project, by=request.user, **said(body))
    return shape(find_project(request, pk))


@router.delete(
    "/projects/{uuid:pk}", response={204: None}, summary="Delete a project", openapi_extra=MATCHING
)
def projects_delete(request: Asked, pk: UUID) -> Any:
    """One in which nobody has annotated; for those who keep the registers."""
    find_project(request, pk)
    demand(can_keep_registers(request.user))
    demand_scope(request, Scope.ADMIN)
    delete_project(project=_held(request, pk), by=request.user)
    return Status(204, None)


@router.put(
    "/projects/{uuid:pk}/archived", response={204: None}, summary="Put a project away: it is read"
)
def projects_archive(request: Asked, pk: UUID) -> Any:
    """Nothing of it is lost or changed."""
    archive_project(project=find_managed(request, pk), by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete("/projects/{uuid:pk}/archived", response={204: None}, summary="Bring it back")
def projects_bring_back(request: Asked, pk: UUID) -> Any:
    """One that is not archived stays as it is."""
    project = find_project(request, pk)
    demand(can_bring_back(project) or can_manage(project))
    demand_scope(request, Scope.ADMIN)
    bring_back(project=project, by=request.user, at=timezone.now())
    return Status(204, None)


def _held(request: Asked, pk: UUID) -> Project:
    """Locked, in the state that the request means. Raises Problem."""
    Project.objects.select_for_update().get(pk=pk)
    project = find_project(request, pk)
    demand_match(request, shape(project))
    return project
