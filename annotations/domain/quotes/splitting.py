"""The pattern that finds one word or one mark after another, for each way of writing."""

import re
from collections.abc import Iterable

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
    parts.append(rf"\w+(?:{stop}[-‑.&/]\w+)*(?:['’](?!(?:s|re|ve|ll|d|m)\b)\w+)*")
    return re.compile("|".join([*parts, _REST]), re.IGNORECASE)


def unspaced(known: Iterable[str]) -> re.Pattern[str]:
    """For languages without blanks: the words that the lexicon knows, longest first, else Latin
    words and numbers whole and everything else character by character."""
    words = "|".join(map(re.escape, sorted(set(known), key=lambda word: (-len(word), word))))
    return re.compile(rf"{words}|[A-Za-z0-9À-ɏ]+(?:[-.'’][A-Za-z0-9À-ɏ]+)*|{_REST}|\S")
