"""Chicago, notes and bibliography: an article of a newspaper, and who is quoted in it."""

from collections.abc import Sequence

from annotations.domain.citations.authors import Author
from annotations.domain.citations.cited import Cited, american, in_list, is_ended
from annotations.domain.citations.runs import Run, put_together

MOST_IN_NOTE = 3
MOST_IN_BIBLIOGRAPHY, SHOWN_OF_MORE = 10, 7


def chicago_note(cited: Cited) -> list[Run]:
    """Ada Quill, quoted in Ben Ostrow, “Title,” Outlet, March 3, 2026, address."""
    names = [author.as_read for author in cited.authors]
    who = f"{names[0]} et al." if len(names) > MOST_IN_NOTE else in_list(names, "and")
    opening = (f"{cited.quoted} in " if cited.quoted else "") + (f"{who}, " if who else "")
    title = ("“", Run(_inside(cited.line), is_title=True), ",” ") if cited.line else ()
    rest = [american(cited.day)] if cited.day else _access(cited, "accessed ")
    rest += [cited.url] if cited.url else []
    return put_together(
        opening, *title, Run(cited.outlet, is_italic=True), *(f", {one}" for one in rest), "."
    )


def chicago_bibliography(cited: Cited) -> list[Run]:
    """Ostrow, Ben. “Title.” Outlet, March 3, 2026. Address.

    Where nobody signed, the outlet stands first.
    """
    outlet = Run(cited.outlet, is_italic=True)
    who = _sorted(cited.authors)
    inside = _inside(cited.line)
    ending = "”" if is_ended(inside) else ".”"
    title = ("“", Run(inside, is_title=True), ending) if inside else ()
    day = american(cited.day) if cited.day else ""
    access = "" if cited.day else "".join(f"{one}. " for one in _access(cited, "Accessed "))
    address = f"{access}{cited.url}{'.' if cited.url else ''}".rstrip()
    if who:
        head: list[str | Run] = [who, " " if who.endswith(".") else ". ", *title]
        head += [" " if title else "", outlet]
        head.append(f", {day}." if day else ".")
    else:
        head = [outlet, ".", " " if title else "", *title, f" {day}." if day else ""]
    return put_together(*head, f" {address}" if address else "")


def _sorted(authors: Sequence[Author]) -> str:
    """Only the first name is turned round."""
    names = [authors[0].as_sorted, *(one.as_read for one in authors[1:])] if authors else []
    if len(names) > MOST_IN_BIBLIOGRAPHY:
        return f"{', '.join(names[:SHOWN_OF_MORE])}, et al."
    # After a name that is turned round there is a comma before “and”, of two as well.
    if len(names) == 2:
        return f"{names[0]}, and {names[1]}"
    return in_list(names, "and")


def _access(cited: Cited, word: str) -> list[str]:
    return [f"{word}{american(cited.accessed)}"] if cited.accessed else []


def _inside(title: str) -> str:
    """Quotation marks within quotation marks are single ones."""
    inside, is_open = [], False
    for sign in title:
        if sign == '"':
            is_open = not is_open
            sign = "‘" if is_open else "’"
        inside.append({"“": "‘", "”": "’", "„": "‚"}.get(sign, sign))
    return "".join(inside)
