"""Tables as CSV that a spreadsheet opens as what they are."""

import csv
from collections.abc import Iterable, Iterator

BOM = "\ufeff"
# A spreadsheet would compute what begins like this.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What csv writes to: it gets each line back at once."""

    def write(self, line: str) -> str:
        return line


def as_csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Line by line, the names of the columns first."""
    writer = csv.writer(_Line())
    yield BOM + writer.writerow(head)
    for row in rows:
        yield writer.writerow([_safe(cell) for cell in row])


def _safe(cell: object) -> str:
    """Only words are guarded: a number below zero has to stay one."""
    written = str(cell)
    return f"'{written}" if isinstance(cell, str) and written.startswith(FORMULA) else written
