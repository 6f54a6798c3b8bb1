"""Codebooks and their tags."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, StrictStr

from annotations.actions.tags import change_tag, create_tag, delete_tag
from annotations.api.inputs import Body, Flag, Note, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import Problem
from annotations.api.rendering import demand_match
from annotations.models import Codebook, Tag
from annotations.permissions import can_keep_codebook
from annotations.web.guards import demand

router = Router()
MATCHING: dict[str, Any] = {"x-if-match": True}
TagName = Annotated[StrictStr, Field(min_length=1, max_length=120)]
Key = Annotated[StrictStr, Field(max_length=60, pattern=r"^[\w-]*$")]
Shortcut = Annotated[StrictStr, Field(max_length=1)]
Bearers = Annotated[list[Literal["passage", "statement", "article"]], Field(max_length=3)]
Hue = Annotated[StrictStr, Field(max_length=8)]
Condition = Literal["", "target", "stance", "speaker"]


class CodebookOut(Schema):
    id: UUID
    name: str
    description: str
    stance_needs_target: bool
    created_at: datetime


class TagOut(Schema):
    """`applies_to` are what can bear it; one that is `retired_at` is offered no more."""

    id: UUID
    codebook: UUID
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
    name: TagName = unsaid()
    key: Annotated[Key, Field(min_length=1)] = unsaid()
    parent: UUID | None = unsaid()
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


def shape(codebook: Codebook) -> CodebookOut:
    return CodebookOut.model_validate(codebook)


def shape_tag(tag: Tag) -> TagOut:
    rest = {
        name: getattr(tag, name)
        for name in TagOut.model_fields
        if name not in ("codebook", "parent")
    }
    return TagOut(codebook=tag.codebook_id, parent=tag.parent_id, **rest)


@router.get("/codebooks", response=Listing[CodebookOut], summary="The codebooks of your projects")
def codebooks_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    rows = Codebook.objects.filter(pk__in=Codebook.objects.visible_to(request.user).values("pk"))
    return listed(request, response, rows, cut, each(shape))


@router.get("/codebooks/{uuid:pk}", response=CodebookOut, summary="One codebook")
def codebooks_get(request: Asked, pk: UUID) -> Any:
    return shape(_codebook(request, pk))


@router.get("/codebooks/{uuid:pk}/tags", response=Listing[TagOut], summary="Its tags")
def tags_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = Tag.objects.filter(codebook=_codebook(request, pk))
    return listed(request, response, rows, cut, each(shape_tag))


@router.post("/codebooks/{uuid:pk}/tags", response={201: TagOut}, summary="A new tag")
def tags_create(request: Asked, response: HttpResponse, pk: UUID, body: TagIn) -> Any:
    """The last one below its parent."""
    codebook = _codebook(request, pk)
    demand(can_keep_codebook(request.user, codebook))
    fields = body.model_dump() | {"parent": _parent(codebook, body.parent)}
    made = create_tag(codebook=codebook, by=request.user, **fields)
    response["Location"] = f"/api/tags/{made.pk}"
    return Status(201, shape_tag(made))


@router.get("/tags/{uuid:pk}", response=TagOut, summary="One tag")
def tags_get(request: Asked, pk: UUID) -> Any:
    return shape_tag(_tag(request, pk))


@router.patch("/tags/{uuid:pk}", response=TagOut, summary="Change a tag", openapi_extra=MATCHING)
def tags_change(request: Asked, pk: UUID, body: TagChange) -> Any:
    """Its name and what it means; with `parent`, the place where it stands, too."""
    tag = _meant(request, pk)
    changes = said(body)
    if "parent" in changes:
        changes["parent"] = _parent(tag.codebook, changes["parent"])
    return shape_tag(change_tag(tag=tag, by=request.user, **changes))


@router.delete(
    "/tags/{uuid:pk}", response={204: None}, summary="Delete a tag", openapi_extra=MATCHING
)
def tags_delete(request: Asked, pk: UUID) -> Any:
    """One that nothing bears, and that has none below it."""
    delete_tag(tag=_meant(request, pk), by=request.user)
    return Status(204, None)


def _codebook(request: Asked, pk: UUID) -> Codebook:
    return get_object_or_404(Codebook.objects.visible_to(request.user), pk=pk)


def _tag(request: Asked, pk: UUID) -> Tag:
    seen = Codebook.objects.visible_to(request.user).values("pk")
    rows = Tag.objects.filter(codebook__in=seen).select_related("codebook", "parent")
    return get_object_or_404(rows, pk=pk)


def _meant(request: Asked, pk: UUID) -> Tag:
    """Raises Http404, PermissionDenied, Problem."""
    demand(can_keep_codebook(request.user, _tag(request, pk).codebook))
    # Whoever changes a tag of the codebook waits here.
    tag = (
        Tag.objects.select_for_update(of=("self",)).select_related("codebook", "parent").get(pk=pk)
    )
    demand_match(request, shape_tag(tag))
    return tag


def _parent(codebook: Codebook, pk: UUID | None) -> Tag | None:
    """Raises Problem."""
    if pk is None:
        return None
    parent = Tag.objects.filter(codebook=codebook, pk=pk).first()
    if parent is None:
        sentence = _("This codebook has no such tag.")
        raise Problem(422, sentence, errors=[{"field": "parent", "detail": sentence}])
    return parent
