"""Actors that became one, and actors that were taken apart; each can be taken back."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, StrictStr

from annotations.actions.merging import merge_actors, undo_move
from annotations.actions.splitting import split_actor
from annotations.actions.telling_apart import take_apart_back, tell_apart
from annotations.api.inputs import Body, Word
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.rows import facts_of
from annotations.models import Actor, ActorMove, Distinct
from annotations.permissions import can_keep_actors
from annotations.web.guards import demand

router = Router()
Chosen = Annotated[list[UUID], Field(max_length=1_000)]


class ActorMergeIn(Body):
    """`into` is whom everything names that named this one. Where something speaks against it, it
    needs `evidence`."""

    into: UUID
    evidence: Annotated[StrictStr, Field(max_length=2_000)] = ""


class ActorSplitIn(Body):
    """These `statements` and posts are those of `to` from then on, or of somebody new of that
    `name`, without one of the same name."""

    statements: Chosen = []
    affiliations: Chosen = []
    to: UUID | None = None
    name: Word = ""


class ActorMoveOut(Schema):
    """A merge or a split. Whoever was merged is there no more, and again once it is taken back."""

    id: UUID
    kind: str
    from_actor: UUID
    from_name: str
    to_actor: UUID
    to_name: str
    evidence: str
    by: UUID
    at: datetime
    undone_at: datetime | None


class ApartOut(Schema):
    """Somebody said that these are two."""

    other: UUID
    other_name: str
    by: UUID
    at: datetime


@router.post("/actors/{uuid:pk}/merge", response={201: ActorMoveOut}, summary="Merge into another")
def actors_merge(request: Asked, response: HttpResponse, pk: UUID, body: ActorMergeIn) -> Any:
    """In all projects. Its names are further names of the other one."""
    gone = _kept(request, pk)
    move = merge_actors(
        kept=_named(body.into, "into"),
        gone=gone,
        by=request.user,
        at=timezone.now(),
        evidence=body.evidence,
    )
    return _made(response, move)


@router.post(
    "/actors/{uuid:pk}/split", response={201: ActorMoveOut}, summary="Take one entry apart"
)
def actors_split(request: Asked, response: HttpResponse, pk: UUID, body: ActorSplitIn) -> Any:
    """Statements that you may see."""
    actor = _kept(request, pk)
    move = split_actor(
        actor=actor,
        statements=body.statements,
        posts=body.affiliations,
        to=_named(body.to, "to") if body.to else None,
        name=body.name,
        by=request.user,
        at=timezone.now(),
    )
    return _made(response, move)


@router.get(
    "/actors/{uuid:pk}/moves", response=Listing[ActorMoveOut], summary="Merged with it, and split"
)
def actor_moves_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Also of those who were merged into another one by now."""
    rows = ActorMove.objects.touching(pk).order_by()
    return listed(request, response, rows, cut, each(_shape))


@router.get("/actor-moves/{uuid:pk}", response=ActorMoveOut, summary="One merge or split")
def actor_moves_get(request: Asked, pk: UUID) -> Any:
    return _shape(get_object_or_404(ActorMove, pk=pk))


@router.delete("/actor-moves/{uuid:pk}", response={204: None}, summary="Take it back")
def actor_moves_undo(request: Asked, pk: UUID) -> Any:
    """What was entered since stays. It remains in the list, as undone."""
    demand(can_keep_actors(request.user))
    move = get_object_or_404(ActorMove, pk=pk)
    undo_move(move=move, by=request.user, at=timezone.now())
    return Status(204, None)


@router.get(
    "/actors/{uuid:pk}/apart", response=Listing[ApartOut], summary="Who is said to be another one"
)
def actors_apart_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    get_object_or_404(Actor, pk=pk)
    rows = Distinct.objects.of(pk).select_related("one", "other")

    def shape(row: Distinct) -> ApartOut:
        other = row.other if row.one_id == pk else row.one
        return ApartOut(other=other.pk, other_name=other.name, by=row.by_id, at=row.at)

    return listed(request, response, rows, cut, each(shape))


@router.put(
    "/actors/{uuid:pk}/apart/{uuid:other}", response={204: None}, summary="They are different"
)
def actors_apart(request: Asked, pk: UUID, other: UUID) -> Any:
    """However alike they look: nobody proposes to merge them again."""
    one = _kept(request, pk)
    another = get_object_or_404(Actor.objects.exclude(pk=pk), pk=other)
    tell_apart(one=one, other=another, by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete(
    "/actors/{uuid:pk}/apart/{uuid:other}", response={204: None}, summary="Nobody knows, as before"
)
def actors_apart_delete(request: Asked, pk: UUID, other: UUID) -> Any:
    one = _kept(request, pk)
    take_apart_back(one=one.pk, other=other, by=request.user)
    return Status(204, None)


def _kept(request: Asked, pk: UUID) -> Actor:
    """Raises Http404, PermissionDenied."""
    demand(can_keep_actors(request.user))
    return get_object_or_404(Actor, pk=pk)


def _named(pk: UUID, field: str) -> Actor:
    """Raises Problem."""
    found = Actor.objects.filter(pk=pk).first()
    if found is None:
        raise blamed(field, _("The register has nobody of this id."))
    return found


def _made(response: HttpResponse, move: ActorMove) -> Any:
    response["Location"] = f"/api/actor-moves/{move.pk}"
    return Status(201, _shape(move))


def _shape(move: ActorMove) -> ActorMoveOut:
    return ActorMoveOut(**facts_of(move, ActorMoveOut))
