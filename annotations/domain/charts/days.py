"""An axis of days, and the few of them that are written below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

# How far around the first and the last day an axis reaches, as a share of what is between them.
ROOM = 0.04
LEAST = 5
MOST = 4


def moved(day: date, by: int) -> date:
    """So many days later, or earlier below zero, as far as calendars go: they end where people do
    not expect it."""
    ordinal = min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


class Unit(Enum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


STEPS = [
    *((Unit.DAY, count) for count in (1, 2, 7, 14)),
    *((Unit.MONTH, count) for count in (1, 3, 6)),
    *((Unit.YEAR, count) for count in (1, 2, 5, 10, 20, 50, 100, 500, 2000)),
]


@dataclass(frozen=True)
class Axis:
    """The days [first, end)."""

    first: date
    end: date

    def place(self, day: date) -> float:
        """From 0, the beginning of the first day, to 1; what lies outside is put at the edge."""
        share = (day - self.first).days / (self.end - self.first).days
        return min(max(share, 0.0), 1.0)

    def after(self, day: date) -> float:
        """Where the day ends."""
        return min(self.place(day) + 1 / (self.end - self.first).days, 1.0)

    def middle(self, day: date) -> float:
        """Where something of that day stands: half a day further."""
        return min(self.place(day) + 0.5 / (self.end - self.first).days, 1.0)


@dataclass(frozen=True)
class Tick:
    day: date
    unit: Unit


def axis_of(days: Iterable[date], before: float = ROOM) -> Axis | None:
    """An axis that holds all of `days` with some room around them; None where there are none.

    `before` is the share of room ahead of the first, for what began nobody knows when.
    """
    known = sorted(days)
    if not known:
        return None
    length = (known[-1] - known[0]).days + 1
    least = max((LEAST - length + 1) // 2, 1)
    room, ahead = (max(round(length * share), least) for share in (ROOM, before))
    return Axis(moved(known[0], -ahead), moved(known[-1], room + 1))


def ticks_of(axis: Axis, most: int = MOST) -> list[Tick]:
    """At most so many round days, in the smallest step that needs no more."""
    for unit, count in STEPS:
        found = []
        for day in _round_days(axis, unit, count):
            found.append(Tick(day, unit))
            if len(found) > most:
                break
        if len(found) <= most:
            return found
    return []


def _round_days(axis: Axis, unit: Unit, count: int) -> Iterator[date]:
    """Each day of the axis that begins a step: Mondays, first days of a month, of a year."""
    if unit == Unit.DAY:
        late = -(axis.first.toordinal() - 1) % count
        for ordinal in range(axis.first.toordinal() + late, axis.end.toordinal(), count):
            yield date.fromordinal(ordinal)
        return
    step = count * (12 if unit == Unit.YEAR else 1)
    months = axis.first.year * 12 + axis.first.month - 1
    months = -(-months // step) * step
    while months // 12 <= date.max.year:
        # Year 0 is none.
        day = date(max(months // 12, 1), months % 12 + 1, 1)
        if day >= axis.end:
            return
        if day >= axis.first:
            yield day
        months += step
