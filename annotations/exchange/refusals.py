"""What an import refused, as a table that a spreadsheet opens."""

import csv
from collections.abc import Callable, Iterable, Iterator

from annotations.models import ImportEntry

BOM = "\ufeff"
# A spreadsheet would compute what begins like this.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What csv writes to: it gets each line back at once."""

    def write(self, line: str) -> str:
        return line


def refusals_as_csv(
    entries: Iterable[ImportEntry], head: list[str], reason_of: Callable[[ImportEntry], str]
) -> Iterator[str]:
    """`head` names the columns: file, line, why."""
    writer = csv.writer(_Line())
    yield BOM + writer.writerow(head)
    for entry in entries:
        cells = (entry.name, str(entry.line or ""), reason_of(entry))
        yield writer.writerow([_safe(cell) for cell in cells])


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
