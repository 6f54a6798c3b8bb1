"""How a text falls into the words that search counts.

PostgreSQL prepares texts by the same classes of characters (`models/findables.py`), so that the
nth word of its index is the nth token here, and a hit can be marked in the text as it is printed.
"""

import re
import unicodedata
from collections.abc import Iterator

# Between words: punctuation and symbols of every script that has some of its own.
SEPARATORS = (
    "\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9"
    "\\u00bb-\\u00bf\\u00d7\\u00f7\\u02b0-\\u02ff\\u037e\\u0387\\u055a-\\u055f\\u0589\\u058a\\u05be\\u05c0"
    "\\u05c3\\u05f3\\u05f4\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u2000-\\u2bff\\u3000-\\u3004"
    "\\u3008-\\u3020\\u3030\\u303d\\u30fb\\ufe30-\\ufe6f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40"
    "\\uff5b-\\uff65\\ufeff"
)
# Scripts that put no spaces between words, and Korean, which hangs endings onto them: each
# character is a word, and what somebody looks for is a phrase of them.
ALONE = (
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u9fff"
    "\\uac00-\\ud7af\\uf900-\\ufaff"
)
# "U.S." is one word, the same as "US".
INITIALS = r"(?<![^\W_])(?:[A-Za-z]\.)+[A-Za-z](?![^\W_])"
TOKEN = re.compile(f"{INITIALS}|[{ALONE}]|[^\\s\\x00{SEPARATORS}{ALONE}]+")


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of `text` stand, [start, end) in code points, in order."""
    return (match.span() for match in TOKEN.finditer(text))


def has_words(text: str) -> bool:
    """Letters or digits: an emoji stands where words do, but PostgreSQL indexes none."""
    return any(sign.isalnum() for sign in text) and TOKEN.search(text) is not None


def folded(word: str) -> str:
    """Without accents and in small letters, to be compared with another such word."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def spelled(word: str) -> str:
    """In small letters, with its accents: as lists of stop words have it, which know no ё."""
    return unicodedata.normalize("NFC", word).lower().replace("ё", "е")
