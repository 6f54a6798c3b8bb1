"""Where a place of a file is in the text that is here."""

from enum import StrEnum

from annotations.domain.coded.records import Place
from annotations.domain.rights import fingerprint
from annotations.domain.spans.words import same_words
from annotations.domain.text import Utf16Offsets
from annotations.domain.text.unwritable import INSTEAD, writable

# Words that stand more often than this are not counted to their end.
MOST = 1_000


class Why(StrEnum):
    EMPTY = "empty"
    OUTSIDE = "outside"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


class Unplaced(ValueError):
    """The place is nowhere, or could be in several places. `here` is what the text says there."""

    def __init__(self, why: Why, place: Place, here: str = "") -> None:
        super().__init__(why.value)
        self.why, self.place, self.here = why, place, here


def placed(text: str, place: Place) -> tuple[int, int]:
    """[start, end) in code points of `text`. Raises Unplaced.

    Offsets are believed where the text has the words, or their fingerprint, there; also where they
    count UTF-16 units, as programs in browsers do. Words that stand elsewhere are found by
    themselves and by what stands before and after them; never guessed.
    """
    start, end = place.start, place.end
    if start is not None and end is not None:
        if _fits(text, start, end, place):
            return start, end
        if in_units := _in_utf16(text, start, end, place):
            return in_units
        if not place.words or place.sha256:
            raise Unplaced(_why(text, start, end), place, text[start : max(start, end)])
    if not place.words:
        raise Unplaced(Why.EMPTY, place)
    return _found(text, place)


def _fits(text: str, start: int, end: int, place: Place) -> bool:
    if not 0 <= start < end <= len(text):
        return False
    if place.sha256:
        return fingerprint(text[start:end]) == place.sha256
    return place.words is None or _says(text[start:end], place.words)


def _says(here: str, words: str) -> bool:
    """Also as a format wrote them that has no way to write some characters."""
    return same_words(here, words) or (INSTEAD in words and writable(here) == words)


def _in_utf16(text: str, start: int, end: int, place: Place) -> tuple[int, int] | None:
    if not (place.words or place.sha256):
        return None
    offsets = Utf16Offsets(text)
    try:
        low, high = offsets.to_code_points(start), offsets.to_code_points(end)
    except ValueError:
        return None
    fits = _fits(text, low, high, place) and _before(text, low, place) and _after(text, low, place)
    return (low, high) if fits else None


def _why(text: str, start: int, end: int) -> Why:
    if end <= start:
        return Why.EMPTY
    return Why.DIFFERS if start >= 0 and end <= len(text) else Why.OUTSIDE


def _found(text: str, place: Place) -> tuple[int, int]:
    words = place.words or ""
    starts = _occurrences(text, words)
    if not starts:
        why = Why.NOT_FOUND if place.start is None else Why.DIFFERS
        raise Unplaced(why, place, text[place.start or 0 : place.end or 0])
    for fits in (
        [at for at in starts if _before(text, at, place) and _after(text, at, place)]
        if place.prefix or place.suffix
        else [],
        [at for at in starts if place.prefix and _before(text, at, place)],
        [at for at in starts if place.suffix and _after(text, at, place)],
    ):
        if len(fits) == 1:
            return fits[0], fits[0] + len(words)
        if fits:
            break
    if len(starts) == 1 and place.start is None:
        return starts[0], starts[0] + len(words)
    raise Unplaced(Why.AMBIGUOUS if len(starts) > 1 else Why.DIFFERS, place)


def _occurrences(text: str, words: str) -> list[int]:
    starts: list[int] = []
    at = text.find(words)
    while at >= 0 and len(starts) < MOST:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


def _before(text: str, at: int, place: Place) -> bool:
    """Loosely: other programs shorten and trim what stands around."""
    return _squeezed(text[max(0, at - 2 * len(place.prefix) - 8) : at]).endswith(
        _squeezed(place.prefix)
    )


def _after(text: str, at: int, place: Place) -> bool:
    end = at + len(place.words or "")
    return _squeezed(text[end : end + 2 * len(place.suffix) + 8]).startswith(
        _squeezed(place.suffix)
    )


def _squeezed(words: str) -> str:
    return "".join(words.split())
