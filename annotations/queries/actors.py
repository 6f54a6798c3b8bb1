"""The register of actors, with how much each of them said that the reader may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from annotations.domain.name_keys import name_meant
from annotations.domain.name_order import letter_of
from annotations.models import Actor, ActorKind, Affiliation, Attribution, User
from annotations.models.folding import Folded


@dataclass(frozen=True)
class Listed:
    """An actor as the register lists it, with how many statements the reader may see.

    `also` is the other name by which it was found; `letter` heads those that are sorted under it.
    """

    actor: Actor
    count: int
    also: str = ""
    letter: str = ""


def listed(actors: Iterable[Actor], user: User, typed: str) -> list[Listed]:
    """Of actors with all names. One query."""
    actors = list(actors)
    counts = count_statements(actors, user)
    return [
        Listed(
            actor,
            counts.get(actor.pk, 0),
            also=_found_by(actor, typed) if typed else "",
            letter="" if typed else letter_of(actor.sort_name),
        )
        for actor in actors
    ]


def _found_by(actor: Actor, typed: str) -> str:
    name = name_meant(typed, actor.all_names)
    return "" if name == actor.name else name


def register(kind: str = "", typed: str = "", country: str = "") -> QuerySet[Actor]:
    """The actors of a kind and country, or all, with `place` to sort by.

    Who is sought: the likeliest first. Each with `posts`, the latest first, and with all names.
    """
    kinds = [kind] if kind else []
    rows = Actor.objects.with_names()
    if kind:
        rows = rows.filter(kind=kind)
    if country:
        rows = rows.filter(country=country)
    if typed.strip():
        rows = rows.named_like(typed, kinds=kinds, country=country)
    posts = Affiliation.objects.select_related("organisation").in_order()
    return rows.annotate(place=Folded("sort_name")).prefetch_related(
        Prefetch("affiliations", posts, to_attr="posts")
    )


def count_statements(actors: Iterable[Actor], user: User) -> dict[object, int]:
    """How many statements of each actor the user may see. One query."""
    counts = (
        Attribution.objects.visible_to(user)
        .that_count()
        .filter(speaker__in=[actor.pk for actor in actors])
        .values_list("speaker")
        .annotate(Count("pk"))
    )
    return dict(counts)


def every_post_of(actor: Actor) -> QuerySet[Affiliation]:
    """What a person holds or held, who does at an organisation, or for a country; latest first."""
    meant = Q(person=actor) | Q(organisation=actor)
    if actor.kind == ActorKind.COUNTRY and actor.country:
        meant |= Q(represents=actor.country)
    return Affiliation.objects.filter(meant).select_related("person", "organisation").in_order()


def staff_of(organisation: Actor) -> Sequence[Affiliation]:
    """Who holds or held a post there, the latest first."""
    return list(organisation.staff.select_related("person").in_order())


def posts_of(person: Actor) -> Sequence[Affiliation]:
    """What the person holds or held, the latest first."""
    return list(person.affiliations.select_related("organisation").in_order())
