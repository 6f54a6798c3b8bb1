"""What the filters of a search are called: of what the reader may know of."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from annotations.models import Actor, ActorMove, Project, Source, Tag, TagMove, User


def _actors(user: User) -> QuerySet[Any]:
    return Actor.objects.all()


NAMED: dict[str, Callable[[User], QuerySet[Any]]] = {
    "project": lambda user: Project.objects.visible_to(user),
    "source": lambda user: Source.objects.all(),
    "speaker": _actors,
    "target": _actors,
    "tag": lambda user: Tag.objects.filter(
        codebook__projects__in=Project.objects.visible_to(user).values("pk")
    ),
    "coder": lambda user: User.objects.filter(
        memberships__project__in=Project.objects.visible_to(user).values("pk")
    ),
}


def names_of(wanted: Iterable[tuple[str, UUID]], user: User) -> dict[tuple[str, UUID], str]:
    """Of what the filters of these names choose, by both. A query for each name of a filter; more
    where somebody or something was merged since, which is called as what it is part of now."""
    keys: dict[str, set[UUID]] = {}
    for name, key in wanted:
        keys.setdefault(name, set()).add(key)
    names = {}
    for name, chosen in keys.items():
        found = {one.pk: one for one in NAMED[name](user).filter(pk__in=chosen)}
        now = {}
        if NAMED[name] is _actors and (gone := chosen - found.keys()):
            now = ActorMove.objects.successors(gone)
        elif name == "tag" and (retired := [key for key, one in found.items() if one.retired_at]):
            now = TagMove.objects.successors(retired)
        if now:
            later = {one.pk: one for one in NAMED[name](user).filter(pk__in=set(now.values()))}
            found |= {old: later[new] for old, new in now.items() if new in later}
        for key, one in found.items():
            names[name, key] = one.shown_name if isinstance(one, User) else one.name
    return names
