"""Which words stand near a word more often than chance would have it."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from annotations.domain.search.tokens import folded, spelled, tokens

# Fewer say nothing, whatever the figure.
FEWEST = 2


@dataclass(frozen=True)
class Passage:
    """A text, who reads it (`domain/search/configurations.py`), and where in it the words stand
    whose neighbours are looked for. `may_leave` is whether all of its words may."""

    text: str
    configuration: str
    ranges: Sequence[tuple[int, int]]
    may_leave: bool = True


# A word as it is spelled, after the configuration that reads it: “die” is one in English and
# another in German.
Spelling = tuple[str, str]


@dataclass(frozen=True)
class Neighbours:
    """How often words stand near and how often elsewhere in the same texts."""

    near: Counter[Spelling] = field(default_factory=Counter)
    apart: Counter[Spelling] = field(default_factory=Counter)


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


def neighbours(passages: Iterable[Passage], window: int) -> Neighbours:
    """The words of `passages`, but for those in their ranges.

    A word is near where at most `window` words lie between it and a range.
    """
    found = Neighbours()
    for passage in passages:
        text, who = passage.text, passage.configuration
        places = list(tokens(text))
        keys = {
            number
            for number, (start, end) in enumerate(places)
            if any(start < stop and end > begin for begin, stop in passage.ranges)
        }
        reached = {place for key in keys for place in range(key - window, key + window + 1)}
        for number, (start, end) in enumerate(places):
            if number not in keys:
                counts = found.near if number in reached else found.apart
                counts[who, spelled(text[start:end])] += 1
    return found


def collocates(found: Neighbours, without: Container[Spelling] = ()) -> list[Collocate]:
    """The words by how much they are drawn to what they stand near, but for those `without`.

    Compared are all other words of the same texts, so that no figure depends on what is left out.
    Without accents and capitals; the highest score first.
    """
    near, apart = _by_word(found.near, without), _by_word(found.apart, without)
    all_near, all_apart = found.near.total(), found.apart.total()
    drawn = [
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
    return sorted(drawn, key=lambda one: (-one.score, one.word))


def _by_word(counts: Counter[Spelling], without: Container[Spelling]) -> Counter[str]:
    words: Counter[str] = Counter()
    for spelling, count in counts.items():
        if spelling not in without:
            words[folded(spelling[1])] += count
    return words
