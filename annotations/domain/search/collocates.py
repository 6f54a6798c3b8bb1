"""Which words stand near a word more often than chance would have it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from annotations.domain.search.tokens import folded, tokens

# Fewer say nothing, whatever the figure.
FEWEST = 2


@dataclass(frozen=True)
class Collocate:
    """`near` is how often the word stands in the windows, `apart` how often elsewhere."""

    word: str
    near: int
    apart: int
    score: float


def log_likelihood(near: int, apart: int, others_near: int, others_apart: int) -> float:
    """G², minus two times the logarithm of the likelihood ratio of a table of two by two.

    Ted Dunning, “Accurate Methods for the Statistics of Surprise and Coincidence”, Computational
    Linguistics 19 (1), 1993, pages 61 to 74. Zero where word and window have nothing to do with
    one another; 3.84 is exceeded by chance once in twenty times, 10.83 once in a thousand.
    """
    table = ((near, apart), (others_near, others_apart))
    total = near + apart + others_near + others_apart
    columns = (near + others_near, apart + others_apart)
    score = 0.0
    for row in table:
        for count, column in zip(row, columns, strict=True):
            if count:
                score += count * log(count * total / (sum(row) * column))
    return max(0.0, 2 * score)


def collocates(texts: Iterable[tuple[str, list[tuple[int, int]]]], window: int) -> list[Collocate]:
    """The words of `texts` by how much they are drawn to the ranges that are given with each.

    A word is near where at most `window` words lie between it and a range; compared are the other
    words of the same texts. Without accents and capitals; the highest score first.
    """
    near: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for text, ranges in texts:
        places = list(tokens(text))
        keys = {
            number
            for number, (start, end) in enumerate(places)
            if any(start < stop and end > begin for begin, stop in ranges)
        }
        reached = {place for key in keys for place in range(key - window, key + window + 1)}
        for number, (start, end) in enumerate(places):
            if number not in keys:
                (near if number in reached else apart)[folded(text[start:end])] += 1
    all_near, all_apart = near.total(), apart.total()
    found = [
        Collocate(
            word,
            count,
            apart[word],
            log_likelihood(count, apart[word], all_near - count, all_apart - apart[word]),
        )
        for word, count in near.items()
        # Only what is drawn to it: what avoids it would have a high score, too.
        if count >= FEWEST and count * all_apart > apart[word] * all_near
    ]
    return sorted(found, key=lambda one: (-one.score, one.word))
