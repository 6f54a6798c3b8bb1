"""What the filters of a search are called: of what the reader may know of."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from annotations.models import Actor, Project, Source, Tag, User

NAMED: dict[str, Callable[[User], QuerySet[Any]]] = {
    "project": lambda user: Project.objects.visible_to(user),
    "source": lambda user: Source.objects.all(),
    "speaker": lambda user: Actor.objects.all(),
    "target": lambda user: Actor.objects.all(),
    "tag": lambda user: Tag.objects.filter(
        codebook__projects__in=Project.objects.visible_to(user).values("pk")
    ),
    "coder": lambda user: User.objects.filter(
        memberships__project__in=Project.objects.visible_to(user).values("pk")
    ),
}


def names_of(wanted: Iterable[tuple[str, UUID]], user: User) -> dict[tuple[str, UUID], str]:
    """Of what the filters of these names choose, by both. A query for each name of a filter."""
    keys: dict[str, set[UUID]] = {}
    for name, key in wanted:
        keys.setdefault(name, set()).add(key)
    return {
        (name, one.pk): one.shown_name if isinstance(one, User) else one.name
        for name, chosen in keys.items()
        for one in NAMED[name](user).filter(pk__in=chosen)
    }
