"""Which article of a story the others were probably copied from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from annotations.domain.stories.credits import as_credit

UNTIMED = datetime.max.replace(tzinfo=UTC)


class Why(StrEnum):
    """What speaks for the likely original."""

    CREDITED = "credited"
    AGENCY = "agency"
    EARLIEST = "earliest"
    LONGEST = "longest"


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What is known of one article of a story; `credits` are those that `credits_of` finds."""

    source: str
    is_agency: bool = False
    credits: Collection[str] = ()
    day: date | None = None
    instant: datetime | None = None
    length: int = 0

    def credits_to(self, other: "Copy") -> bool:
        return self.source != other.source and as_credit(other.source) in self.credits


def likely_original(copies: Sequence[Copy]) -> tuple[int, Why]:
    """The place of the likely original among at least one copy, and what speaks for it.

    Whom others credit comes first, then an agency, then whoever credits none of the others, then
    the earliest; of those of one time the longest, since copies are cut.
    """
    credited = [any(other.credits_to(copy) for other in copies) for copy in copies]
    crediting = [any(copy.credits_to(other) for other in copies) for copy in copies]
    times = [(copy.day or date.max, copy.instant or UNTIMED) for copy in copies]

    def rank(place: int) -> tuple[object, ...]:
        copy = copies[place]
        standing = (not credited[place], not copy.is_agency, crediting[place])
        return (*standing, *times[place], -copy.length, place)

    first = min(range(len(copies)), key=rank)
    if credited[first]:
        return first, Why.CREDITED
    if copies[first].is_agency:
        return first, Why.AGENCY
    return first, Why.EARLIEST if times[first] < max(times) else Why.LONGEST
