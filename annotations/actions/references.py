"""Old states may name people, posts and tags that have left their registers since."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from annotations.actions.snapshots import Snapshot
from annotations.models import Actor, Affiliation, Tag


def without_missing(snapshot: Snapshot) -> Snapshot:
    """The state without what is no longer there: all else of it can still be brought back."""
    snapshot = replace(snapshot, tags=tuple(_kept(Tag, snapshot.tags)))
    statement = snapshot.statement
    if statement is None:
        return snapshot
    actors = {statement.speaker, statement.target, statement.relayer}
    there = set(_kept(Actor, actors))
    posts = set(_kept(Affiliation, [statement.affiliation]))
    return replace(
        snapshot,
        statement=replace(
            statement,
            speaker=statement.speaker if statement.speaker in there else None,
            target=statement.target if statement.target in there else None,
            relayer=statement.relayer if statement.relayer in there else None,
            affiliation=statement.affiliation if statement.affiliation in posts else None,
        ),
    )


def _kept(model: Any, keys: Iterable[str | None]) -> list[str]:
    """Those of `keys` that are there; no query for none."""
    wanted = [key for key in keys if key]
    found = model.objects.filter(pk__in=wanted).values_list("pk", flat=True) if wanted else []
    return sorted(str(key) for key in found)
