"""Overlapping ranges cut into flat pieces, since HTML elements can nest but not overlap."""

from bisect import insort
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class Ranged(Protocol):
    """A range [start, end) in code points."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def number(self) -> int: ...


Part = TypeVar("Part", bound=Ranged)


def segments(start: int, end: int, parts: Iterable[Part]) -> Iterator[tuple[int, int, list[Part]]]:
    """[start, end) cut wherever a part begins or ends: `(start, end, the parts that cover it)`.

    The pieces follow one another without gap or overlap; parts that reach outside are clipped.
    The parts of a piece come shortest first.
    """
    waiting = sorted(
        (part for part in parts if part.start < end and part.end > start),
        key=lambda part: part.start,
        reverse=True,
    )
    active: list[Part] = []
    place = start
    while place < end:
        active = [part for part in active if part.end > place]
        while waiting and waiting[-1].start <= place:
            insort(active, waiting.pop(), key=shortest_first)
        stop = min([part.end for part in active] + [waiting[-1].start if waiting else end, end])
        yield place, stop, active
        place = stop


def shortest_first(part: Ranged) -> tuple[int, int]:
    """Sort key: the shortest of several parts at one place is the one that is meant."""
    return part.end - part.start, -part.number
