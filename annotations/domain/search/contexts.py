"""Words in context: a piece of a text around what was found, with what was found apart."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.domain.search.tokens import tokens

# Code points of context: what a glance takes in.
BEFORE, AROUND = 80, 260


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Context:
    """`pieces` are the excerpt in order; `start` and `end` are the first hit in the whole text, in
    code points; `cut_before` and `cut_after` say that the text goes on there."""

    pieces: tuple[Piece, ...]
    start: int
    end: int
    cut_before: bool
    cut_after: bool


def context_of(text: str, hits: Collection[int], around: int = AROUND) -> Context:
    """The excerpt of `text` with its hits: numbers of its tokens, from 1 on.

    It begins a little before the first hit and is at most about `around` code points long, cut
    between words. Without hits it is the beginning.
    """
    words = list(tokens(text))
    found = [words[hit - 1] for hit in sorted(hits) if 0 < hit <= len(words)]
    first = found[0] if found else (0, 0)
    start, end = _window(words, len(text), max(0, first[0] - BEFORE), around)
    start = min(start, first[0])
    inside = _merged([(a - start, b - start) for a, b in found if b <= end])
    pieces = pieces_of(text[start:end], inside)
    whole = text.strip()
    begin = text.find(whole) if whole else 0
    return Context(pieces, *first, start > begin, end < begin + len(whole))


def whole(text: str, hits: Collection[int]) -> Context:
    """All of `text` with its hits, numbers of its tokens, from 1 on."""
    words = list(tokens(text))
    found = [words[hit - 1] for hit in sorted(hits) if 0 < hit <= len(words)]
    return Context(pieces_of(text, _merged(found)), *(found or [(0, 0)])[0], False, False)


def _window(
    words: Sequence[tuple[int, int]], length: int, start: int, around: int
) -> tuple[int, int]:
    """Moved so that it cuts no word."""
    if length - start <= around:
        start = max(0, min(start, length - around))
    end = min(length, start + around)
    for begin, stop in words:
        if begin < start < stop:
            start = begin
        if begin < end < stop:
            end = stop
    return start, end


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hits with but one character between them are one mark: words of a phrase, cease-fire."""
    merged: list[tuple[int, int]] = []
    for begin, stop in found:
        if merged and begin - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((begin, stop))
    return merged


def pieces_of(text: str, found: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """`text` cut at `found`, ranges in order that do not overlap."""
    edges = [0, *(edge for pair in found for edge in pair), len(text)]
    cut = [Piece(text[a:b], place % 2 == 1) for place, (a, b) in enumerate(pairwise(edges))]
    return tuple(piece for piece in cut if piece.text)
