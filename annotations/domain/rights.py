"""How much of a source's text may leave the system, and cutting what does.

Whatever exports, prints or sends text on asks here first. Titles, dates, names, tags and offsets
may always leave; the words of an article only as far as its source's rights go.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotations.domain.spans.excerpts import Excerpt

# Thai, Lao, Tibetan, Burmese, Khmer, Chinese and Japanese: no spaces between words, so each letter
# counts as one. That is less than may leave, never more.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
LEFT_OUT = "…"


class Extent(StrEnum):
    ALL = "all"
    EXCERPTS = "excerpts"
    OFFSETS = "offsets"


@dataclass(frozen=True, slots=True)
class Rights:
    """`words` is how many may leave of one passage with what stands around it, for EXCERPTS."""

    extent: Extent = Extent.ALL
    words: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether all of an article's text may leave."""
        return self.extent == Extent.ALL


def leaving(excerpt: Excerpt, rights: Rights) -> Excerpt:
    """What may leave of a passage and its surroundings: its own words first, then as many before
    it as after it. Nothing where only offsets may; `fingerprint` tells the words without them.
    """
    if rights.is_whole:
        return excerpt
    if rights.extent == Extent.OFFSETS:
        return Excerpt("", "", "")
    left = rights.words - _count(excerpt.words)
    if left < 0:
        return Excerpt(first_words(excerpt.words, rights.words) + LEFT_OUT, "", "")
    before = max(left // 2, left - _count(excerpt.suffix))
    prefix = last_words(excerpt.prefix, before)
    after = left - _count(prefix)
    return Excerpt(excerpt.words, prefix, first_words(excerpt.suffix, after))


def leaving_parts(parts: list[str], rights: Rights) -> list[str]:
    """What may leave of a statement that stands in several places: the first words of all."""
    if rights.is_whole:
        return parts
    left = rights.words if rights.extent == Extent.EXCERPTS else 0
    cut = []
    for words in parts:
        kept = first_words(words, left)
        cut.append(kept if kept == words else f"{kept}{LEFT_OUT}")
        left -= _count(kept)
    return cut


def fingerprint(words: str) -> str:
    """By which whoever has the text can tell that it says the same; sha-256 of its UTF-8."""
    return hashlib.sha256(words.encode()).hexdigest()


def first_words(text: str, count: int) -> str:
    """The text up to the end of its word number `count`."""
    ends = [end for _, end in _places(text)]
    if count >= len(ends):
        return text
    return text[: ends[count - 1]] if count > 0 else ""


def last_words(text: str, count: int) -> str:
    """The text from the beginning of its last `count` words."""
    starts = [start for start, _ in _places(text)]
    if count >= len(starts):
        return text
    return text[starts[-count] :] if count > 0 else ""


def _count(text: str) -> int:
    return sum(1 for _ in _places(text))


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where the words are. What has no letter and no digit, such as a dash, is none."""
    for found in WORD.finditer(text):
        if any(letter.isalnum() for letter in found[0]):
            yield found.span()
