"""Which underline a mark gets, so that marks which overlap can be told apart without colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The style sheet draws four underlines below one another; deeper overlaps share.
LANES = 4


@dataclass(frozen=True)
class Placed:
    """A range [start, end) in code points and the lane it was given; `number` is its name."""

    number: int
    start: int
    end: int
    lane: int = 0

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and self.end > start


@dataclass(frozen=True)
class Neighbours:
    """All that touches one of `ranges`."""

    ranges: Sequence[tuple[int, int]]
    spans: Sequence[Placed]

    def near(self, wanted: Iterable[tuple[int, int]]) -> list[Placed] | None:
        """What touches one of `wanted`; None where more than these would have to be known."""
        places = list(wanted)
        for start, end in places:
            if not any(first <= start and end <= last for first, last in self.ranges):
                return None
        return [one for one in self.spans if any(one.overlaps(*place) for place in places)]


def free_lane(start: int, end: int, others: Iterable[Placed], wanted: int = 0) -> int | None:
    """The lane of [start, end) among `others`: the wanted one if free, else the lowest; or None."""
    taken = {other.lane for other in others if other.overlaps(start, end)}
    if wanted not in taken:
        return wanted
    return next((lane for lane in range(LANES) if lane not in taken), None)


def laid_out(ranges: Iterable[Placed]) -> dict[int, int]:
    """Lanes for all `ranges`, by number: by reading order, each the lowest that is free.

    As long as no place is covered more than LANES times, no two that overlap share a lane. Where
    one is, the newcomer shares the lane whose latest range ends first.
    """
    lanes: dict[int, int] = {}
    ends = [0] * LANES
    for one in sorted(ranges, key=lambda one: (one.start, -one.end, one.number)):
        lane = next((lane for lane in range(LANES) if ends[lane] <= one.start), None)
        if lane is None:
            lane = min(range(LANES), key=lambda lane: ends[lane])
        ends[lane] = max(ends[lane], one.end)
        lanes[one.number] = lane
    return lanes


def depth(ranges: Sequence[Placed]) -> int:
    """How many of `ranges` cover the place that is covered most."""
    edges = sorted([(one.start, 1) for one in ranges] + [(one.end, -1) for one in ranges])
    deepest = current = 0
    for _, step in edges:
        current += step
        deepest = max(deepest, current)
    return deepest


def cluster(ranges: Iterable[Placed], seeds: Iterable[Placed]) -> list[Placed]:
    """Those of `ranges` that overlap a seed, or one that overlaps a seed, and so on."""
    wanted = {one.number for one in seeds}
    found: list[Placed] = []
    group: list[Placed] = []
    reach = -1
    for one in sorted(ranges, key=lambda one: one.start):
        if one.start >= reach:
            found += group if any(member.number in wanted for member in group) else []
            group = []
        group.append(one)
        reach = max(reach, one.end)
    return found + (group if any(member.number in wanted for member in group) else [])
