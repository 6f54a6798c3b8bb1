"""What a row would change about somebody who is in the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotations.domain.register.other_names import written_name
from annotations.domain.register.rows import ACTOR_FIELDS, POST_FIELDS, Name

ORDER = tuple(dict.fromkeys((*ACTOR_FIELDS, *POST_FIELDS)))
OTHER_NAME = "other_names"


@dataclass(frozen=True, slots=True)
class Change:
    """One field, or one other name: what it was and what it would be; "" is nothing."""

    field: str
    old: str
    new: str


def changes_of(said: Mapping[str, str], present: Mapping[str, str]) -> list[Change]:
    """What is said otherwise than it is, in one order; what is not said stays."""
    return [
        Change(name, present.get(name, ""), said[name])
        for name in ORDER
        if name in said and said[name] != present.get(name, "")
    ]


def name_changes(
    said: Sequence[Name], forgets: bool, present: Iterable[Name], shown: str
) -> list[Change]:
    """Names that come, go, or are described anew. Only a row that clears them takes some away."""
    there = {name.words.lower(): name for name in present}
    wanted = {name.words.lower(): name for name in said if name.words.lower() != shown.lower()}
    changes = []
    if forgets:
        gone = [name for words, name in there.items() if words not in wanted]
        changes += [Change(OTHER_NAME, written_name(name), "") for name in gone]
    for words, name in wanted.items():
        old = there.get(words)
        if old != name:
            changes.append(Change(OTHER_NAME, written_name(old) if old else "", written_name(name)))
    return changes
