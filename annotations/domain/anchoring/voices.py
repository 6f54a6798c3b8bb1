"""Who says what is said at a place, and the clause that says so."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from annotations.domain.anchoring.reading import Range, Reading
from annotations.domain.quotes import Suggestion, suggest
from annotations.domain.quotes.lexicon import lexicon
from annotations.domain.quotes.marks import quotations
from annotations.domain.quotes.paragraphs import paragraphs

# Statements are looked up by the stretches of text that they touch, each this many code points.
_STRETCH = 400
# How lexicons mark “he”, and “the” or “his”.
_PRONOUN, _DETERMINER = "P", "D"

# The cue, the speaker, and the sentences that they stand in, as they are spelled, without what is
# said in them.
Clause = tuple[str, ...]


class Voices:
    """The statements of a text, as far as the engine for quotations finds them."""

    def __init__(self, reading: Reading, language: str) -> None:
        self.reading = reading
        self._lexicon = lexicon(language)
        self._found = suggest(reading.text, language)
        self._quotations = quotations(reading.text, paragraphs(reading.text))
        self._by_stretch: dict[int, list[int]] = {}
        for n, one in enumerate(self._found):
            touched = {
                stretch
                for start, end in (*one.content, *one.cue, *one.speaker)
                for stretch in range(start // _STRETCH, (end - 1) // _STRETCH + 1)
            }
            for stretch in touched:
                self._by_stretch.setdefault(stretch, []).append(n)
        self._clause = lru_cache(maxsize=None)(self._clause_of)
        self._sentence = lru_cache(maxsize=None)(reading.spelled_sentence)
        self._last = len(reading.sentences) - 1

    def at(self, start: int, end: int) -> list[tuple[Clause, str]]:
        """The clauses by which [start, end) is attributed, with the names that they mean, in order.

        Of a long passage those at its edges: between them the clause is part of the passage.
        """
        return sorted((self._clause(n), self._found[n].name) for n in self._near(start, end))

    def is_told(self, start: int, end: int) -> bool:
        """Whether there are words that say that somebody says it, or only a guess who does."""
        return any(self._found[n].cue for n in self._near(start, end))

    def _near(self, start: int, end: int) -> Iterator[int]:
        stretches = {start // _STRETCH, (end - 1) // _STRETCH}
        for n in {n for stretch in stretches for n in self._by_stretch.get(stretch, ())}:
            one = self._found[n]
            if (one.cue or one.name) and any(a < end and start < b for a, b in _places(one)):
                yield n

    def around(self, first: int, last: int, alone: bool) -> Clause:
        """The sentences of the words `first` and `last`, as they are spelled.

        `alone` where nobody is known to say what stands there: a quotation may be said by somebody
        who is named beside it, so the sentences before and behind one count, too.
        """
        begun, ended = self.reading.sentence_of(first), self.reading.sentence_of(last)
        sentences = {begun, ended}
        if alone and self._is_bare(begun, ended):
            sentences |= {max(begun - 1, 0), min(ended + 1, self._last)}
        return tuple(self._sentence(n) for n in sorted(sentences))

    def _is_bare(self, begun: int, ended: int) -> bool:
        """Whether these sentences are a quotation, and no name stands beside it."""
        start = self.reading.words[self.reading.sentences[begun][0]][0]
        end = self.reading.words[self.reading.sentences[ended][1] - 1][1]
        at = bisect_right(self._quotations, start, key=lambda quotation: quotation.end)
        if at == len(self._quotations) or self._quotations[at].start >= end:
            return False
        quotation = self._quotations[at]
        beside = self.reading.text[start : quotation.start] + self.reading.text[quotation.end : end]
        # A name has a capital, where the script has any.
        return not any(letter.isalpha() and not letter.islower() for letter in beside)

    def _clause_of(self, n: int) -> Clause:
        one, reading = self._found[n], self.reading
        places = (*one.cue, *one.speaker)
        parts = [reading.spelled(*place) for place in places]
        sentences = {
            sentence
            for place in places
            for sentence in reading.sentences_of(*reading.words_in(*place))
        }
        saying = [self._without(n, one.content) for n in sorted(sentences)]
        if not self._says_who(one):
            # “He said”: who that is stands before it, as far as anybody can tell.
            begun = min(start for start, _ in _places(one))
            first = reading.sentence_of(reading.words_in(begun, begun + 1)[0])
            saying.append(self._sentence(max(first - 1, 0)))
        return (*parts, *saying)

    def _without(self, sentence: int, content: Sequence[Range]) -> str:
        """A sentence as it is spelled, with nothing of `content`: only what says whose that is."""
        first, last = self.reading.sentences[sentence]
        place, end = self.reading.words[first][0], self.reading.words[last - 1][1]
        pieces = []
        for begun, ended in sorted(content):
            if place < begun < end:
                pieces.append(self.reading.spelled(place, begun))
            place = max(place, min(ended, end))
        pieces.append(self.reading.spelled(place, end))
        return " … ".join(pieces)

    def _says_who(self, one: Suggestion) -> bool:
        """Whether the speaker is named or described: not by “he”, by “his” or by nothing at all."""
        text, tags = self.reading.text, self._lexicon.tags
        mention = [word.lower() for start, end in one.speaker for word in text[start:end].split()]
        if one.kind == "unnamed" and any(
            tags.get(word) == _DETERMINER and word not in self._lexicon.articles for word in mention
        ):
            return False
        return any(tags.get(word) != _PRONOUN for word in mention)


def _places(one: Suggestion) -> Iterator[Range]:
    yield from one.content
    yield from one.cue
    yield from one.speaker


def same_voices(old: list[tuple[Clause, str]], new: list[tuple[Clause, str]]) -> bool:
    """Whether the same people say it in the same words: “Lowen” may be the “Petra Lowen” of the
    paragraph that went, but she is not “Anna Lowen”."""
    if [clause for clause, _ in old] != [clause for clause, _ in new]:
        return False
    return all(_may_be(one, other) for (_, one), (_, other) in zip(old, new, strict=True))


def _may_be(one: str, other: str) -> bool:
    ours, theirs = set(one.split()), set(other.split())
    return ours == theirs or (bool(ours and theirs) and (ours <= theirs or theirs <= ours))
