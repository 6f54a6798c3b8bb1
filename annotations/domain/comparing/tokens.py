"""Texts cut into words and marks, for comparing: white space parts them and is none of them."""

import re
import unicodedata
from collections.abc import Iterator

from annotations.domain.spans.elsewhere import UNSPACED

# Accents and vowel signs that belong to the letter before them.
_SIGNS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670"
_UNSPACED = UNSPACED.pattern
# One character of a script without spaces, or a word, or a mark.
TOKEN = re.compile(f"{_UNSPACED}[{_SIGNS}]*|(?:(?!{_UNSPACED})\\w[{_SIGNS}]*)+|[^\\w\\s]")
# Which style of quotation marks an outlet has is no part of what is said.
MARKS = frozenset("\"'＂“”„‟«»‹›「」『』‘’‚‛")
_ANY_MARK = '"'


def tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """[start, end) of each word or mark, in code points."""
    for match in TOKEN.finditer(text, start, end):
        yield match.span()


def written(token: str) -> str:
    """A token as it is compared where every letter counts: all quotation marks are one."""
    return _ANY_MARK if token in MARKS else token


def composed(token: str) -> str:
    """A token as it is recognised: composed (NFC), too, since an accent has two ways of writing."""
    return written(token) if token.isascii() else unicodedata.normalize("NFC", written(token))
