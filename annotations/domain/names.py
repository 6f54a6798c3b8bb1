"""Names as people type them."""

import unicodedata


def tidy(name: str) -> str:
    """One line without control characters or needless space, composed (NFC).

    For names of sources, actors and the like; an article's text is never touched.
    """
    composed = unicodedata.normalize("NFC", name)
    printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in composed)
    return " ".join(printable.split())
