"""Who may be meant by the letters typed so far."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.db.models.functions import Lower

from annotations.models import Actor, Affiliation, Coding

MOST = 8
# Below this a name has little to do with what was typed.
LIKENESS = 0.45


@dataclass(frozen=True)
class Suggested:
    """An actor, and what tells namesakes apart: a post held on the day, else a description."""

    actor: Actor
    hint: str
    is_here: bool


def suggested(typed: str, coding: Coding | None, day: date | None) -> list[Suggested]:
    """First who is named in this coding already, then the register. Three queries at most."""
    here = list(_named_in(coding, typed)) if coding else []
    rest: list[Actor] = []
    if typed and len(here) < MOST:
        rest = list(_like(typed).exclude(pk__in=[actor.pk for actor in here])[: MOST - len(here)])
    actors = (here + rest)[:MOST]
    posts = _posts({actor.pk for actor in actors}, day)
    known = {actor.pk for actor in here}
    return [
        Suggested(actor, posts.get(actor.pk) or actor.description, actor.pk in known)
        for actor in actors
    ]


def is_known(typed: str, found: list[Suggested]) -> bool:
    """Whether somebody of exactly this name is among them."""
    return any(one.actor.name.casefold() == typed.casefold() for one in found)


def _named_in(coding: Coding, typed: str) -> list[Actor]:
    of_coding = Q(attributions__coding=coding)
    of_coding |= Q(targeted_by__coding=coding) | Q(relayed__coding=coding)
    named = Actor.objects.filter(of_coding)
    if typed:
        named = named.filter(name__icontains=typed)
    return list(named.distinct().order_by(Lower("name"), "id")[:MOST])


def _like(typed: str):  # type: ignore[no-untyped-def]
    if len(typed) < 3:
        return Actor.objects.filter(
            Q(name__istartswith=typed) | Q(name__icontains=f" {typed}")
        ).in_alphabet()
    return (
        Actor.objects.annotate(likeness=TrigramWordSimilarity(typed, "name"))
        .filter(Q(name__icontains=typed) | Q(likeness__gte=LIKENESS))
        .order_by("-likeness", Lower("name"), "id")
    )


def _posts(people: set[UUID], day: date | None) -> dict[UUID, str]:
    if not people or day is None:
        return {}
    held = Affiliation.objects.filter(person__in=people).as_of(day).in_order()
    found: dict[UUID, str] = {}
    for person, post, at in held.values_list("person_id", "post", "organisation__name"):
        found.setdefault(person, f"{post}, {at}" if at else post)
    return found
