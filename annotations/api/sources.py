"""The register of sources."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field, StrictInt

from annotations.actions.sources import change_source, create_source, delete_source
from annotations.api.inputs import (
    Address,
    Body,
    Country,
    Flag,
    Language,
    Name,
    Note,
    Word,
    said,
    unsaid,
)
from annotations.api.knowing import Asked, demand_scope
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import MATCHING, demand_match
from annotations.models import Scope, Source
from annotations.permissions import can_keep_registers
from annotations.web.guards import demand

router = Router()
Kind = Literal["newspaper", "agency", "broadcaster", "ministry", "think_tank", "other"]
Control = Literal["", "independent", "public", "party", "interests", "state"]
MayLeave = Literal["all", "excerpts", "offsets"]


class SourceOut(Schema):
    """`may_leave` is how much of its articles’ text may leave the system, here included."""

    id: UUID
    name: str
    kind: str
    country: str
    language: str
    other_languages: list[str]
    owner: str
    control: str
    homepage: str
    may_leave: str
    excerpt_words: int
    is_reviewed: bool


class SourceIn(Body):
    name: Name
    kind: Kind = "other"
    country: Country = ""
    language: Language = ""
    other_languages: Annotated[list[Language], Field(max_length=20)] = []
    owner: Word = ""
    control: Control = ""
    homepage: Address = ""
    notes: Note = ""
    rights_notes: Note = ""
    trust_notes: Note = ""
    may_leave: MayLeave = "all"
    excerpt_words: Annotated[StrictInt, Field(ge=0, le=10_000)] = 0
    is_reviewed: Flag = True


class SourceChange(Body):
    name: Name = unsaid()
    kind: Kind = unsaid()
    country: Country = unsaid()
    language: Language = unsaid()
    other_languages: Annotated[list[Language], Field(max_length=20)] = unsaid()
    owner: Word = unsaid()
    control: Control = unsaid()
    homepage: Address = unsaid()
    notes: Note = unsaid()
    rights_notes: Note = unsaid()
    trust_notes: Note = unsaid()
    may_leave: MayLeave = unsaid()
    excerpt_words: Annotated[StrictInt, Field(ge=0, le=10_000)] = unsaid()
    is_reviewed: Flag = unsaid()


def shape(source: Source) -> SourceOut:
    return SourceOut.model_validate(source)


def demand_keeping(request: Asked) -> None:
    """Whoever asks keeps the registers, by a token for it. Raises PermissionDenied, Problem."""
    demand(can_keep_registers(request.user))
    demand_scope(request, Scope.ADMIN)


@router.get("/sources", response=Listing[SourceOut], summary="All sources")
def sources_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    return listed(request, response, Source.objects.all(), cut, each(shape))


@router.post("/sources", response={201: SourceOut}, summary="A new source")
def sources_create(request: Asked, response: HttpResponse, body: SourceIn) -> Any:
    demand_keeping(request)
    made = create_source(by=request.user, **body.model_dump())
    response["Location"] = f"/api/sources/{made.pk}"
    return Status(201, shape(made))


@router.get("/sources/{uuid:pk}", response=SourceOut, summary="One source")
def sources_get(request: Asked, pk: UUID) -> Any:
    return shape(get_object_or_404(Source, pk=pk))


@router.patch(
    "/sources/{uuid:pk}", response=SourceOut, summary="Change a source", openapi_extra=MATCHING
)
def sources_change(request: Asked, pk: UUID, body: SourceChange) -> Any:
    demand_keeping(request)
    source = _meant(request, pk)
    return shape(change_source(source=source, by=request.user, **said(body)))


@router.delete(
    "/sources/{uuid:pk}", response={204: None}, summary="Delete a source", openapi_extra=MATCHING
)
def sources_delete(request: Asked, pk: UUID) -> Any:
    """One that has no articles and no feeds."""
    demand_keeping(request)
    delete_source(source=_meant(request, pk), by=request.user)
    return Status(204, None)


def _meant(request: Asked, pk: UUID) -> Source:
    source = get_object_or_404(Source.objects.select_for_update(), pk=pk)
    demand_match(request, shape(source))
    return source
