"""Projects, who belongs to them, and how far their coders agree."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field, StrictInt

from annotations.actions.projects import change_project
from annotations.api.inputs import Body, Day, Flag, Name, Note, said, unsaid
from annotations.api.knowing import Asked, demand_scope
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import demand_match
from annotations.exchange.beginning import begin_project
from annotations.models import Codebook, Coding, Membership, Project, Scope
from annotations.models.projects import MOST_ANALYSTS
from annotations.permissions import can_manage, can_see_all_codings, can_start_projects
from annotations.queries.agreement import compared
from annotations.queries.agreement_report import report_of
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
    guidelines: Annotated[str, Field(max_length=200_000, strict=True)] = unsaid()
    analysts_per_article: Analysts = unsaid()
    due_on: Day | None = unsaid()
    hides_machine: Flag = unsaid()
    measures_time: Flag = unsaid()


class MemberOut(Schema):
    id: UUID
    user: UUID
    username: str
    name: str
    role: str


class Measure(Schema):
    """`value` is null where there is nothing to measure it by; `units` is how much there was."""

    value: float | None
    units: int


class PairOut(Schema):
    coders: list[str]
    texts: int
    same: int
    only_first: int
    only_second: int
    alpha_u: Measure


class QuestionOut(Schema):
    question: str
    alpha: Measure
    ac1: Measure
    units: int
    differing: int


class AgreementOut(Schema):
    """Krippendorff’s alpha and Gwet’s AC1 of each question, and what each pair of coders found."""

    articles: int
    coders: list[str]
    missed: int
    pairs: list[PairOut]
    questions: list[QuestionOut]


def shape(project: Project) -> ProjectOut:
    return ProjectOut(
        codebook=project.codebook_id,
        **{name: getattr(project, name) for name in ProjectOut.model_fields if name != "codebook"},
    )


def find_project(request: Asked, pk: UUID) -> Project:
    """With the role of whoever asks. Raises Http404 for strangers."""
    rows = Project.objects.visible_to(request.user).with_role_of(request.user)
    return get_object_or_404(rows, pk=pk)


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
    openapi_extra={"x-if-match": True},
)
def projects_change(request: Asked, pk: UUID, body: ProjectChange) -> Any:
    project = find_project(request, pk)
    demand(can_manage(project))
    demand_scope(request, Scope.ADMIN)
    Project.objects.select_for_update().get(pk=pk)
    project = find_project(request, pk)
    demand_match(request, shape(project))
    change_project(project=project, by=request.user, **said(body))
    return shape(find_project(request, pk))


@router.get("/projects/{uuid:pk}/members", response=Listing[MemberOut], summary="Its members")
def members_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    project = find_project(request, pk)
    rows = Membership.objects.filter(project=project, user__left_at__isnull=True)
    return listed(request, response, rows.select_related("user"), cut, each(_member))


@router.get("/projects/{uuid:pk}/agreement", response=AgreementOut, summary="How far coders agree")
def agreement_get(request: Asked, pk: UUID) -> Any:
    """Over all articles with which two coders are done; for those who may compare."""
    project = find_project(request, pk)
    demand(can_see_all_codings(project))
    report = report_of(compared(project, Coding.objects.visible_to(request.user)))
    return AgreementOut(
        articles=report.articles_compared,
        coders=list(report.coders),
        missed=report.missed,
        pairs=[
            PairOut(
                coders=list(row.names),
                texts=row.finding.texts,
                same=row.finding.found.same,
                only_first=row.finding.found.ones - row.finding.found.same,
                only_second=row.finding.found.others - row.finding.found.same,
                alpha_u=_measure(row.finding.alpha_u),
            )
            for row in report.findings
        ],
        questions=[
            QuestionOut(
                question=str(one.question),
                alpha=_measure(one.alpha),
                ac1=_measure(one.ac1),
                units=one.units,
                differing=one.differing,
            )
            for one in report.answers
        ],
    )


def _measure(one: Any) -> Measure:
    return Measure(value=one.value, units=one.units)


def _member(row: Membership) -> MemberOut:
    return MemberOut(
        id=row.pk,
        user=row.user_id,
        username=row.user.username,
        name=row.user.shown_name,
        role=row.role,
    )
