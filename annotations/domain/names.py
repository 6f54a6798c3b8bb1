"""Names as people type them."""

import re
import unicodedata
from collections.abc import Iterable

# The sign of the possessive at the end of a word: Valmere’s coast guard.
POSSESSIVE = re.compile(r"[’']s?(?=\s|$)")


def tidy(name: str) -> str:
    """One line without control characters or needless space, composed (NFC).

    For names of sources, actors and the like; an article's text is never touched.
    """
    composed = unicodedata.normalize("NFC", name)
    printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in composed)
    return " ".join(printable.split())


def surname(name: str) -> str:
    """The word of a name by which a later mention calls its bearer."""
    return name.split()[-1] if name.split() else ""


def same_person(mention: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that a mention may mean: the same, or for one word those of that surname."""
    wanted = mention.casefold()
    found = [name for name in names if name.casefold() == wanted]
    if found or len(mention.split()) != 1:
        return found
    return [name for name in names if surname(name).casefold() == wanted]


def as_registered(name: str, mention: str, *, is_person: bool) -> list[str]:
    """What the register may call whom a text means by `name`, the likeliest first.

    The words of the mention as they stand, where they say more than the name: “Valmere’s coast
    guard” is not Valmere, and “a senior official” has no other name. A person may be printed with a
    title of a word or two that is no part of the name.
    """
    found = [name] if name else []
    whole = POSSESSIVE.sub("", tidy(mention))
    if len(whole.split()) > 1 and name.casefold() in whole.casefold():
        found.insert(0, whole)
    words = name.split()
    if is_person:
        found += [" ".join(words[title:]) for title in (1, 2) if len(words) >= title + 2]
    return found
