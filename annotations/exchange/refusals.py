"""What an import refused, as a table that a spreadsheet opens."""

from collections.abc import Callable, Iterable, Iterator

from annotations.exchange.spreadsheets import as_csv
from annotations.models import ImportEntry


def refusals_as_csv(
    entries: Iterable[ImportEntry], head: list[str], reason_of: Callable[[ImportEntry], str]
) -> Iterator[str]:
    """`head` names the columns: file, line, why."""
    return as_csv(head, ((one.name, one.line or "", reason_of(one)) for one in entries))
