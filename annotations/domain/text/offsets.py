"""Our offsets are code points; browsers and UIMA count UTF-16 units. Convert at the edges."""

import re
from bisect import bisect_left

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Converts offsets of one text; building it is linear, each conversion logarithmic."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [match.start() for match in ASTRAL.finditer(text)]
        # Where each of them begins in UTF-16: its own place plus one for each that came before.
        self._astral_utf16 = [at + before for before, at in enumerate(self._astral)]

    def to_utf16(self, offset: int) -> int:
        """Code points to UTF-16 units. Raises ValueError outside the text."""
        if not 0 <= offset <= self._length:
            raise ValueError(f"offset {offset} is outside a text of {self._length} code points")
        return offset + bisect_left(self._astral, offset)

    def to_code_points(self, offset: int) -> int:
        """UTF-16 units to code points. Raises ValueError outside the text or inside a character."""
        before = bisect_left(self._astral_utf16, offset)
        if before and self._astral_utf16[before - 1] == offset - 1:
            raise ValueError(f"UTF-16 offset {offset} is in the middle of a character")
        code_points = offset - before
        if not 0 <= code_points <= self._length:
            raise ValueError(f"UTF-16 offset {offset} is outside the text")
        return code_points


def context(text: str, start: int, end: int, n: int = 32) -> tuple[str, str]:
    """Up to `n` code points before `start` and after `end`, by which a span is found again."""
    return text[max(0, start - n) : start], text[end : end + n]
