"""Names as people type them."""

import re
import unicodedata
from collections.abc import Iterable

from annotations.domain.name_order import forms_of, parts_of

# All characters of the category Cc.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# The sign of the possessive at the end of a word: Valmere’s coast guard.
POSSESSIVE = re.compile(r"[’']s?(?=\s|$)")


def tidy(name: str) -> str:
    """One line without control characters or needless space, composed (NFC).

    For names of sources, actors and the like; an article's text is never touched.
    """
    return " ".join(CONTROL.sub(" ", unicodedata.normalize("NFC", name)).split())


def is_surname(mention: str, name: str, *, family_first: bool = False) -> bool:
    """Whether a later mention may call the bearer of `name` so: by the family's name alone.

    With or without what stands before it: “van der Meer” and “Meer”, “al-Sisi” and “Sisi”.
    """
    parts = parts_of(name, family_first=family_first)
    return mention.casefold() in forms_of(parts)


def same_person(mention: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that a mention may mean: the same, or else those of that surname."""
    names = list(names)
    wanted = mention.casefold()
    found = [name for name in names if name.casefold() == wanted]
    return found or [name for name in names if is_surname(mention, name)]


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
