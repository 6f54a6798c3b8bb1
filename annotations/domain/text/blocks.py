"""Blocks cut a text into title, headings, paragraphs, list items and quotations without a gap."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "paragraph", "item", "quote"]

# Lines that look empty: white space and characters without width.
BLANK = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*")


@dataclass(frozen=True, slots=True)
class Block:
    """Code points [start, end) of a text, with the newlines and blank lines that follow.

    The blocks of a text partition it: the first starts at 0 (leading blank lines are its own), each
    starts where the one before ends, the last ends at len(text). No block has a newline between
    its words: each non-blank line is one block.
    """

    kind: Kind
    start: int
    end: int

    def words(self, text: str) -> str:
        """What stands in the block, without the blank lines and the space around it."""
        return text[self.start : self.end].strip()


def is_blank(line: str) -> bool:
    return BLANK.fullmatch(line) is not None


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line, its newline included. Only LF ends a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, end
        start = end


def ranges_of(text: str) -> list[tuple[int, int]]:
    """(start, end) of the block of each non-blank line; empty only for an empty text."""
    starts = [start for start, end in lines_of(text) if not is_blank(text[start:end])]
    if not starts:
        return [(0, len(text))] if text else []
    starts[0] = 0
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def assemble(pieces: Iterable[tuple[Kind, str]]) -> tuple[str, tuple[Block, ...]]:
    """A text from the pieces of a structured file, and its blocks.

    A piece may have several lines; each becomes a block of its kind. A blank line parts the pieces,
    a mere newline parts the items of one list and the lines of one piece.
    """
    text: list[str] = []
    blocks: list[Block] = []
    at = 0
    last_kind: Kind | None = None
    for kind, words in pieces:
        lines = [line.strip() for line in words.split("\n") if not is_blank(line)]
        for n, line in enumerate(lines):
            if blocks:
                gap = "\n" if n or kind == last_kind == "item" else "\n\n"
                text.append(gap)
                at += len(gap)
                blocks[-1] = Block(blocks[-1].kind, blocks[-1].start, at)
            text.append(line)
            blocks.append(Block(kind, at, at + len(line)))
            at += len(line)
            last_kind = kind
    return "".join(text), tuple(blocks)
