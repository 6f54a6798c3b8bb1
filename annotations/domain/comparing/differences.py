"""How two texts differ, by word, paragraph beside paragraph."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.domain.comparing.aligning import aligned
from annotations.domain.comparing.tokens import TOKEN
from annotations.domain.text.blocks import lines_of

_PIECE = re.compile(rf"\s+|{TOKEN.pattern}")
# For white space that went or came by itself.
SIGNS = {" ": "␣", "\n": "¶", "\t": "⇥", "\u00a0": "⍽", "\u202f": "⍽", "\u3000": "□"}
# Paragraphs that share so much of the words of the shorter one are one paragraph that changed.
_AKIN = 0.4


class Kind(StrEnum):
    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str

    @property
    def shown(self) -> str:
        """What went or came so that it is seen: white space alone as signs for it."""
        blank = self.kind is not Kind.SAME and self.text.isspace()
        return "".join(SIGNS.get(one, one) for one in self.text) if blank else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph and what became of it; or one that came, or one that went.

    The rows in order, without what was inserted, are the old text; without what was deleted, the
    new one.
    """

    pieces: tuple[Piece, ...]

    @property
    def old(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind is not Kind.INSERTED)

    @property
    def new(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind is not Kind.DELETED)

    @property
    def is_same(self) -> bool:
        return all(piece.kind is Kind.SAME for piece in self.pieces)

    @property
    def is_blank(self) -> bool:
        """White space between paragraphs."""
        return all(piece.text.isspace() for piece in self.pieces)


def difference(old: str, new: str) -> list[Row]:
    """Takes about linear time."""
    olds = [old[start:end] for start, end in lines_of(old)]
    news = [new[start:end] for start, end in lines_of(new)]
    rows: list[Row] = []
    i = j = 0
    for run in aligned(olds, news):
        rows += _rows(olds[i : run.old], news[j : run.new])
        i, j = run.old + run.size, run.new + run.size
        rows += [Row((Piece(Kind.SAME, line),)) for line in olds[run.old : i]]
    return rows + list(_rows(olds[i:], news[j:]))


def words_apart(old: str, new: str) -> tuple[Piece, ...]:
    """The difference of two passages, as one stretch."""
    ours, theirs = _PIECE.findall(old), _PIECE.findall(new)
    pieces: list[Piece] = []
    i = j = 0
    runs = [(run.old, run.new, run.size) for run in aligned(ours, theirs)]
    for start, place, size in [*runs, (len(ours), len(theirs), 0)]:
        pieces.append(Piece(Kind.DELETED, "".join(ours[i:start])))
        pieces.append(Piece(Kind.INSERTED, "".join(theirs[j:place])))
        i, j = start + size, place + size
        pieces.append(Piece(Kind.SAME, "".join(ours[start:i])))
    return tuple(_smooth([piece for piece in pieces if piece.text]))


def _rows(olds: Sequence[str], news: Sequence[str]) -> Iterator[Row]:
    """Paragraphs that differ: those akin beside one another, the others on their own."""
    i = j = 0
    for first, second in [*_pairs(olds, news), (len(olds), len(news))]:
        yield from (Row((Piece(Kind.DELETED, line),)) for line in olds[i:first])
        yield from (Row((Piece(Kind.INSERTED, line),)) for line in news[j:second])
        if first < len(olds):
            yield Row(words_apart(olds[first], news[second]))
        i, j = first + 1, second + 1


def _pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, both in order, by the words they have in common."""
    ours, theirs = _numbered(olds), _numbered(news)
    shared = Counter(
        (ours[run.old + k][0], theirs[run.new + k][0])
        for run in aligned([word for _, word in ours], [word for _, word in theirs])
        for k in range(run.size)
    )
    sizes, other_sizes = Counter(n for n, _ in ours), Counter(n for n, _ in theirs)
    found: list[tuple[int, int]] = []
    for (i, j), count in sorted(shared.items()):
        akin = count >= _AKIN * min(sizes[i], other_sizes[j])
        if akin and (not found or (found[-1][0] < i and found[-1][1] < j)):
            found.append((i, j))
    return found


def _numbered(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The words of the lines, each with the number of its line."""
    return [(n, word) for n, line in enumerate(lines) for word in TOKEN.findall(line)]


def _smooth(pieces: Iterable[Piece]) -> list[Piece]:
    """White space between two changes is part of both; then each stretch reads in one go."""
    pieces = list(pieces)
    made: list[Piece] = []
    deleted = inserted = ""
    for n, piece in enumerate(pieces):
        if piece.kind is Kind.DELETED:
            deleted += piece.text
        elif piece.kind is Kind.INSERTED:
            inserted += piece.text
        elif piece.text.isspace() and (deleted or inserted) and n + 1 < len(pieces):
            deleted, inserted = deleted + piece.text, inserted + piece.text
        else:
            made += _changed(deleted, inserted)
            made.append(piece)
            deleted = inserted = ""
    return made + _changed(deleted, inserted)


def _changed(deleted: str, inserted: str) -> list[Piece]:
    pair = Piece(Kind.DELETED, deleted), Piece(Kind.INSERTED, inserted)
    return [piece for piece in pair if piece.text]
