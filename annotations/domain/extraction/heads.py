"""What stands above an article's first paragraph: its title, who wrote it, and when."""

import re
from collections.abc import Sequence

from annotations.domain.extraction.extracts import Facts, Piece
from annotations.domain.text import Block
from annotations.domain.text.blocks import is_blank
from annotations.domain.text.bylines import byline_of, date_of_dateline, date_of_line
from annotations.domain.text.dates import FoundDate, find_date
from annotations.domain.text.lines import length_of

HEAD = 8  # blocks that are looked at
LONG = 160  # code points from which on a block is the first paragraph
MAX_OPENING = 100
NEAR = 8  # pieces among which a page's title may stand
NOT_LETTERS = re.compile(r"[\W_]+")


def facts_in_head(text: str, blocks: Sequence[Block], language: str = "") -> Facts:
    """Title, byline and date as the first blocks say them; empty where they do not."""
    title, byline, published = "", "", None
    for block in blocks[:HEAD]:
        words = block.words(text)
        if not title and block.kind == "title":
            title = words
            continue
        names = byline_of(words)
        byline = byline or names or ""
        if not published:
            found = _date_of(words, language or None, bool(names))
            published = found.when if found else None
        if length_of(words) > LONG:
            break
    return Facts(title=title, byline=byline, published=published)


def _date_of(words: str, language: str | None, is_byline: bool) -> FoundDate | None:
    if is_byline:
        return find_date(words, language)
    return date_of_line(words, language) or date_of_dateline(words, language)


def opening_of(text: str) -> str:
    """The first words of an article that has no title, to call it by."""
    line = next((line.strip() for line in text.split("\n") if not is_blank(line)), "")
    if len(line) <= MAX_OPENING:
        return line
    return line[:MAX_OPENING].rpartition(" ")[0].rstrip(" ,;:") + "…" if " " in line else line


def with_title(pieces: Sequence[Piece], title: str) -> list[Piece]:
    """The pieces with the title first and as such.

    It is found among the first of them, also in other words where it is the page's own, or put
    there; without a `title` the first piece is one if it is a heading.
    """
    place = _place_of(title, pieces)
    if place is None:
        return [("title", title), *_headings(pieces)] if title else list(pieces)
    before, (_, words), after = pieces[:place], pieces[place], pieces[place + 1 :]
    return [*_headings(before), ("title", words), *_headings(after)]


def _place_of(title: str, pieces: Sequence[Piece]) -> int | None:
    """Where the title stands. Above it are a section's name or a kicker, and they stay above."""
    for n, (kind, words) in enumerate(pieces[:NEAR]):
        is_head = kind == "title" or (n == 0 and kind == "heading")
        if _same(words, title) or (is_head and (not title or are_alike(words, title))):
            return n
    return None


def _headings(pieces: Sequence[Piece]) -> list[Piece]:
    """An article has one title; what else a page calls so is a heading."""
    return [("heading" if kind == "title" else kind, words) for kind, words in pieces]


def are_alike(one: str, other: str) -> bool:
    """Whether half of the shorter one's words are in the other."""
    words, others = set(one.lower().split()), set(other.lower().split())
    return len(words & others) * 2 >= min(len(words), len(others))


def _same(words: str, title: str) -> bool:
    one, other = (NOT_LETTERS.sub("", x).casefold() for x in (words, title))
    return bool(one) and one == other
