"""Who belongs to a country, and who speaks for it in a post."""

from dataclasses import dataclass

from annotations.models import Actor, ActorKind, Affiliation

# A page has room for so many of each; the register has all.
MOST = 20


@dataclass(frozen=True)
class Nation:
    """Posts in which it is represented, the latest first, a page of them, and the numbers of the
    pages before and after it (0 for none); its organisations and its people.

    `has_more` of which kinds there are more than are shown: the register lists them by country.
    """

    representatives: list[Affiliation]
    organisations: list[Actor]
    people: list[Actor]
    previous: int = 0
    next: int = 0
    has_more: frozenset[str] = frozenset()


def nation_of(country: Actor, page: int = 1) -> Nation | None:
    """By its ISO code, with that page of posts, counted from 1; None for what is no country, or has
    no code. Three queries."""
    if country.kind != ActorKind.COUNTRY or not country.country:
        return None
    posts = Affiliation.objects.filter(represents=country.country).select_related(
        "person", "organisation"
    )
    of_it = Actor.objects.filter(country=country.country).in_alphabet()
    kinds = (ActorKind.ORGANISATION, ActorKind.PERSON)
    found = {kind: list(of_it.filter(kind=kind)[: MOST + 1]) for kind in kinds}
    first = MOST * (page - 1)
    held = list(posts.in_order()[first : first + MOST + 1])
    return Nation(
        representatives=held[:MOST],
        organisations=found[ActorKind.ORGANISATION][:MOST],
        people=found[ActorKind.PERSON][:MOST],
        previous=page - 1,
        next=page + 1 if len(held) > MOST else 0,
        has_more=frozenset(kind.value for kind in kinds if len(found[kind]) > MOST),
    )
