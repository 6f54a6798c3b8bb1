"""Whether two people, or a person and the machine, attributed the same statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Ranges = Sequence[tuple[int, int]]
# Statements are looked up by the stretches of text that they touch, each this many code points.
STRETCH = 400


@dataclass(frozen=True)
class Said:
    """A statement by its places: what was said, and the cue, each [start, end) in code points."""

    content: Ranges
    cue: Ranges = ()


def is_same(one: Said, other: Said) -> bool:
    """Whether they have at least half of the text of either in common.

    A statement inside another ("A says that B said …") is another one, however long it is: then
    the cue of one stands in the content of the other, which has a cue of its own elsewhere.
    """
    if _nested(one, other) or _nested(other, one):
        return False
    shared = _shared(one.content, other.content)
    return 0 < _length(one.content) + _length(other.content) - shared <= 2 * shared


class Statements:
    """A heap of statements that can be asked for one. Takes time by length, not by number."""

    def __init__(self, statements: Iterable[Said]) -> None:
        self._by_stretch: dict[int, list[Said]] = {}
        for one in statements:
            for stretch in _stretches(one):
                self._by_stretch.setdefault(stretch, []).append(one)

    def has(self, wanted: Said) -> bool:
        return any(
            is_same(wanted, one)
            for stretch in _stretches(wanted)
            for one in self._by_stretch.get(stretch, ())
        )


def _nested(inner: Said, outer: Said) -> bool:
    if not inner.cue or not outer.cue or _shared(inner.cue, outer.cue):
        return False
    return _shared(inner.cue, outer.content) == _length(inner.cue)


def _stretches(one: Said) -> set[int]:
    return {
        stretch
        for start, end in one.content
        for stretch in range(start // STRETCH, (end - 1) // STRETCH + 1)
    }


def _length(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def _shared(some: Ranges, others: Ranges) -> int:
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in some
        for other_start, other_end in others
    )
