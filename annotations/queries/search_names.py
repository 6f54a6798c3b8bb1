"""What the filters of a search are called: of what the reader may know of."""

from collections.abc import Callable, Mapping
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


def names_of(keys: Mapping[str, UUID], user: User) -> dict[str, str]:
    """By the names of the filters. A query for each."""
    found = {name: NAMED[name](user).filter(pk=key).first() for name, key in keys.items()}
    return {
        name: one.shown_name if isinstance(one, User) else one.name
        for name, one in found.items()
        if one is not None
    }
