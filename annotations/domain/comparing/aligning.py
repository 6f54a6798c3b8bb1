"""What two long sequences have in common, in the same order, in about linear time.

Patience: what stands exactly once on either side is held on to first, as many of those as keep
their order; then the stretches between them are compared in the same way. Only what is left, where
nothing is unique, is compared item by item; where that would be dear, rows of items are taken for
items first, since a row may be unique where no item is.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.domain.comparing.subsequence import MOST_PAIRS, common

Items = Sequence[Hashable]
_ROW = 6


@dataclass(frozen=True, slots=True)
class Run:
    """`old[i : i + size] == new[j : j + size]`, for `i` = old and `j` = new."""

    old: int
    new: int
    size: int


def aligned(old: Items, new: Items) -> list[Run]:
    """The runs that are the same in both, in order, as long as they can be."""
    pairs: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        a, b, c, d = waiting.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old[a:b], new[c:d])
        if not anchors and (b - a) * (d - c) > MOST_PAIRS:
            anchors = _anchors(_rows(old[a:b]), _rows(new[c:d]))
        anchors = [(a + i, c + j) for i, j in anchors]
        if not anchors:
            pairs += [(a + i, c + j) for i, j in common(old[a:b], new[c:d])]
            continue
        pairs += anchors
        edges = [(a - 1, c - 1), *anchors, (b, d)]
        for (i, j), (k, m) in pairwise(edges):
            waiting.append((i + 1, k, j + 1, m))
    return _runs(sorted(pairs))


def _anchors(old: Items, new: Items) -> list[tuple[int, int]]:
    """Of the items that are unique on either side, the most that keep their order."""
    here, there = Counter(old), Counter(new)
    place = {item: j for j, item in enumerate(new) if there[item] == 1}
    return rising([(i, place[x]) for i, x in enumerate(old) if here[x] == 1 and x in place])


def _rows(items: Items) -> Items:
    """Each item with those behind it."""
    return list(zip(*(items[k:] for k in range(_ROW)), strict=False))


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` in which the second number rises, as the first does."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            ends.append(n)
        else:
            tails[at], ends[at] = j, n
    found: list[tuple[int, int]] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]


def _runs(pairs: Sequence[tuple[int, int]]) -> list[Run]:
    runs: list[Run] = []
    for i, j in pairs:
        last = runs[-1] if runs else None
        if last and last.old + last.size == i and last.new + last.size == j:
            runs[-1] = Run(last.old, last.new, last.size + 1)
        else:
            runs.append(Run(i, j, 1))
    return runs
