"""The register of sources, and their feeds."""

from datetime import datetime
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
from annotations.api.rendering import demand_match
from annotations.models import Feed, Scope, Source
from annotations.permissions import can_keep_registers
from annotations.web.guards import demand

router = Router()
MATCHING: dict[str, Any] = {"x-if-match": True}
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


class FeedOut(Schema):
    id: UUID
    source: UUID
    project: UUID
    address: str
    title: str
    kind: str
    words: list[str]
    sections: list[str]
    languages: list[str]
    is_paused: bool
    created_at: datetime


def shape(source: Source) -> SourceOut:
    return SourceOut.model_validate(source)


def shape_feed(feed: Feed) -> FeedOut:
    return FeedOut(
        source=feed.source_id,
        project=feed.project_id,
        **{
            name: getattr(feed, name)
            for name in FeedOut.model_fields
            if name not in ("source", "project")
        },
    )


@router.get("/sources", response=Listing[SourceOut], summary="All sources")
def sources_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    return listed(request, response, Source.objects.all(), cut, each(shape))


@router.post("/sources", response={201: SourceOut}, summary="A new source")
def sources_create(request: Asked, response: HttpResponse, body: SourceIn) -> Any:
    _keeping(request)
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
    _keeping(request)
    source = _meant(request, pk)
    return shape(change_source(source=source, by=request.user, **said(body)))


@router.delete(
    "/sources/{uuid:pk}", response={204: None}, summary="Delete a source", openapi_extra=MATCHING
)
def sources_delete(request: Asked, pk: UUID) -> Any:
    """One that has no articles and no feeds."""
    _keeping(request)
    delete_source(source=_meant(request, pk), by=request.user)
    return Status(204, None)


@router.get("/feeds", response=Listing[FeedOut], summary="All feeds, for those who keep them")
def feeds_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    demand(can_keep_registers(request.user))
    return listed(request, response, Feed.objects.kept(), cut, each(shape_feed))


@router.get("/feeds/{uuid:pk}", response=FeedOut, summary="One feed")
def feeds_get(request: Asked, pk: UUID) -> Any:
    demand(can_keep_registers(request.user))
    return shape_feed(get_object_or_404(Feed.objects.kept(), pk=pk))


def _keeping(request: Asked) -> None:
    demand(can_keep_registers(request.user))
    demand_scope(request, Scope.ADMIN)


def _meant(request: Asked, pk: UUID) -> Source:
    source = get_object_or_404(Source.objects.select_for_update(), pk=pk)
    demand_match(request, shape(source))
    return source
