"""Which words stand near a word more often than chance would have it."""

from collections import Counter, defaultdict
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


# A word as it is printed, or as lists of stop words spell it, after the configuration that reads
# it: “die” is one in English and another in German.
Printed = tuple[str, str]
Spelling = tuple[str, str]


@dataclass(frozen=True)
class Neighbours:
    """How often words stand near and how often elsewhere in the same texts."""

    near: Counter[Printed] = field(default_factory=Counter)
    apart: Counter[Printed] = field(default_factory=Counter)

    def spellings(self) -> set[Spelling]:
        """Of those that stand near."""
        return {(who, spelled(word)) for who, word in self.near}


@dataclass(frozen=True)
class Collocate:
    """`word` as it is printed most often; `near` is how often it stands in the windows, `apart`
    how often elsewhere, with any accents and capitals."""

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
                counts[who, text[start:end]] += 1
    return found


def collocates(found: Neighbours, without: Container[Spelling] = ()) -> list[Collocate]:
    """The words by how much they are drawn to what they stand near, but for those `without`.

    Compared are all other words of the same texts, so that no figure depends on what is left out.
    What differs in accents and capitals alone is one word. The highest score first.
    """
    near, apart = _by_word(found.near, without), _by_word(found.apart, without)
    all_near, all_apart = found.near.total(), found.apart.total()
    drawn = []
    for word, printed in near.items():
        count, elsewhere = printed.total(), apart[word].total()
        # Only what is drawn to it: what avoids it would have a high score, too.
        if count >= FEWEST and count * all_apart > elsewhere * all_near:
            score = log_likelihood(count, elsewhere, all_near - count, all_apart - elsewhere)
            shown = _most_frequent(printed + apart[word])
            drawn.append((word, Collocate(shown, count, elsewhere, score)))
    drawn.sort(key=lambda one: (-one[1].score, one[0]))
    return [one for _word, one in drawn]


def _by_word(
    counts: Counter[Printed], without: Container[Spelling]
) -> defaultdict[str, Counter[str]]:
    """How often each word is printed how."""
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (who, printed), count in counts.items():
        spelling = spelled(printed)
        if (who, spelling) not in without:
            words[folded(spelling)][printed] += count
    return words


def _most_frequent(printed: Counter[str]) -> str:
    """In small letters, and then with accents, where that is as frequent."""
    return max(printed, key=lambda word: (printed[word], word.islower(), word))
