"""A word in its contexts, one below the other: the lines of a concordance."""

from collections.abc import Sequence
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


def ranges_of(text: str, hits: Sequence[int]) -> list[tuple[int, int]]:
    """Where hits (numbers of tokens, from 1 on) stand; neighbours are one, as words of a phrase."""
    places = list(tokens(text))
    found: list[tuple[int, int]] = []
    for hit in sorted(hits):
        if 0 < hit <= len(places):
            start, end = places[hit - 1]
            if found and start - found[-1][1] <= 1:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found
