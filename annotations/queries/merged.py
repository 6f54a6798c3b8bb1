"""Whom and what filters mean that were chosen before a merge: an address or a saved search outlives
who it names."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from annotations.models import ActorMove, TagMove
from annotations.queries.counting import ACTORS

# The filters that name an actor.
OF_ACTORS = ("speaker", "target", "party")


def as_merged(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """`chosen` by the names of filters, with what actors and the tag are part of now.

    A query for actors and one for a tag where any is chosen, more only for what was merged.
    """
    actors = [key for name in OF_ACTORS if isinstance(key := chosen.get(name), UUID)]
    now: dict[Any, UUID] = ActorMove.objects.successors(actors) if actors else {}
    if isinstance(tag := chosen.get("tag"), UUID):
        now |= TagMove.objects.successors([tag])
    named = {name: chosen.get(name) for name in (*OF_ACTORS, "tag")}
    return {**chosen, **{name: now[key] for name, key in named.items() if key in now}}


def lines_merged(values: Mapping[str, str], dimensions: Mapping[str, str]) -> dict[str, str]:
    """Values of lines of a matrix, each along its dimension, in the same way. One query where any
    line is an actor's."""
    keys = {
        name: key
        for name, value in values.items()
        if dimensions[name] in ACTORS and (key := _key(value))
    }
    now = ActorMove.objects.successors(keys.values()) if keys else {}
    return {**values, **{name: str(now[key]) for name, key in keys.items() if key in now}}


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
