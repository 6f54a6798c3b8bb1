"""Whether two articles are copies of one another, looked at word by word."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.domain.stories.fingerprints import RUN, fingerprints_of, runs_of

# How much of each of both, and how much of a cut one, has to be the same. Measured on news of many
# outlets that a script cut, retitled, respelled, added to and quoted from: a copy of which a tenth
# of the words was changed has 0.7 in common, another article with the same quotations 0.25 at most.
BOTH = 0.5
CUT = 0.7
# Fewer words than these say too little to be the beginning of something longer.
LEAST = 20
# How much further than its own length the words of a cut one may reach into the longer one, which
# may have a head and a paragraph more.
STRETCH, HEAD = 1.5, 60


@dataclass(frozen=True)
class Text:
    """An article as it is compared: its words, and the runs that they make."""

    words: "array[int]"

    @cached_property
    def runs(self) -> list[int]:
        return runs_of(self.words)

    @cached_property
    def fingerprints(self) -> set[int]:
        return fingerprints_of(self.words, self.runs)


def is_copy(one: Text, other: Text) -> bool:
    """Whether one was made from the other, or both from a third, with little else in them.

    Either half of each is the same or more, as in a live story that was brought up to date;
    or nearly all of the shorter one stands at the beginning of the longer one: it was cut from the
    end.
    Texts of a sentence or two have to be the same altogether. A quotation makes no copy, nor does
    one item make one of a digest.
    """
    short, long = sorted((one, other), key=lambda text: len(text.words))
    size = len(short.words)
    if short.words == long.words or size < LEAST:
        return short.words == long.words and size > 0
    of_short, of_long = _common(short, long.runs), _common(long, short.runs)
    if sum(of_short) >= BOTH * size and sum(of_long) >= BOTH * len(long.words):
        return True
    reach = int(size * STRETCH) + HEAD
    return min(sum(of_short), sum(of_long[:reach])) >= CUT * size


def _common(text: Text, runs: Sequence[int]) -> bytearray:
    """1 for each word of a text that stands in a run which is among `runs`, 0 for the others."""
    theirs = set(runs)
    common = bytearray(len(text.words))
    for place, run in enumerate(text.runs):
        if run in theirs:
            common[place : place + RUN] = b"\1" * RUN
    return common
