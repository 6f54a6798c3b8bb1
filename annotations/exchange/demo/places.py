"""From words to places: the demo's files quote the text, they do not count in it."""

import re
from collections.abc import Sequence

from annotations.exchange.demo.files import Words

Place = tuple[int, int]


class WordsNotFound(LookupError):
    """The text does not say this, or says it more than once: the demo's file is wrong."""


def place_of(text: str, sought: Words) -> Place:
    """[start, end) of words that occur once, or once after `sought.after`. Raises WordsNotFound."""
    found = [match.start() for match in re.finditer(re.escape(sought.after + sought.words), text)]
    if len(found) != 1:
        raise WordsNotFound(f"{len(found)} times in the text: {sought.after + sought.words!r}")
    start = found[0] + len(sought.after)
    return start, start + len(sought.words)


def nearest(text: str, sought: Words, to: Sequence[Place]) -> Place:
    """[start, end) of the whole words nearest to the places `to`, outside all of them.

    Raises WordsNotFound.
    """
    if sought.after:
        return place_of(text, sought)
    found = [
        (match.start(), match.end())
        for match in re.finditer(rf"(?<!\w){re.escape(sought.words)}(?!\w)", text)
        if all(match.end() <= start or match.start() >= end for start, end in to)
    ]
    if not found:
        raise WordsNotFound(f"not in the text outside what is said: {sought.words!r}")
    return min(found, key=lambda place: min(_distance(place, other) for other in to))


def _distance(one: Place, other: Place) -> int:
    return max(one[0] - other[1], other[0] - one[1])
