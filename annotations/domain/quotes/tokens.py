"""Words, marks and sentences of a text, with one letter for what each can be.

The letters make one string, so that patterns over words are ordinary regular expressions:

    n noun or unknown   X name          k number        D determiner   P pronoun   O object pronoun
    V cue or known verb v noun or verb  g "-ing" form   e "-ed" form   B be        H have  d do
    M modal             N not           t to            A adverb       Y time      I preposition
    C conjunction       S subordinator  W question word R who, which   T that      E "everyone"
    p possessive mark   < > quotation marks             q inside a quotation       , ; : - ( ) .
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from annotations.domain.quotes.lexicon import Lexicon
from annotations.domain.quotes.marks import Quotation
from annotations.domain.quotes.splitting import folded

_PUNCTUATION = {
    ",": ",", "،": ",", "，": ",", "、": ",", ";": ";", "؛": ";", "；": ";", ":": ":", "：": ":",
    "-": "-", "–": "-", "—": "-", "--": "-", "---": "-", "―": "-", "(": "(", "[": "(", "（": "(",
    ")": ")", "]": ")", "）": ")", ".": ".", "!": ".", "?": ".", "。": ".", "！": ".", "？": ".",
    "؟": ".", "…": ".", "...": ".", "۔": ".",
}  # fmt: skip
_STOPS = frozenset(".!?。！？؟…۔") | {"...", "...."}
_TAG_FOLLOWS = re.compile(r"(?:P|[DnXpk~]{1,7})A?[HB]?[Vv]|[Vv][DXP]")
_TAG_ALONE = re.compile(r"(?:P|D?[nXp~]{1,6})[Vv](?:Y|IY)?(?:\.|$)")
_AFTER_PRONOUN = frozenset("PERWTA")
# A sentence without a full stop is cut after so many words, so that all work stays linear.
_LONGEST = 300


@dataclass(slots=True)
class Words:
    """One text as words. `tags` has one letter a word; in `masked` the inside of a quotation is
    all "q"; `sentences` are [first, last) word numbers; `inside` gives the quotation of a word."""

    text: str
    lexicon: Lexicon
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    tags: str = ""
    masked: str = ""
    reversed: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    headline: frozenset[int] = frozenset()

    def at(self, position: int) -> int:
        """The number of the first word that starts at or after a code point."""
        return bisect_right(self.starts, position - 1)

    def paragraph_of(self, word: int) -> int:
        """The number of the paragraph that holds a word."""
        return bisect_right(self.paragraphs, word, key=lambda part: part[0]) - 1

    def sentence_of(self, word: int) -> tuple[int, int]:
        """The sentence that holds a word."""
        return self.sentences[bisect_right(self.sentences, word, key=lambda part: part[0]) - 1]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Words [first, last) as code points."""
        return self.starts[first], self.ends[last - 1]

    def words(self, first: int, last: int) -> str:
        """The text of words [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


@lru_cache(maxsize=65536)
def _shape(word: str) -> str:
    """The letter of a word that no list knows, by its ending."""
    if word[0].isdigit():
        return "k"
    if word.endswith("ly") and len(word) > 4:
        return "A"
    if word.endswith("ing") and len(word) > 5:
        return "g"
    if word.endswith("ed") and len(word) > 4:
        return "e"
    return "n"


def _plain(word: str, settings: dict[str, str]) -> str:
    """The letter of an unknown word where endings tell nothing."""
    listener = settings.get("listener_prefix")
    if listener and word.startswith(listener):
        return "O"
    return "k" if word[0].isdigit() else "n"


def _initial(word: str, lexicon: Lexicon) -> str:
    """The letter of an unknown word that is written with a capital because it comes first."""
    if word in lexicon.names.get("unnamed", ()):
        return "n"
    if word in lexicon.given or lexicon.settings.get("inflection") != "english":
        return "X"
    shape = _shape(word)
    return shape if shape in "gA" else "X"


def _is_headline(words: Words, first: int, last: int) -> bool:
    """Nearly every longer word of a short paragraph is written with a capital, or every letter
    of any paragraph is one."""
    text, starts = words.text, words.starts
    if first < last and text[starts[first] : words.ends[last - 1]].isupper():
        return True
    if last - first > 60:
        return False
    letters = [text[starts[i]] for i in range(first, last)]
    capitals = sum(map(str.isupper, letters))
    small = sum(1 for i, a in enumerate(letters, first) if a.islower() and len(words.low[i]) > 3)
    cased = sum(map(str.isalpha, letters))
    return capitals > 3 and small <= 0.2 * capitals and cased < 40


def _tag_paragraph(words: Words, first: int, last: int, tags: list[str]) -> bool:
    """Fill in the letters of one paragraph; True where it is written as a headline."""
    text, lexicon, low = words.text, words.lexicon, words.low
    known, english = lexicon.tags, lexicon.settings.get("inflection") == "english"
    abbreviations = lexicon.names.get("abbreviation", frozenset())
    headline = _is_headline(words, first, last)
    initial = True
    for i in range(first, last):
        word, start = low[i], words.starts[i]
        letter = text[start]
        clitic = letter in "'’-" and len(word) > 1 and word[1].isalpha()
        if not letter.isalnum() and not clitic:
            tags[i] = _PUNCTUATION.get(word, "~")
            if word == "'" and i and low[i - 1][-1] in "sz":
                tags[i] = "p" if start == words.ends[i - 1] else "~"
            short = i > first and (len(low[i - 1]) == 1 and tags[i - 1] == "X")
            short = short or (i > first and low[i - 1] in abbreviations)
            if word == "." and short and start == words.ends[i - 1] and i + 1 < last:
                tags[i] = "~"
                continue
            if word in _STOPS or word in ":-—–":
                initial = True
            continue
        tag = known.get(word)
        if word == "'s":
            before = tags[i - 1] if i else ""
            tag = "B" if before in _AFTER_PRONOUN or low[i - 1] == "there" else "p"
        elif letter.isupper() and not headline and tag not in ("Y", "P"):
            if not initial:
                tag = "X"
            elif tag is None:
                tag = _initial(word, lexicon)
        elif letter.isupper() and tag is None:
            tag = "X"
        if tag == "V" and i > first and low[i - 1] in lexicon.articles:
            tag = "n"
        if tag is None:
            tag = _shape(word) if english else _plain(word, lexicon.settings)
        tags[i] = tag
        initial = False
    return headline


def _mark_quotations(words: Words, quotations: list[Quotation], tags: list[str]) -> list[str]:
    pending = list(quotations)
    inner: list[Quotation] = []
    while pending:
        quotation = pending.pop()
        inner.append(quotation)
        pending.extend(quotation.inside)
    ranges = []
    for quotation in inner:
        a, b = words.at(quotation.start), words.at(quotation.inner[1])
        if a < len(tags):
            tags[a] = "<"
        if quotation.closed and b < len(tags) and words.starts[b] < quotation.end:
            tags[b] = ">"
        ranges.append((a, b, quotation.single))
    masked = list(tags)
    for a, b, single in ranges:
        if not single:
            for i in range(a + 1, min(b, len(masked))):
                masked[i] = "q"
    return masked


def _sentence_ends(words: Words, masked: str, i: int, last: int) -> int | None:
    """The number of the word after the sentence, if a sentence ends at word `i`."""
    low, text = words.low, words.text
    after = i + 1
    if masked[i] == ">":
        # “Words.” Next sentence. But: “Words?” he asked.
        if low[i - 1] not in _STOPS or after >= last or text[words.starts[after]].islower():
            return None
        asked = low[i - 1] in "?!？！؟…" and _TAG_FOLLOWS.match(masked, after, last)
        return None if asked or _TAG_ALONE.match(masked, after, last) else after
    while after < last and masked[after] in ">).":
        after += 1
    capital = after >= last or not text[words.starts[after]].islower()
    return after if capital or low[i] != "." else None


def _split_sentences(words: Words, masked: str, first: int, last: int) -> list[tuple[int, int]]:
    """[first, last) of the sentences; what stands inside a quotation parts none."""
    found, start, i = [], first, first
    while i < last:
        after = _sentence_ends(words, masked, i, last) if masked[i] in ".>" else None
        if after is None and i - start >= _LONGEST and masked[i] != "q":
            after = i + 1
        if after is not None:
            found.append((start, after))
            start = after
        i = after or i + 1
    if start < last:
        found.append((start, last))
    return found


def read_words(
    text: str,
    paragraphs: list[tuple[int, int]],
    quotations: list[Quotation],
    lexicon: Lexicon,
) -> Words:
    """The words of a text, tagged and parted into sentences. Linear in the length of the text."""
    words = Words(text, lexicon)
    tags: list[str] = []
    headlines = set()
    for begin, end in paragraphs:
        first = len(words.starts)
        matches = list(lexicon.splitter.finditer(text, begin, end))
        words.starts += [match.start() for match in matches]
        words.ends += [match.end() for match in matches]
        words.low += [folded(match.group()) for match in matches]
        last = len(words.starts)
        tags.extend("n" * (last - first))
        if _tag_paragraph(words, first, last, tags):
            headlines.add(len(words.paragraphs))
        words.paragraphs.append((first, last))
    words.masked = "".join(_mark_quotations(words, quotations, tags))
    words.tags = "".join(tags)
    for first, last in words.paragraphs:
        words.sentences.extend(_split_sentences(words, words.masked, first, last))
    words.reversed = words.masked[::-1]
    words.headline = frozenset(headlines)
    return words
