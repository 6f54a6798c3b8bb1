"""A codebook's tree as values: kept as a version, read from a file, compared with another state."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from enum import Enum
from typing import Any


@dataclass(frozen=True)
class TagState:
    """All that is said about a tag; `id` and `parent` are texts. The order is that of a list."""

    id: str
    key: str
    name: str
    parent: str | None = None
    colour: str = "grey"
    shortcut: str = ""
    definition: str = ""
    example: str = ""
    when_not: str = ""
    is_topic: bool = False
    applies_to: tuple[str, ...] = ("passage", "statement")
    is_required: bool = False
    is_single: bool = False
    condition: str = ""
    is_retired: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "TagState":
        return cls(**data | {"applies_to": tuple(data["applies_to"])})


# What is said about a tag, besides which one it is, where it stands and whether it is retired.
TOLD = tuple(
    field.name for field in fields(TagState) if field.name not in ("id", "parent", "is_retired")
)


class Change(Enum):
    ADDED = "added"
    REMOVED = "removed"
    RETIRED = "retired"
    BACK = "back"
    MOVED = "moved"
    CHANGED = "changed"
    ORDERED = "ordered"


@dataclass(frozen=True)
class Difference:
    """`name` is the tag as it is called afterwards; of an order the tag above, "" at the top.

    `old` and `new` are values of `field`, or the names of the tags above where it moved.
    """

    change: Change
    name: str
    field: str = ""
    old: Any = ""
    new: Any = ""


def differences(before: Sequence[TagState], after: Sequence[TagState]) -> list[Difference]:
    """What became of the one state in the other, tag by tag in the order of the later one."""
    old, new = ({state.id: state for state in states} for states in (before, after))
    found: list[Difference] = []
    for state in after:
        was = old.get(state.id)
        if was is None:
            found.append(Difference(Change.ADDED, state.name))
            continue
        found += _of_one(was, state, old, new)
    gone = [state for state in before if state.id not in new]
    found += [Difference(Change.REMOVED, state.name) for state in gone]
    for parent in dict.fromkeys(state.parent for state in after):
        lists = [_below(parent, states, old.keys() & new.keys()) for states in (before, after)]
        stayed = set(lists[0]) & set(lists[1])
        one, other = ([key for key in keys if key in stayed] for keys in lists)
        if one != other:
            found.append(Difference(Change.ORDERED, new[parent].name if parent in new else ""))
    return found


def _of_one(
    was: TagState, now: TagState, old: dict[str, TagState], new: dict[str, TagState]
) -> Iterable[Difference]:
    if was.parent != now.parent:
        yield Difference(Change.MOVED, now.name, "", _name(was.parent, old), _name(now.parent, new))
    if was.is_retired != now.is_retired:
        yield Difference(Change.RETIRED if now.is_retired else Change.BACK, now.name)
    for field in TOLD:
        one, other = getattr(was, field), getattr(now, field)
        same = set(one) == set(other) if field == "applies_to" else one == other
        if not same:
            yield Difference(Change.CHANGED, now.name, field, one, other)


def _below(parent: str | None, states: Iterable[TagState], known: Iterable[str]) -> list[str]:
    known = set(known)
    return [state.id for state in states if state.parent == parent and state.id in known]


def _name(key: str | None, states: dict[str, TagState]) -> str:
    return states[key].name if key in states else ""
