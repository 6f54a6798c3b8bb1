"""A place in a text that one will come back to, and where it is in another state of the text."""

from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple


class Place(NamedTuple):
    """Before the code point `offset` of a paragraph; both count from 0."""

    paragraph: int
    offset: int


def place_at(offset: int, paragraphs: Sequence[str]) -> Place:
    """The place of a code point of the text that the paragraphs make up; its end is in the last."""
    starts = [0, *accumulate(map(len, paragraphs[:-1]))]
    index = bisect_right(starts, offset) - 1
    return Place(index, offset - starts[index])


def offset_at(place: Place, paragraphs: Sequence[str]) -> int:
    """The same the other way round."""
    return sum(map(len, paragraphs[: place.paragraph])) + place.offset


def carried(place: Place, old: Sequence[str], new: Sequence[str]) -> Place:
    """Where `place` of the paragraphs `old` is among the paragraphs `new`, as well as can be said.

    In a paragraph of the same words it is the same place, in one that was rewritten as far in as
    that goes; where the paragraph is gone, it is where the text goes on. Blank lines behind a
    paragraph are no matter. Neither text is empty.
    """
    before, after = ([text.rstrip("\n") for text in texts] for texts in (old, new))
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    kind, first, _, to, to_end = next(one for one in changes if one[1] <= place.paragraph < one[2])
    index = to + place.paragraph - first
    if kind == "equal":
        return Place(index, min(place.offset, len(new[index])))
    if index < to_end:
        return Place(index, min(place.offset, max(0, len(after[index]) - 1)))
    return Place(min(to_end, len(new) - 1), 0)
