"""brat's events: a trigger, and places that have a role in what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from annotations.domain.coded.records import CONTENT, CUE
from annotations.exchange.coded.entities import (
    CONTINUES,
    LABELS,
    RELATIONS,
    ROLES,
    Entity,
    Relation,
)


@dataclass(slots=True)
class Event:
    """`arguments` are (role, key of a place or of another event)."""

    line: int
    key: str
    trigger: str
    arguments: list[tuple[str, str]]

    @classmethod
    def of(cls, line: int, parts: list[str]) -> Self:
        """Raises IndexError."""
        told = [one.partition(":") for one in parts[1].split()]
        return cls(line, parts[0], told[0][2], [(role, to) for role, _colon, to in told[1:]])


def add_event(
    event: Event,
    called: Mapping[str, str],
    entities: dict[str, Entity],
    relations: list[Relation],
) -> tuple[str, list[str]]:
    """A statement where one of its arguments is the content: added to `entities` and `relations`.

    Answers by which key of an entity what is said of the event is to be taken, "" where it is none,
    and which of its roles say nothing here.
    """
    parts: dict[str, list[tuple[str, str]]] = {}
    unused = []
    for role, to in event.arguments:
        if part := ROLES.get(role.rstrip("0123456789").replace("-Arg", "").title()):
            parts.setdefault(part, []).append((role, called.get(to, to)))
        else:
            unused.append(role)
    if CUE not in parts:
        # Of its trigger nobody said that it has a role.
        parts[CUE] = [("", called.get(event.key, ""))]
    said = parts.pop(CONTENT, [])
    contents = list(dict.fromkeys(key for _role, key in said if key in entities))
    if not contents:
        return "", [role for role, _to in event.arguments]
    first, *more = (_in_role(event.key, one, CONTENT, entities) for one in contents)
    relations += [Relation(CONTINUES, one, first) for one in more]
    unused += [role for role, key in said if key not in entities]
    for part, several in parts.items():
        known = [one for one in several if one[1] in entities and one[1] not in contents]
        unused += [role for role, key in several if role and (role, key) not in known[:1]]
        others = (_in_role(event.key, key, part, entities) for _role, key in known[:1])
        relations += [Relation(RELATIONS[part], other, first) for other in others]
    return first, unused


def _in_role(event: str, key: str, role: str, entities: dict[str, Entity]) -> str:
    """The key of the entity as what it is in an event; it stays what it is by itself."""
    one = entities[key]
    if ROLES.get(one.label) == role:
        return key
    # One place can be the cue as well as the speaker.
    made = f"{event}.{role}.{key}"
    entities[made] = Entity(made, LABELS[role], one.ranges)
    return made
