"""What people decided about one text, in word numbers, beside what can be read in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.domain.quotes.finding import read, spoken_in
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.guessing import language_code
from annotations.domain.quotes.learning.examples import Attributed, Example
from annotations.domain.quotes.lexicon import lexicon
from annotations.domain.quotes.suggestion import Span
from annotations.domain.quotes.tokens import Words

# Two statements are the same from this share of common words on (Dice).
SAME = 0.5


@dataclass(slots=True)
class Decided:
    """The numbers of the words of one attribution; marks are left out, in cues they count."""

    content: set[int]
    cue: set[int]
    speaker: set[int]


@dataclass(slots=True)
class Known:
    """One example, read."""

    words: Words
    spoken: list[Found]
    taken: set[int]
    gold: list[Decided]
    rejected: list[Decided]
    complete: bool

    def covers(self, word: int) -> bool:
        """It lies in something that was said."""
        return any(word in one.content for one in self.gold)

    def is_cue(self, word: int) -> bool:
        return any(word in one.cue for one in self.gold)


def read_example(example: Example) -> Known:
    code = language_code(example.text, example.language)
    words, marks = read(example.text, lexicon(code))
    spoken, taken = spoken_in(words, marks)
    return Known(
        words,
        spoken,
        taken,
        _decided(words, example.gold),
        _decided(words, example.rejected),
        example.complete,
    )


def said(words: Words, content: Iterable[Range]) -> set[int]:
    """The words of some ranges, without the marks between them."""
    text, starts = words.text, words.starts
    return {i for first, last in content for i in range(first, last) if text[starts[i]].isalnum()}


def dice(a: set[int], b: set[int]) -> float:
    """The share of common words, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def best_match(
    contents: list[set[int]], word: int, decided: list[Decided]
) -> tuple[Decided | None, int]:
    """Which decision is about one of these readings of what hangs on `word`, and which reading
    is nearest to it. A decision whose cue the word is goes before others."""
    best: Decided | None = None
    which, top = -1, 0.0
    for one in decided:
        cued = word in one.cue
        for number, content in enumerate(contents):
            share = dice(content, one.content)
            if share >= SAME and (share + cued, -number) > (top, -which):
                best, which, top = one, number, share + cued
    return best, which


def _decided(words: Words, made: Iterable[Attributed]) -> list[Decided]:
    every = [
        Decided(
            said(words, _places(words, one.content)),
            {i for place in _places(words, one.cue) for i in range(*place)},
            said(words, _places(words, one.speaker)),
        )
        for one in made
    ]
    return [one for one in every if one.content]


def _places(words: Words, spans: Iterable[Span]) -> list[Range]:
    return [(words.at(start), words.at(end)) for start, end in spans]
