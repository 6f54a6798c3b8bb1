"""From one codebook to another and back: what does not survive."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


class Relation(Enum):
    """What the other tag is to this one."""

    EXACT = "exact"
    BROADER = "broader"
    NARROWER = "narrower"
    NONE = "none"


class Fate(Enum):
    SAME = "same"
    TOGETHER = "together"
    COARSER = "coarser"
    PARTLY = "partly"
    LOST = "lost"
    OPEN = "open"


@dataclass(frozen=True)
class Way:
    """`other` is None where there is none in the other codebook."""

    relation: Relation
    other: Hashable | None = None


def fates(tags: Iterable[Key], ways: Mapping[Key, Way]) -> dict[Key, tuple[Fate, list[Key]]]:
    """What becomes of each tag on the way there and back, with those that come back mixed with it.

    A tag comes back as itself only where the other one means the same and nobody else goes there.
    What goes to a broader one comes back as that, or as any other that went there; what goes to a
    narrower one leaves a part behind. Nobody has said yet what becomes of those without a way.
    """
    there: dict[Hashable, list[Key]] = defaultdict(list)
    for tag, way in ways.items():
        if way.other is not None:
            there[way.other].append(tag)
    found: dict[Key, tuple[Fate, list[Key]]] = {}
    for tag in tags:
        known = ways.get(tag)
        if known is None or known.other is None:
            found[tag] = (Fate.LOST if known else Fate.OPEN, [])
            continue
        rivals = [one for one in there[known.other] if one != tag]
        found[tag] = (_fate(known.relation, bool(rivals)), rivals)
    return found


def _fate(relation: Relation, is_shared: bool) -> Fate:
    if relation is Relation.NARROWER:
        return Fate.PARTLY
    if is_shared:
        return Fate.TOGETHER
    return Fate.COARSER if relation is Relation.BROADER else Fate.SAME
