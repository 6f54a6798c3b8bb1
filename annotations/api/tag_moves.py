"""Tags that became one, and tags of which some was split off; each can be taken back."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field, StrictStr

from annotations.actions.tag_merging import merge_tags, split_tag, undo_tag_move
from annotations.api.codebooks import find_codebook
from annotations.api.inputs import Body, Word
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import cleaned
from annotations.api.rows import facts_of
from annotations.api.tags import find_kept_tag, named
from annotations.forms.tag_moves import SplitTagForm
from annotations.models import Codebook, TagMove
from annotations.permissions import can_keep_codebook
from annotations.queries.tag_moves import Sought, bearing, borne_by, keys_bearing
from annotations.web.guards import demand

router = Router()
Bearers = Literal["", "passage", "statement", "article"]


class TagMergeIn(Body):
    """`into` is the tag of the same codebook that whatever bears this one bears from then on."""

    into: UUID


class Which(Schema):
    """Of what bears a tag: of one kind, with these words in it, with another tag `beside` it. What
    is left out is no matter."""

    bearer: Bearers = ""
    words: Annotated[str, Field(max_length=200)] = ""
    beside: UUID | None = None


class TagSplitIn(Body):
    """What bears it in this way bears the tag `to` instead, or a new one of that `name` that
    stands beside it."""

    bearer: Bearers = ""
    words: Word = ""
    beside: UUID | None = None
    to: UUID | None = None
    name: Annotated[StrictStr, Field(max_length=120)] = ""


class BorneOut(Schema):
    """How many bear it, in all projects that use the codebook; `by_machine` are among them."""

    passages: int
    statements: int
    articles: int
    by_machine: int
    projects: int


class TagMoveOut(Schema):
    """A merge or a split of tags: `count` annotations and articles bear `to_tag` since."""

    id: UUID
    codebook: UUID
    kind: str
    from_tag: UUID
    to_tag: UUID
    count: int
    by: UUID
    at: datetime
    undone_at: datetime | None


def shape(move: TagMove) -> TagMoveOut:
    return TagMoveOut(**facts_of(move, TagMoveOut))


@router.post("/tags/{uuid:pk}/merge", response={201: TagMoveOut}, summary="Merge it into another")
def tags_merge(request: Asked, response: HttpResponse, pk: UUID, body: TagMergeIn) -> Any:
    """In all projects that use the codebook. The tag is retired, and undo brings it back."""
    gone = find_kept_tag(request, pk)
    kept = named(gone.codebook, body.into, "into")
    move = merge_tags(kept=kept, gone=gone, by=request.user, at=timezone.now())
    response["Location"] = f"/api/tag-moves/{move.pk}"
    return Status(201, shape(move))


@router.get("/tags/{uuid:pk}/bearers", response=BorneOut, summary="How many bear a tag")
def tags_bearers(request: Asked, pk: UUID, which: Annotated[Which, Query(...)]) -> Any:
    """For whoever keeps the codebook: what a merge, or a split of these, would touch."""
    tag = find_kept_tag(request, pk)
    beside = named(tag.codebook, which.beside, "beside") if which.beside else None
    return borne_by(bearing(tag, Sought(which.bearer, which.words, beside)))


@router.post("/tags/{uuid:pk}/split", response={201: TagMoveOut}, summary="Split some of it off")
def tags_split(request: Asked, response: HttpResponse, pk: UUID, body: TagSplitIn) -> Any:
    """In all projects that use the codebook."""
    tag = find_kept_tag(request, pk)
    sent = {name: str(value) for name, value in body.model_dump().items() if value}
    form = SplitTagForm(sent, tree=list(tag.codebook.tags.in_order()), tag=tag)
    told = cleaned(form)
    move = split_tag(
        tag=tag,
        rows=keys_bearing(tag, form.sought),
        to=told["to"],
        name=told["name"],
        by=request.user,
        at=timezone.now(),
    )
    response["Location"] = f"/api/tag-moves/{move.pk}"
    return Status(201, shape(move))


@router.get(
    "/codebooks/{uuid:pk}/tag-moves", response=Listing[TagMoveOut], summary="Tags merged and split"
)
def tag_moves_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = TagMove.objects.filter(codebook=find_codebook(request, pk))
    return listed(request, response, rows, cut, each(shape))


@router.get("/tag-moves/{uuid:pk}", response=TagMoveOut, summary="One merge or split")
def tag_moves_get(request: Asked, pk: UUID) -> Any:
    return shape(_find(request, pk))


@router.delete("/tag-moves/{uuid:pk}", response={204: None}, summary="Take it back")
def tag_moves_undo(request: Asked, pk: UUID) -> Any:
    """What was tagged since stays. It remains in the list, as undone."""
    move = _find(request, pk)
    demand(can_keep_codebook(request.user, move.codebook))
    undo_tag_move(move=move, by=request.user, at=timezone.now())
    return Status(204, None)


def _find(request: Asked, pk: UUID) -> TagMove:
    seen = Codebook.objects.visible_to(request.user).values("pk")
    rows = TagMove.objects.filter(codebook__in=seen)
    rows = rows.select_related("codebook", "from_tag__codebook", "to_tag__codebook")
    return get_object_or_404(rows, pk=pk)
