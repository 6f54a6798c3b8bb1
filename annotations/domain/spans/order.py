"""The order in which a reader meets annotations."""

from collections.abc import Iterable


def reading_order(start: int, end: int, number: int) -> tuple[int, int, int]:
    """Sort key: by beginning, the longer before what it contains, then by age."""
    return start, -end, number


def merged(ranges: Iterable[tuple[int, int]], at_most: int) -> list[tuple[int, int]]:
    """The same places as fewer ranges: overlapping ones as one, more than `at_most` as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found if len(found) <= at_most else [(found[0][0], found[-1][1])]
