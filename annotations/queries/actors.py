"""The register of actors, with how much each of them said that the reader may see."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import Lower

from annotations.models import Actor, Affiliation, Attribution, User


def register(kind: str = "", typed: str = "") -> QuerySet[Actor]:
    """The actors of a kind, or all, whose names are like what was typed; with `place` to sort by.

    Each with `posts`, the latest first.
    """
    rows = Actor.objects.named_like(typed) if typed.strip() else Actor.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    posts = Affiliation.objects.select_related("organisation").in_order()
    return rows.annotate(place=Lower("sort_name")).prefetch_related(
        Prefetch("affiliations", posts, to_attr="posts")
    )


def count_statements(actors: Iterable[Actor], user: User) -> dict[object, int]:
    """How many statements of each actor the user may see. One query."""
    counts = (
        Attribution.objects.visible_to(user)
        .by_people()
        .filter(speaker__in=[actor.pk for actor in actors])
        .values_list("speaker")
        .annotate(Count("pk"))
    )
    return dict(counts)


def staff_of(organisation: Actor) -> Sequence[Affiliation]:
    """Who holds or held a post there, the latest first."""
    return list(organisation.staff.select_related("person").in_order())


def posts_of(person: Actor) -> Sequence[Affiliation]:
    """What the person holds or held, the latest first."""
    return list(person.affiliations.select_related("organisation").in_order())
