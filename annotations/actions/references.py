"""Old states may name people, posts and tags that have left their registers since."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from annotations.actions.snapshots import Snapshot
from annotations.models import Actor, ActorMove, Affiliation, Moved, Tag, TagMove


def without_missing(snapshot: Snapshot) -> Snapshot:
    """The state without what is no longer there: all else of it can still be brought back.

    Whoever, and whatever tag, was merged since is what they are part of now.
    """
    snapshot = replace(snapshot, tags=_tags(snapshot.tags))
    statement = snapshot.statement
    if statement is None:
        return snapshot
    chain = [statement.relayer, *statement.relays]
    actors = _found(Actor, [statement.speaker, statement.target, *chain])
    posts = _found(Affiliation, [statement.affiliation])
    speaker = actors.get(statement.speaker)
    # Nobody relays their own words, nor twice, whoever turned out to be whom since.
    passed = dict.fromkeys(actors[one] for one in chain if one in actors)
    relayer, *relays = [one for one in passed if one != speaker] or [""]
    return replace(
        snapshot,
        statement=replace(
            statement,
            speaker=speaker,
            target=actors.get(statement.target),
            relayer=relayer or None,
            relays=tuple(relays),
            affiliation=posts.get(statement.affiliation),
        ),
    )


def _tags(keys: Iterable[str]) -> tuple[str, ...]:
    """One query; more only where one is retired, as every tag is that was merged."""
    wanted = list(keys)
    rows = Tag.objects.filter(pk__in=wanted).values_list("pk", "retired_at") if wanted else []
    there = dict(rows)
    retired = [key for key, at in there.items() if at]
    merged = TagMove.objects.successors(retired) if retired else {}
    return tuple(sorted({str(merged.get(key, key)) for key in there}))


def _found(model: Any, keys: Iterable[str | None]) -> dict[str | None, str]:
    """Those of `keys` that are there, or what became of them. Two queries more for what is not."""
    wanted = {key for key in keys if key}
    there = _kept(model, wanted)
    found: dict[str | None, str] = {key: key for key in there}
    gone = {UUID(key) for key in wanted - there}
    if not gone:
        return found
    moves: Any = ActorMove if model is Actor else Moved
    later = {str(old): str(new) for old, new in moves.objects.successors(gone).items()}
    kept = _kept(model, later.values())
    return found | {old: new for old, new in later.items() if new in kept}


def _kept(model: Any, keys: Iterable[str | None]) -> set[str]:
    """Those of `keys` that are there; no query for none."""
    wanted = [key for key in keys if key]
    found = model.objects.filter(pk__in=wanted).values_list("pk", flat=True) if wanted else []
    return {str(key) for key in found}
