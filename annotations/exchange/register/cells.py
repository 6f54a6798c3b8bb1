"""Cells of a CSV file that a spreadsheet would compute: marked when written, unmarked when read."""

import re
from collections.abc import Iterable

# Also what is marked already, so that reading gives back what was written.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
MARKED = re.compile(r"'+[=+\-@\t\r]")
# With which of these it would have to begin.
SIGNS = frozenset("'=+-@\t\r")


def guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def guarded_all(cells: Iterable[str]) -> list[str]:
    """A whole row, most of whose cells need no second look."""
    return [guarded(cell) if cell and cell[0] in SIGNS else cell for cell in cells]


def unguarded(cell: str) -> str:
    return cell[1:] if MARKED.match(cell) else cell
