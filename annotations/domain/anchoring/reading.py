"""A text as it is compared with another: paragraphs of sentences of words."""

from bisect import bisect_right
from dataclasses import dataclass, field

from annotations.domain.anchoring.sentences import sentence_starts
from annotations.domain.comparing.tokens import composed, tokens, written
from annotations.domain.quotes.paragraphs import paragraphs

Range = tuple[int, int]


@dataclass(slots=True)
class Reading:
    """`words[n]` are the code points [start, end) of word n and `keys[n]` how it is recognised;
    `sentences` are ranges of words, `paragraphs` ranges of sentences. Each is what the next holds.
    """

    text: str
    words: list[Range] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    sentences: list[Range] = field(default_factory=list)
    paragraphs: list[Range] = field(default_factory=list)

    def sentence_key(self, n: int) -> str:
        """What is the same in two sentences that may be taken for one another."""
        return " ".join(self.keys[slice(*self.sentences[n])])

    def paragraph_key(self, n: int) -> str:
        return "\n".join(map(self.sentence_key, range(*self.paragraphs[n])))

    def spelled(self, start: int, end: int) -> str:
        """The words of the code points [start, end), each letter as it is; white space and the
        style of quotation marks do not count."""
        return " ".join(written(self.text[a:b]) for a, b in tokens(self.text, start, end))

    def spelled_sentence(self, n: int) -> str:
        first, last = self.sentences[n]
        return self.spelled(self.words[first][0], self.words[last - 1][1])

    def words_in(self, start: int, end: int) -> Range:
        """The words that the code points [start, end) touch, as [first, last)."""
        first = bisect_right(self.words, start, key=lambda word: word[1])
        last = bisect_right(self.words, end - 1, lo=first, key=lambda word: word[0])
        return first, last

    def sentence_of(self, word: int) -> int:
        return bisect_right(self.sentences, word, key=lambda sentence: sentence[0]) - 1

    def paragraph_of(self, sentence: int) -> int:
        return bisect_right(self.paragraphs, sentence, key=lambda paragraph: paragraph[0]) - 1

    def sentences_of(self, first: int, last: int) -> range:
        """The sentences that the words [first, last) stand in."""
        return range(self.sentence_of(first), self.sentence_of(last - 1) + 1)


def read(text: str) -> Reading:
    reading = Reading(text)
    for start, end in paragraphs(text):
        places = list(tokens(text, start, end))
        if not places:
            continue
        base, first = len(reading.words), len(reading.sentences)
        starts = sentence_starts(text, places)
        edges = zip(starts, [*starts[1:], len(places)], strict=True)
        reading.words += places
        reading.keys += [composed(text[a:b]) for a, b in places]
        reading.sentences += [(base + a, base + b) for a, b in edges]
        reading.paragraphs.append((first, len(reading.sentences)))
    return reading
