"""Regular expressions of the reader's own, which may be wrong, and may never end."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import regex

Key = TypeVar("Key")
LONGEST = 200
# Matches in one text, and seconds for all.
MOST_IN_A_TEXT = 50
SECONDS = 2.0


class CannotMatch(Exception):
    """`is_slow`: there was no time left. Otherwise it is no regular expression."""

    def __init__(self, is_slow: bool) -> None:
        super().__init__()
        self.is_slow = is_slow


def matches(
    pattern: str, texts: Iterable[tuple[Key, str]], seconds: float | None = None
) -> Iterator[tuple[Key, list[tuple[int, int]]]]:
    """Where the pattern matches in each text in which it does, in code points; capitals and small
    letters are the same. One more than MOST_IN_A_TEXT says that a text has more. Raises CannotMatch
    when it is none, or when all took longer than that."""
    try:
        compiled = regex.compile(pattern[:LONGEST], regex.IGNORECASE | regex.VERSION0)
    except (regex.error, OverflowError, RecursionError) as error:
        raise CannotMatch(is_slow=False) from error
    ends = time.monotonic() + (SECONDS if seconds is None else seconds)
    for key, text in texts:
        left = ends - time.monotonic()
        if left <= 0:
            raise CannotMatch(is_slow=True)
        found = []
        try:
            for match in compiled.finditer(text, timeout=left):
                if match.end() > match.start():
                    found.append(match.span())
                if len(found) > MOST_IN_A_TEXT:
                    break
        except TimeoutError as error:
            raise CannotMatch(is_slow=True) from error
        if found:
            yield key, found
