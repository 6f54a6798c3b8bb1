"""APA, seventh edition: the reference, and what stands in the text beside what is quoted."""

import re
from collections.abc import Sequence

from annotations.domain.citations.authors import Author
from annotations.domain.citations.cited import MONTHS, Cited, american, in_list, is_ended
from annotations.domain.citations.runs import Run, put_together

MOST, SHOWN_OF_MORE = 20, 19


def apa_reference(cited: Cited) -> list[Run]:
    """Ostrow, B. (2026, March 3). Title. Outlet. Address.

    The title stays in the letters in which it was printed. Where nobody signed, it stands first.
    """
    day = (
        f"{cited.day.year}, {MONTHS[cited.day.month - 1]} {cited.day.day}" if cited.day else "n.d."
    )
    who = _list(cited.authors)
    title = Run(_ended(cited.line), is_title=True)
    first = _ended(who) if who else title if title.text else "[Untitled]."
    address = cited.url
    # What bears no date may change: then it is said when it was read.
    if address and not cited.day and cited.accessed:
        address = f"Retrieved {american(cited.accessed)}, from {address}"
    outlet = Run(cited.outlet, is_italic=True)
    return put_together(
        first,
        f" ({day}). ",
        *((title, " ") if who and title.text else ()),
        outlet,
        ".",
        f" {address}" if address else "",
    )


def apa_in_text(cited: Cited) -> list[Run]:
    """(Quill, as cited in Ostrow, 2026): one reads of the first in the second."""
    year = str(cited.day.year) if cited.day else "n.d."
    names = [author.family for author in cited.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    short = " ".join(cited.line.split()[:4])
    titled = ("“", Run(short, is_title=True), ",” ")
    source = titled if short and not who else (f"{who or cited.outlet}, ",)
    opening = f"{cited.speaker}, as cited in " if cited.speaker else ""
    return put_together(f"({opening}", *source, f"{year})")


def _list(authors: Sequence[Author]) -> str:
    names = [_initialled(author) for author in authors]
    if len(names) > MOST:
        return f"{', '.join(names[:SHOWN_OF_MORE])}, . . . {names[-1]}"
    if len(names) == 2:
        return f"{names[0]}, & {names[1]}"
    return in_list(names, "&")


def _initialled(author: Author) -> str:
    """Quill, A. M. and Martin, J.-C.; a script without capitals has no initials."""
    if not author.given:
        return author.family
    words = [_initial(word) for word in author.given.split()]
    return f"{author.family}, {' '.join(words)}"


def _initial(word: str) -> str:
    parts = [part for part in re.split(r"[-‐‑]", word) if part]
    if not parts or any(part[0].lower() == part[0].upper() for part in parts):
        return word
    return "-".join(f"{part[0].upper()}." for part in parts)


def _ended(text: str) -> str:
    return text if not text or is_ended(text) else f"{text}."
