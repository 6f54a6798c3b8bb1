"""A word in its contexts, one below the other: the lines of a concordance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from annotations.domain.search.tokens import folded, tokens

# Code points on either side: as many as a line has room for.
SIDE = 60


@dataclass(frozen=True)
class Line:
    """`key` stands at [start, end) of its text, in code points, between `left` and `right`."""

    left: str
    key: str
    right: str
    start: int
    end: int

    def word(self, place: int) -> str:
        """The word so many places to the right of the key, or to the left where it is negative,
        as an order needs it; "" beyond what is shown."""
        side = self.right if place > 0 else self.left
        found = list(tokens(side))
        if place < 0:
            found.reverse()
        if abs(place) > len(found):
            return ""
        start, end = found[abs(place) - 1]
        return folded(side[start:end])


def line_of(text: str, start: int, end: int, side: int = SIDE) -> Line:
    """Line breaks are spaces; cut between words."""
    left = " ".join(text[max(0, start - side) : start].split("\n"))
    right = " ".join(text[end : end + side].split("\n"))
    if start > side:
        left = left[left.find(" ") + 1 :] if " " in left else left
    if end + side < len(text):
        right = right[: right.rfind(" ")] if " " in right else right
    return Line(left, text[start:end], right, start, end)


def places_of(
    words: Sequence[tuple[str, int]], positions: Mapping[str, Collection[int]]
) -> list[tuple[int, int]]:
    """Where `words` stand as they were typed, each the first and the last of the numbers that the
    index gives to words.

    `words` are lexemes with their own numbers, in order; `positions` are those of a passage.
    """
    if not words:
        return []
    first, last = words[0][1], words[-1][1]
    return [
        (begin, begin + last - first)
        for begin in sorted(positions.get(words[0][0], ()))
        if all(begin + number - first in positions.get(word, ()) for word, number in words)
    ]


def ranges_of(text: str, found: Sequence[Collection[tuple[int, int]]]) -> list[tuple[int, int]]:
    """What was found of each term, as the first and the last of its words (from 1 on), in code
    points of `text` and in order.

    What one term found in two places stays two; what two found side by side is one, such as
    foreign minister, and so is what overlaps.
    """
    words = list(tokens(text))
    every = sorted({(*place, term) for term, places in enumerate(found) for place in places})
    ranges: list[tuple[int, int, int]] = []
    for first, last, term in every:
        if not 0 < first <= last <= len(words):
            continue
        start, end = words[first - 1][0], words[last - 1][1]
        gap = start - ranges[-1][1] if ranges else 2
        if gap < 0 or (gap <= 1 and ranges[-1][2] != term):
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]), term)
        else:
            ranges.append((start, end, term))
    return [(start, end) for start, end, _term in ranges]
