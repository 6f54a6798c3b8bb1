"""The pattern that finds one word or one mark after another, for each way of writing."""

import re
import unicodedata
from collections.abc import Iterable

# Accents that stand behind their letter, and vowels and doublings of Arabic and Hebrew.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
)
_MARK = re.compile(f"[{_MARKS}]")
_LETTERS = rf"\w[\w{_MARKS}]*"
_REST = r"['’](?:s|re|ve|ll|d|m)\b|(?<=\S)'(?=''(?!'))|''|``|\.{2,}|--+|[^\w\s]"


def spaced(elisions: list[str], enclitics: list[str]) -> re.Pattern[str]:
    """For languages with blanks between words. `elisions` are words that lose their vowel before an
    apostrophe (French "l'"), `enclitics` what hangs on to a verb (French "-t-il")."""
    parts = []
    hanging = "|".join(map(re.escape, sorted(enclitics, key=len, reverse=True)))
    if elisions:
        parts.append(rf"\b(?:{'|'.join(elisions)})['’]")
    if hanging:
        parts.append(rf"(?:{hanging})\b")
    stop = rf"(?!(?:{hanging})\b)" if hanging else ""
    parts.append(r"(?:[^\W\d_]\.){2,}")
    short = r"(?:s|re|ve|ll|d|m)\b"
    parts.append(rf"{_LETTERS}(?:{stop}[-‑.&/]{_LETTERS})*(?:['’](?!{short}){_LETTERS})*")
    return re.compile("|".join([*parts, _REST]), re.IGNORECASE)


def unspaced(known: Iterable[str]) -> re.Pattern[str]:
    """For languages without blanks: the words that the lexicon knows, longest first, else Latin
    words and numbers whole and everything else character by character."""
    words = "|".join(map(re.escape, sorted(set(known), key=lambda word: (-len(word), word))))
    return re.compile(rf"{words}|[A-Za-z0-9À-ɏ]+(?:[-.'’][A-Za-z0-9À-ɏ]+)*|{_REST}|\S")


def folded(word: str) -> str:
    """As the lexicons have it: in small letters, accents in one with their letter, and without the
    vowels that Arabic and Hebrew can leave out."""
    word = word.lower().replace("’", "'")
    if word.isascii() or not _MARK.search(word):
        return word
    return _MARK.sub("", unicodedata.normalize("NFC", word)) or word
