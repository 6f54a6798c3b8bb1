"""Who may be meant by the letters typed so far."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import Actor, Affiliation, Attribution, Coding

MOST = 8


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
        others = Actor.objects.named_like(typed).exclude(pk__in=[actor.pk for actor in here])
        rest = list(others[: MOST - len(here)])
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


def _named_in(coding: Coding, typed: str) -> QuerySet[Actor]:
    """Speakers, those they speak about and those who relay them, in this coding."""
    here = Attribution.objects.filter(coding=coding).filter(
        Q(speaker=OuterRef("pk")) | Q(target=OuterRef("pk")) | Q(relayer=OuterRef("pk"))
    )
    return Actor.objects.named_like(typed).filter(Exists(here))[:MOST]


def _posts(people: set[UUID], day: date | None) -> dict[UUID, str]:
    if not people or day is None:
        return {}
    held = Affiliation.objects.filter(person__in=people).as_of(day).in_order()
    found: dict[UUID, str] = {}
    for person, post, at in held.values_list("person_id", "post", "organisation__name"):
        found.setdefault(person, f"{post}, {at}" if at else post)
    return found
