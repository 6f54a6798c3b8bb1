"""Codebooks, and the versions of their tags."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from pydantic import Field

from annotations.actions.codebook_trees import restore_version
from annotations.actions.codebook_versions import name_version
from annotations.actions.codebooks import change_codebook, create_codebook, delete_codebook
from annotations.api.inputs import LONGEST, Body, Flag, Name, Note, said, unsaid
from annotations.api.knowing import Asked, demand_scope
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.exchange.starter import read_starter
from annotations.models import Codebook, CodebookVersion, Scope
from annotations.permissions import can_keep_codebook, can_keep_registers
from annotations.web.guards import demand
from annotations.web.paging import Key

router = Router()
Number = Annotated[int, Path(ge=1, le=LONGEST)]


class CodebookOut(Schema):
    id: UUID
    name: str
    description: str
    stance_needs_target: bool
    created_at: datetime


class CodebookIn(Body):
    """With a `starter`, it begins with the tags of that."""

    name: Name
    description: Note = ""
    stance_needs_target: Flag = False
    starter: Literal["", "statements", "events"] = ""


class CodebookChange(Body):
    name: Name = unsaid()
    description: Note = unsaid()
    stance_needs_target: Flag = unsaid()


class VersionName(Body):
    name: Annotated[Name, Field(max_length=120)]


class VersionRow(Schema):
    """The tags as they were from `made_at` on. `name` is empty where nobody gave it one."""

    codebook: UUID
    number: int
    name: str
    reason: str
    by: UUID | None
    made_at: datetime


class TagFacts(Schema):
    """What a tag is and means; `applies_to` are what can bear it."""

    id: UUID
    parent: UUID | None
    key: str
    name: str
    colour: str
    shortcut: str
    definition: str
    example: str
    when_not: str
    is_topic: bool
    applies_to: list[str]
    is_required: bool
    is_single: bool
    condition: str


class TagThen(TagFacts):
    is_retired: bool


class VersionOut(VersionRow):
    """`tags` stand in their order, each after the one above it."""

    tags: list[TagThen]


def shape(codebook: Codebook) -> CodebookOut:
    return CodebookOut.model_validate(codebook)


def find_codebook(request: Asked, pk: UUID) -> Codebook:
    """Raises Http404 for strangers."""
    return get_object_or_404(Codebook.objects.visible_to(request.user), pk=pk)


def find_kept(request: Asked, pk: UUID) -> Codebook:
    """For whoever keeps it. Raises Http404, PermissionDenied."""
    codebook = find_codebook(request, pk)
    demand(can_keep_codebook(request.user, codebook))
    return codebook


@router.get("/codebooks", response=Listing[CodebookOut], summary="The codebooks of your projects")
def codebooks_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    rows = Codebook.objects.filter(pk__in=Codebook.objects.visible_to(request.user).values("pk"))
    return listed(request, response, rows, cut, each(shape))


@router.post("/codebooks", response={201: CodebookOut}, summary="A new codebook")
def codebooks_create(request: Asked, response: HttpResponse, body: CodebookIn) -> Any:
    """For those who keep the registers; whoever begins a project gets one of its own."""
    demand(can_keep_registers(request.user))
    demand_scope(request, Scope.ADMIN)
    facts = body.model_dump(exclude={"starter"})
    tags = read_starter(body.starter)["tags"] if body.starter else []
    made = create_codebook(tags=tags, by=request.user, **facts)
    response["Location"] = f"/api/codebooks/{made.pk}"
    return Status(201, shape(made))


@router.get("/codebooks/{uuid:pk}", response=CodebookOut, summary="One codebook")
def codebooks_get(request: Asked, pk: UUID) -> Any:
    return shape(find_codebook(request, pk))


@router.patch(
    "/codebooks/{uuid:pk}",
    response=CodebookOut,
    summary="Change a codebook",
    openapi_extra=MATCHING,
)
def codebooks_change(request: Asked, pk: UUID, body: CodebookChange) -> Any:
    find_kept(request, pk)
    codebook = _held(request, pk)
    return shape(change_codebook(codebook=codebook, by=request.user, **said(body)))


@router.delete(
    "/codebooks/{uuid:pk}",
    response={204: None},
    summary="Delete a codebook",
    openapi_extra=MATCHING,
)
def codebooks_delete(request: Asked, pk: UUID) -> Any:
    """One that no project uses, with its tags; for those who keep the registers."""
    find_codebook(request, pk)
    demand(can_keep_registers(request.user))
    demand_scope(request, Scope.ADMIN)
    delete_codebook(codebook=_held(request, pk), by=request.user)
    return Status(204, None)


@router.get(
    "/codebooks/{uuid:pk}/versions", response=Listing[VersionRow], summary="What it was before"
)
def versions_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = CodebookVersion.objects.filter(codebook=find_codebook(request, pk)).defer("tree")
    return listed(request, response, rows, cut, each(_version), [Key("number")])


@router.post(
    "/codebooks/{uuid:pk}/versions", response={201: VersionRow}, summary="Name it as it is now"
)
def versions_create(request: Asked, response: HttpResponse, pk: UUID, body: VersionName) -> Any:
    """By that name the tags are found again as they are."""
    made = name_version(codebook=find_kept(request, pk), name=body.name, by=request.user)
    response["Location"] = f"/api/codebooks/{pk}/versions/{made.number}"
    return Status(201, _version(made))


@router.get(
    "/codebooks/{uuid:pk}/versions/{int:number}",
    response=VersionOut,
    summary="Its tags as they were",
)
def versions_get(request: Asked, pk: UUID, number: Number) -> Any:
    rows = find_codebook(request, pk).versions
    version = get_object_or_404(rows, number=number)
    tags = [TagThen(**state.to_json()) for state in version.states]
    return VersionOut(**_version(version).model_dump(), tags=tags)


@router.post(
    "/codebooks/{uuid:pk}/versions/{int:number}/restore",
    response={204: None},
    summary="Bring the tags of a version back",
)
def versions_restore(request: Asked, pk: UUID, number: Number) -> Any:
    """What came later is retired, and stays a version."""
    rows = find_kept(request, pk).versions.select_related("codebook")
    version = get_object_or_404(rows, number=number)
    restore_version(version=version, by=request.user, at=timezone.now())
    return Status(204, None)


def _held(request: Asked, pk: UUID) -> Codebook:
    """Locked, in the state that the request means. Raises Problem."""
    codebook = Codebook.objects.select_for_update().get(pk=pk)
    demand_match(request, shape(codebook))
    return codebook


def _version(version: CodebookVersion) -> VersionRow:
    return VersionRow(**facts_of(version, VersionRow))
