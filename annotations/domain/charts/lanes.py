"""Bars with their words: what would lie upon one another is drawn below one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from annotations.domain.charts.days import Axis

# As a share of the axis: what the words of a bar get, however short it is.
WORDS = 0.5


@dataclass(frozen=True)
class Stay:
    """A range [start, end) of days on an axis, from `low` to `high`, in the lane it was given.

    Its words have the room from `left` to `right`; they begin at the bar's beginning, or where it
    is late on the axis they end at its end.
    """

    number: int
    low: float
    high: float
    left: float
    right: float
    lane: int

    @property
    def is_late(self) -> bool:
        return self.left < self.low


def stays_of(ranges: Iterable[tuple[date | None, date | None]], axis: Axis) -> list[Stay]:
    """Each range in the lowest lane that is free, the earliest first; `number` is its place.

    An unknown end reaches to the edge, so that what may have been at once never shares a lane.
    """
    found = []
    for number, (start, end) in enumerate(ranges):
        low = axis.place(start) if start else 0.0
        high = axis.place(end) if end else 1.0
        late = low > 1 - WORDS
        left = min(low, high - WORDS) if late else low
        right = high if late else max(high, low + WORDS)
        found.append((left, number, low, high, right))
    lanes: list[float] = []
    stays = []
    for left, number, low, high, right in sorted(found):
        lane = next((lane for lane, last in enumerate(lanes) if last <= left), len(lanes))
        lanes[lane : lane + 1] = [right]
        stays.append(Stay(number, low, high, left, right, lane))
    return stays
