"""A project as a file, a project out of one, and a new one like another."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status, UploadedFile

from annotations.actions.copying import copy_project
from annotations.api.inputs import Body, Flag, Name, Word, demand_known
from annotations.api.knowing import Asked, demand_scope
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import Problem, blamed
from annotations.api.projects import ProjectOut, find_project
from annotations.api.projects import shape as shape_project
from annotations.api.rendering import sending
from annotations.api.rows import facts_of
from annotations.exchange.whole_project import BadFile, keep_file, leaves_nothing_out, project_file
from annotations.models import Project, Restoration, Scope, State
from annotations.permissions import can_bring_back, can_manage, can_start_projects
from annotations.web.guards import demand

router = Router()


class ProjectCopyIn(Body):
    """`with_members` takes them and their roles over, too."""

    name: Name
    with_members: Flag = False


class RestorationFacts(Body):
    """Without a `name` it has the one in the file."""

    name: Word = ""


class RestorationOut(Schema):
    """`done` of `total` rows are dealt with. Running, then done, or failed with the reason in
    `why`. `strangers` are user names that nobody had here."""

    id: UUID
    filename: str
    size: int
    name: str
    state: State
    total: int
    done: int
    why: str
    project: UUID | None
    strangers: list[str]
    uploaded_at: datetime
    finished_at: datetime | None


@router.get(
    "/projects/{uuid:pk}/file",
    summary="A whole project as a file",
    openapi_extra=sending("application/zip"),
)
def projects_file(request: Asked, pk: UUID) -> Any:
    """For its managers; where texts of a source may not leave as a whole, for those who keep the
    site. With everybody’s codings, comments and texts, to be restored here or elsewhere."""
    project = find_project(request, pk)
    demand(can_manage(project) or can_bring_back(project))
    if not request.user.is_superuser and not leaves_nothing_out(project):
        sentence = _(
            "Texts of some sources may not leave as a whole, and the file holds all of them. Ask "
            "an admin to keep it."
        )
        raise Problem(403, sentence)
    name = slugify(project.name) or "project"
    return StreamingHttpResponse(
        project_file(project),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}.zip"'},
    )


@router.post(
    "/projects/{uuid:pk}/copy", response={201: ProjectOut}, summary="A new project like this one"
)
def projects_copy(request: Asked, response: HttpResponse, pk: UUID, body: ProjectCopyIn) -> Any:
    """Its settings, codebook and guidelines, without its articles. You are its manager."""
    seen = Project.objects.visible_to(request.user).values("pk")
    offered = Project.objects.filter(Q(pk__in=seen) | Q(is_template=True))
    project = get_object_or_404(offered.select_related("codebook"), pk=pk)
    demand(can_start_projects(request.user))
    demand_scope(request, Scope.ADMIN)
    made = copy_project(
        project=project, name=body.name, with_members=body.with_members, by=request.user
    )
    response["Location"] = f"/api/projects/{made.pk}"
    return Status(201, shape_project(find_project(request, made.pk)))


@router.get("/restorations", response=Listing[RestorationOut], summary="Files of projects")
def restorations_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    """That you gave in the last week."""
    rows = Restoration.objects.visible_to(request.user)
    return listed(request, response, rows, cut, each(_shape))


@router.post(
    "/restorations", response={202: RestorationOut}, summary="Make a project out of a file"
)
def restorations_create(
    request: Asked,
    response: HttpResponse,
    file: Annotated[UploadedFile, File(...)],
    facts: Annotated[RestorationFacts, Form(...)],
) -> Any:
    """Soon, all of it or nothing. Nothing that is here is changed."""
    demand(can_start_projects(request.user))
    demand_scope(request, Scope.ADMIN)
    demand_known(request, RestorationFacts)
    opened: Any = file.file
    told = {"filename": file.name or "", "name": facts.name.strip()}
    try:
        kept = keep_file(opened, **told, by=request.user, at=timezone.now())
    except BadFile as refusal:
        raise blamed("file", str(refusal)) from refusal
    response["Location"] = f"/api/restorations/{kept.pk}"
    return Status(202, _shape(kept))


@router.get("/restorations/{uuid:pk}", response=RestorationOut, summary="How far one is")
def restorations_get(request: Asked, pk: UUID) -> Any:
    return _shape(get_object_or_404(Restoration.objects.visible_to(request.user), pk=pk))


def _shape(row: Restoration) -> RestorationOut:
    return RestorationOut(why=row.failure, **facts_of(row, RestorationOut, "why"))
