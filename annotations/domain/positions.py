"""Where somebody stands now: the latest of their statements that nothing took back."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    """What a later statement does to an earlier one."""

    REPEATS = "repeats"
    CLARIFIES = "clarifies"
    DENIES = "denies"
    CONTRADICTS = "contradicts"
    WALKS_BACK = "walks_back"


@dataclass(frozen=True)
class Stated:
    """A statement by its key; `speaker` who said it. What has no date was before everything."""

    key: Hashable
    speaker: Hashable
    day: date | None


@dataclass(frozen=True)
class Linked:
    """What the `later` one does to the `earlier` one, and since when."""

    relation: Relation
    later: Stated
    earlier: Stated
    day: date | None = None


def taken_back(links: Iterable[Linked]) -> set[Hashable]:
    """The keys of statements that do not stand any more.

    A walk-back takes back whatever it is linked to, whoever speaks it: a spokesperson may. A denial
    takes back one's own words only; what others deny is disputed, and stands. What was taken back
    itself takes nothing back: links count from the latest on.
    """
    found: set[Hashable] = set()
    for link in sorted(links, key=_moment, reverse=True):
        own = link.later.speaker is not None and link.later.speaker == link.earlier.speaker
        takes = link.relation == Relation.WALKS_BACK or (link.relation == Relation.DENIES and own)
        if takes and link.later.key not in found:
            found.add(link.earlier.key)
    return found


def current(statements: Sequence[Stated], links: Iterable[Linked]) -> Stated | None:
    """The latest that stands; None where nothing does. Of one day, the last in the given order."""
    gone = taken_back(links)
    standing = [one for one in statements if one.key not in gone]
    return max(
        enumerate(standing), key=lambda pair: (pair[1].day or date.min, pair[0]), default=(0, None)
    )[1]


def _moment(link: Linked) -> tuple[date, date]:
    return link.day or link.later.day or date.min, link.later.day or date.min
