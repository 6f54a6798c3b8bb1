"""How well suggestions say what people attributed: precision, recall and F1.

A suggestion is right where it has half of the words of an attribution (Dice; each counts once, the
nearest pairs first) and one word of its speaker at least, or neither names anybody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.domain.quotes.learning.examples import Attributed
from annotations.domain.quotes.learning.known import SAME, dice
from annotations.domain.quotes.suggestion import Span

_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")


@dataclass(frozen=True, slots=True)
class Score:
    """Shares, 0 to 1: of what was suggested, of what was to be found, and both in one."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Count:
    """How many were suggested, how many were to be found, and how many of both are the same."""

    made: int = 0
    gold: int = 0
    right: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.made + other.made, self.gold + other.gold, self.right + other.right)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.made + self.gold) if self.right else 0.0

    @property
    def score(self) -> Score:
        precision = self.right / self.made if self.made else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        return Score(round(precision, 4), round(recall, 4), round(self.f1, 4))


def count(text: str, made: Sequence[Attributed], gold: Sequence[Attributed]) -> Count:
    """The count of one text."""
    mine = [_words(text, one.content) for one in made]
    theirs = [_words(text, one.content) for one in gold]
    pairs = sorted(
        (-share, g, m)
        for m, a in enumerate(mine)
        for g, b in enumerate(theirs)
        if (share := dice(a, b)) >= SAME
    )
    used: set[int] = set()
    found: set[int] = set()
    right = 0
    for _, g, m in pairs:
        if m not in used and g not in found:
            used.add(m)
            found.add(g)
            right += _same_speaker(text, made[m], gold[g])
    return Count(sum(map(bool, mine)), sum(map(bool, theirs)), right)


def _same_speaker(text: str, a: Attributed, b: Attributed) -> bool:
    one, other = _words(text, a.speaker), _words(text, b.speaker)
    return bool(one & other) or not (one or other)


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    """Where the words of the spans begin."""
    return {
        start + word.start() for start, end in spans for word in _WORD.finditer(text[start:end])
    }
