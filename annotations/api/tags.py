"""The tags of codebooks. Whatever changes them leaves a version of the codebook."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field, StrictStr

from annotations.actions.tags import (
    bring_back_tag,
    change_tag,
    create_tag,
    delete_tag,
    move_tag,
    retire_tag,
)
from annotations.api.codebooks import TagFacts, find_codebook, find_kept
from annotations.api.inputs import Body, Flag, Note, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.models import Codebook, Tag
from annotations.permissions import can_keep_codebook
from annotations.web.guards import demand

router = Router()
TagName = Annotated[StrictStr, Field(min_length=1, max_length=120)]
Key = Annotated[StrictStr, Field(max_length=60, pattern=r"^[\w-]*$")]
Shortcut = Annotated[StrictStr, Field(max_length=1)]
Bearers = Annotated[list[Literal["passage", "statement", "article"]], Field(max_length=3)]
Hue = Annotated[StrictStr, Field(max_length=8)]
Condition = Literal["", "target", "stance", "speaker"]


class TagOut(TagFacts):
    """One that is `retired_at` is offered no more."""

    codebook: UUID
    retired_at: datetime | None
    position: int


class TagIn(Body):
    name: TagName
    key: Key = ""
    parent: UUID | None = None
    colour: Hue = "grey"
    shortcut: Shortcut = ""
    definition: Note = ""
    example: Note = ""
    when_not: Note = ""
    is_topic: Flag = False
    applies_to: Bearers = ["passage", "statement"]
    is_required: Flag = False
    is_single: Flag = False
    condition: Condition = ""


class TagChange(Body):
    """`parent` puts it last below another tag, `before` in front of one."""

    name: TagName = unsaid()
    key: Annotated[Key, Field(min_length=1)] = unsaid()
    parent: UUID | None = unsaid()
    before: UUID = unsaid()
    colour: Hue = unsaid()
    shortcut: Shortcut = unsaid()
    definition: Note = unsaid()
    example: Note = unsaid()
    when_not: Note = unsaid()
    is_topic: Flag = unsaid()
    applies_to: Bearers = unsaid()
    is_required: Flag = unsaid()
    is_single: Flag = unsaid()
    condition: Condition = unsaid()


def shape(tag: Tag) -> TagOut:
    return TagOut(**facts_of(tag, TagOut))


def find_tag(request: Asked, pk: UUID) -> Tag:
    """Raises Http404 for strangers."""
    seen = Codebook.objects.visible_to(request.user).values("pk")
    rows = Tag.objects.filter(codebook__in=seen).select_related("codebook", "parent")
    return get_object_or_404(rows, pk=pk)


def find_kept_tag(request: Asked, pk: UUID) -> Tag:
    """For whoever keeps its codebook. Raises Http404, PermissionDenied."""
    tag = find_tag(request, pk)
    demand(can_keep_codebook(request.user, tag.codebook))
    return tag


def named(codebook: Codebook, pk: UUID, field: str) -> Tag:
    """The tag of the codebook that the request names at `field`. Raises Problem."""
    found = Tag.objects.filter(codebook=codebook, pk=pk).select_related("parent").first()
    if found is None:
        raise blamed(field, _("This codebook has no such tag."))
    return found


@router.get("/codebooks/{uuid:pk}/tags", response=Listing[TagOut], summary="Its tags")
def tags_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = Tag.objects.filter(codebook=find_codebook(request, pk))
    return listed(request, response, rows, cut, each(shape))


@router.post("/codebooks/{uuid:pk}/tags", response={201: TagOut}, summary="A new tag")
def tags_create(request: Asked, response: HttpResponse, pk: UUID, body: TagIn) -> Any:
    """The last one below its parent."""
    codebook = find_kept(request, pk)
    fields = body.model_dump() | {"parent": _parent(codebook, body.parent)}
    made = create_tag(codebook=codebook, by=request.user, **fields)
    response["Location"] = f"/api/tags/{made.pk}"
    return Status(201, shape(made))


@router.get("/tags/{uuid:pk}", response=TagOut, summary="One tag")
def tags_get(request: Asked, pk: UUID) -> Any:
    return shape(find_tag(request, pk))


@router.patch("/tags/{uuid:pk}", response=TagOut, summary="Change a tag", openapi_extra=MATCHING)
def tags_change(request: Asked, pk: UUID, body: TagChange) -> Any:
    """Its name, what it means, and the place where it stands."""
    tag = _meant(request, pk)
    changes = said(body)
    if "parent" in changes:
        changes["parent"] = _parent(tag.codebook, changes["parent"])
    before = changes.pop("before", tag.pk)
    tag = change_tag(tag=tag, by=request.user, **changes)
    if before != tag.pk:
        beside = named(tag.codebook, before, "before")
        tag = move_tag(tag=tag, parent=beside.parent, before=beside, by=request.user)
    return shape(tag)


@router.delete(
    "/tags/{uuid:pk}", response={204: None}, summary="Delete a tag", openapi_extra=MATCHING
)
def tags_delete(request: Asked, pk: UUID) -> Any:
    """One that nothing bears, and that has none below it."""
    delete_tag(tag=_meant(request, pk), by=request.user)
    return Status(204, None)


@router.put("/tags/{uuid:pk}/retired", response={204: None}, summary="Offer a tag no more")
def tags_retire(request: Asked, pk: UUID) -> Any:
    """With all below it; what bears it keeps it."""
    retire_tag(tag=find_kept_tag(request, pk), by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete("/tags/{uuid:pk}/retired", response={204: None}, summary="Offer it again")
def tags_bring_back(request: Asked, pk: UUID) -> Any:
    """With those below that were retired together with it."""
    tag = find_kept_tag(request, pk)
    if tag.is_retired:
        bring_back_tag(tag=tag, by=request.user)
    return Status(204, None)


def _meant(request: Asked, pk: UUID) -> Tag:
    """Raises Http404, PermissionDenied, Problem."""
    find_kept_tag(request, pk)
    # Whoever changes a tag of the codebook waits here.
    tag = (
        Tag.objects.select_for_update(of=("self",)).select_related("codebook", "parent").get(pk=pk)
    )
    demand_match(request, shape(tag))
    return tag


def _parent(codebook: Codebook, pk: UUID | None) -> Tag | None:
    """Raises Problem."""
    return named(codebook, pk, "parent") if pk else None
