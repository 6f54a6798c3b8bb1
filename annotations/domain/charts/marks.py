"""What stands so near that it would be drawn over one another is stacked, or drawn as a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from annotations.domain.charts.days import Axis

# As a share of the axis: a dot and a little air, on a phone.
NEAR = 0.03
# As many dots as a row is high.
STACKED = 3


@dataclass(frozen=True)
class Mark:
    """A dot for one, or a larger one for `count`, of the days `first` to `last` in a row.

    `level` says how far from the middle of the row it stands, in dots.
    """

    row: str
    first: date
    last: date
    count: int
    place: float
    level: float = 0.0


def marks_of(counts: Mapping[tuple[str, date], int], axis: Axis) -> list[Mark]:
    """`counts` by row and day. Row by row, and in each by day."""
    found: list[Mark] = []
    near: list[tuple[date, int]] = []
    row = ""
    for (name, day), count in sorted(counts.items()):
        if near and (name != row or axis.place(day) - axis.place(near[0][0]) >= NEAR):
            found += _drawn(row, near, axis)
            near = []
        row = name
        near.append((day, count))
    return found + (_drawn(row, near, axis) if near else [])


def _drawn(row: str, near: list[tuple[date, int]], axis: Axis) -> list[Mark]:
    total = sum(count for _, count in near)
    if total > STACKED:
        middle = sum(axis.middle(day) * count for day, count in near) / total
        return [Mark(row, near[0][0], near[-1][0], total, middle)]
    days = [day for day, count in near for _ in range(count)]
    return [
        Mark(row, day, day, 1, axis.middle(day), level - (total - 1) / 2)
        for level, day in enumerate(days)
    ]
