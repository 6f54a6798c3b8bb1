"""Entries of the register that are likely one, to be merged or said to be different."""

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema

from annotations.api.actors import ActorOut, shape, whole
from annotations.api.knowing import Asked
from annotations.api.paging import Cut, Listing, Paging, demand_mark, paged
from annotations.domain.resolution.evidence import WEIGHTS
from annotations.models import Actor
from annotations.permissions import can_keep_actors
from annotations.queries.duplicates import REASONS, Pair, likely_duplicates
from annotations.web.guards import demand
from annotations.web.paging import Key, Page, page_read, place_of

router = Router()
LIKELIEST_FIRST = (Key("place"),)


class SignOut(Schema):
    """One thing that speaks for it, or against; `words` say it to people."""

    sign: str
    words: str
    is_against: bool


class DuplicateOut(Schema):
    """`likeness` grows with what speaks for it. Where `is_weak`, that is nothing but the name."""

    one: ActorOut
    other: ActorOut
    likeness: int
    is_weak: bool
    signs: list[SignOut]


@router.get("/likely-duplicates", response=Listing[DuplicateOut], summary="Pairs that may be one")
def duplicates_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    """The likeliest first; without those that somebody said to be different. Answer by merging
    one into the other, or by setting them apart."""
    demand(can_keep_actors(request.user))
    demand_mark(cut, LIKELIEST_FIRST)
    page = _part(likely_duplicates(request.user), cut)
    keys = {actor.pk for pair in page.rows for actor in (pair.one, pair.other)}
    actors = {actor.pk: shape(actor) for actor in whole(Actor.objects.filter(pk__in=keys))}
    return paged(request, response, page, [_shape(pair, actors) for pair in page.rows])


def _part(pairs: list[Pair], cut: Cut) -> Page[Any]:
    """They are judged all at once, and hence cut here."""
    backwards, values = place_of(cut.cursor, len(LIKELIEST_FIRST))
    found = sorted(pairs, key=lambda pair: pair.place, reverse=backwards)
    if values:
        [mark] = values
        found = [pair for pair in found if (pair.place < mark if backwards else pair.place > mark)]
    return page_read(found[: cut.limit + 1], LIKELIEST_FIRST, cut.cursor, cut.limit)


def _shape(pair: Pair, actors: dict[Any, ActorOut]) -> DuplicateOut:
    return DuplicateOut(
        one=actors[pair.one.pk],
        other=actors[pair.other.pk],
        likeness=pair.likeness,
        is_weak=pair.is_weak,
        signs=[
            SignOut(sign=sign.value, words=str(REASONS[sign]), is_against=WEIGHTS[sign] < 0)
            for sign in pair.signs
        ],
    )
