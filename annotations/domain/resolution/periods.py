"""Times during which something was so: [first, end), where None is an end that is not known."""

from collections.abc import Sequence
from datetime import date

Period = tuple[date | None, date | None]


def overlap(one: Period, other: Period) -> bool:
    """Whether some day is in both; an end that is not known counts as open."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def clusters(periods: Sequence[Period]) -> list[list[int]]:
    """Those that overlap one another, directly or over others, as places in `periods`."""
    order = sorted(range(len(periods)), key=lambda place: periods[place][0] or date.min)
    found: list[list[int]] = []
    reach: date | None = date.min
    for place in order:
        first, end = periods[place]
        if found and (reach is None or (first or date.min) < reach):
            found[-1].append(place)
            reach = None if reach is None or end is None else max(reach, end)
        else:
            found.append([place])
            reach = end
    return found


def hull(periods: Sequence[Period]) -> Period:
    """From the first day of any to the last day of any."""
    firsts = [first for first, _ in periods]
    ends = [end for _, end in periods]
    return (
        None if None in firsts else min(day for day in firsts if day),
        None if None in ends else max(day for day in ends if day),
    )


def _begins_before_end(one: Period, other: Period) -> bool:
    return one[0] is None or other[1] is None or one[0] < other[1]
