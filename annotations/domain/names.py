"""Names as people type them."""

import unicodedata
from collections.abc import Iterable


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
