r"""Other names in one cell of a table: `Xi | 习近平 [zh, native] | Си Цзиньпин [ru]`.

A bar parts them, brackets hold the language and the kind of each, as far as there is something to
say. Where a name itself has one of these signs, a backslash stands before it.
"""

import re
from collections.abc import Iterable

from annotations.domain.register.checking import checked_name
from annotations.domain.register.problems import CannotRead
from annotations.domain.register.rows import NAME_KINDS, Name

SPECIAL = re.compile(r"[\\|\[\]]")
BETWEEN_BARS = re.compile(r"(?:\\.|[^|\\]|\\$)+", re.DOTALL)
ONE = re.compile(r"(?P<words>(?:\\.|[^\\\[\]]|\\$)*?)\s*(?:\[(?P<about>[^\[\]]*)\]\s*)?", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def written(names: Iterable[Name]) -> str:
    return " | ".join(map(written_name, names))


def written_name(name: Name) -> str:
    about = [part for part in (name.language, name.kind if name.kind != "full" else "") if part]
    words = SPECIAL.sub(r"\\\g<0>", name.words)
    return f"{words} [{', '.join(about)}]" if about else words


def names_of(cell: str) -> tuple[Name, ...]:
    """Each name once. Raises CannotRead."""
    found: dict[str, Name] = {}
    for piece in BETWEEN_BARS.findall(cell):
        if piece.strip():
            name = _name(piece)
            found.setdefault(name.words.lower(), name)
    return tuple(found.values())


def _name(piece: str) -> Name:
    match = ONE.fullmatch(piece)
    if not match:
        raise CannotRead("brackets", name=piece.strip())
    language, kind = "", "full"
    for word in (match["about"] or "").replace(",", " ").lower().split():
        if word in NAME_KINDS:
            kind = word
        else:
            language = word
    return checked_name(ESCAPED.sub(r"\1", match["words"]), language, kind)
