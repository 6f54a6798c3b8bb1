"""Cells of a CSV file that a spreadsheet would compute: marked when written, unmarked when read."""

import re

# Also what is marked already, so that reading gives back what was written.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
MARKED = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if MARKED.match(cell) else cell
