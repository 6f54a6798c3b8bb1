"""Pairs the paragraphs of a text with those of its translation, without knowing either language.

Long paragraphs have long translations: the pairing whose lengths are likeliest is found by dynamic
programming, as W. A. Gale and K. W. Church describe it (A Program for Aligning Sentences in
Bilingual Corpora, Computational Linguistics 19, 1993). Numbers and names that stand in both texts
speak for a pair, and a heading is not the translation of a paragraph.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# How often one or two paragraphs become one or two (Gale and Church, table 5); to leave one out, or
# to add one, is commoner in news than in the records of parliament that they counted.
STEPS = {(1, 1): 0.89, (1, 0): 0.01, (0, 1): 0.01, (2, 1): 0.0395, (1, 2): 0.0395, (2, 2): 0.011}
PRIORS = {step: -math.log(share) for step, share in STEPS.items()}
VARIANCE = 6.8  # of the length of a translation, per code point of the original
UNSURE = 500  # code points: texts much shorter say little about how long translations are
ANCHOR = 2.0  # what a number or a name in both is worth, as the logarithm of a likelihood
MOST_ANCHORS = 5
MOST_FOR = ANCHOR * MOST_ANCHORS
OTHER_KIND = 6.0  # what it costs to pair a heading with a paragraph
# So many paragraphs may be added or left out on either side before pairs are missed.
BAND = 40
LEAST = 1e-12
WORDS = re.compile(r"\d[\d.,  ]*\d|\d|[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its words, and whether it is a title or a heading."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """Positions of paragraphs that say the same: of none, one or two on either side."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


def align(ours: Sequence[Paragraph], theirs: Sequence[Paragraph]) -> list[Pairing]:
    """Every paragraph of both sides once, in the order of both. Time and memory are linear.

    Where more than BAND paragraphs in a row have no counterpart, those behind may be paired wrong.
    """
    one, other = _Side(ours), _Side(theirs)
    ratio = (sum(other.lengths[1]) + UNSURE) / (sum(one.lengths[1]) + UNSURE)
    found = _pairings(one, other, ratio)
    # What was left out misleads the first guess at how long the translation of a line is.
    alone = [pair for pair in found if len(pair.ours) == len(pair.theirs) == 1]
    length = sum(one.lengths[1][pair.ours[0]] for pair in alone)
    if not length:
        return found
    return _pairings(one, other, sum(other.lengths[1][pair.theirs[0]] for pair in alone) / length)


class _Side:
    """Of each paragraph, and of each with the one before it: length, anchors, whether a heading is
    among them. By how many they are, then by the place of the last."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        lengths = [len(one.text.strip()) for one in paragraphs]
        anchors = [anchors_of(one.text) for one in paragraphs]
        headings = [one.is_heading for one in paragraphs]
        self.count = len(paragraphs)
        self.lengths = {1: lengths, 2: [a + b for a, b in pairwise([0, *lengths])]}
        self.anchors = {1: anchors, 2: [a | b for a, b in pairwise([frozenset(), *anchors])]}
        self.headings = {1: headings, 2: [a or b for a, b in pairwise([False, *headings])]}


def _pairings(ours: _Side, theirs: _Side, ratio: float) -> list[Pairing]:
    back = _cheapest(ours, theirs, ratio)
    pairs = []
    place = (ours.count, theirs.count)
    while place != (0, 0):
        step = back[place]
        before = (place[0] - step[0], place[1] - step[1])
        pairs.append(Pairing(tuple(range(before[0], place[0])), tuple(range(before[1], place[1]))))
        place = before
    return pairs[::-1]


def _cheapest(ours: _Side, theirs: _Side, ratio: float) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place within the band the step that leads to it at the least cost."""
    slope = theirs.count / ours.count if ours.count else 0.0
    band = BAND + math.ceil(slope)
    costs = {(0, 0): 0.0}
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(ours.count + 1):
        middle = round(i * slope)
        # The ends are always within reach, however different the two sides are.
        first = 0 if i == 0 else max(0, middle - band)
        last = theirs.count if i == ours.count else min(theirs.count, middle + band)
        for j in range(first, last + 1):
            best = math.inf
            for step, prior in PRIORS.items():
                before = costs.get((i - step[0], j - step[1]))
                if before is None or before + prior - MOST_FOR >= best:
                    continue
                cost = before + prior + _mismatch(ours, theirs, i - 1, j - 1, step, ratio)
                if cost < best:
                    best, back[i, j] = cost, step
            if best < math.inf:
                costs[i, j] = best
    return back


def _mismatch(
    ours: _Side, theirs: _Side, i: int, j: int, step: tuple[int, int], ratio: float
) -> float:
    """What speaks against these being one another's translation; negative if it speaks for it."""
    some, others = step
    if not some or not others:
        return 0.0
    cost = _unlikely(ours.lengths[some][i] * ratio, theirs.lengths[others][j])
    shared = ours.anchors[some][i] & theirs.anchors[others][j]
    cost -= ANCHOR * min(len(shared), MOST_ANCHORS)
    headings = ours.headings[some][i], theirs.headings[others][j]
    if any(headings) and (headings[0] != headings[1] or step != (1, 1)):
        cost += OTHER_KIND
    return cost


def _unlikely(expected: float, length: int) -> float:
    """The logarithm of how seldom lengths differ by as much."""
    deviation = abs(length - expected) / math.sqrt(VARIANCE * max(expected, length, 1.0))
    return -math.log(max(math.erfc(deviation / math.sqrt(2)), LEAST))


@lru_cache(maxsize=4096)
def anchors_of(text: str) -> frozenset[str]:
    """Numbers, and words that begin with a capital inside a sentence, without accents.

    Names are written alike in languages of one script; numbers in nearly all.
    """
    found = set()
    for match in WORDS.finditer(text):
        word = match[0]
        if word[0].isdigit():
            found.add("".join(str(unicodedata.digit(c)) for c in word if c.isdigit()))
        elif word[0].isupper():
            decomposed = unicodedata.normalize("NFKD", word.casefold())
            found.add("".join(c for c in decomposed if not unicodedata.combining(c)))
    return frozenset(found)
