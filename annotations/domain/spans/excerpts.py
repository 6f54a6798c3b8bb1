"""The words of a range and what stands around it, cut from a text that is kept in pieces."""

from collections.abc import Iterable
from dataclasses import dataclass

# What a span remembers of its surroundings, in code points on each side.
CONTEXT = 32


@dataclass(frozen=True)
class Excerpt:
    words: str
    prefix: str
    suffix: str


def cut(pieces: Iterable[tuple[int, str]], start: int, end: int) -> Excerpt | None:
    """The excerpt of [start, end), in code points, from contiguous `(offset, text)` pieces.

    The pieces must reach CONTEXT further on both sides where the text does. None where they do
    not cover the range, or where the range is empty.
    """
    ordered = sorted(pieces)
    if not ordered or start >= end:
        return None
    first = ordered[0][0]
    text = "".join(piece for _, piece in ordered)
    if start < first or end > first + len(text):
        return None
    low, high = start - first, end - first
    return Excerpt(
        words=text[low:high],
        prefix=text[max(0, low - CONTEXT) : low],
        suffix=text[high : high + CONTEXT],
    )


def shorten(words: str, longest: int = 220) -> str:
    """One line of at most about `longest` code points, cut in the middle between words."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    half = (longest - 3) // 2
    head, tail = line[:half], line[-half:]
    # Where words are parted by spaces, no word is cut in two.
    head = head.rsplit(" ", 1)[0] if " " in head[half // 2 :] else head
    tail = tail.split(" ", 1)[1] if " " in tail[: half // 2] else tail
    return f"{head} … {tail}"


def begun(prefix: str) -> str:
    """What stands before a span, from the first whole word on; "…" where more stands before."""
    if len(prefix) < CONTEXT:
        return prefix
    return "…" + prefix[first_space(prefix) :].lstrip()


def ended(suffix: str) -> str:
    """What stands after a span, up to the last whole word; "…" where more follows."""
    if len(suffix) < CONTEXT:
        return suffix
    return suffix[: len(suffix) - first_space(suffix[::-1])].rstrip() + "…"


def first_space(text: str) -> int:
    """Where the first white space is; 0 where none is, since some languages write none."""
    return next((n for n, letter in enumerate(text) if letter.isspace()), 0)
