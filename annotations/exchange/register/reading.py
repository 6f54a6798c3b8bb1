"""Any file of the register, row by row: what it is shows in how it begins."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from annotations.domain.register import CannotRead, Found, popolo, tables
from annotations.exchange.register.archives import archive_of
from annotations.exchange.register.csv_tables import rows_of_csv, tables_of_zip
from annotations.exchange.register.json_lists import items_of
from annotations.exchange.register.limits import MAX_ROWS
from annotations.exchange.register.sheets import sheets_of

Rows = Generator[tuple[int, list[str]], None, None]
FoundRows = Generator[Found, None, None]
WORKBOOK = "xl/workbook.xml"


@dataclass(slots=True)
class Reading:
    """A file that is being read: its rows, actors before posts, and what of it is left out."""

    rows: FoundRows
    ignored: Counter[str]


def read_register(file: BinaryIO) -> Reading:
    """Rows come as they are read, so `ignored` is whole at the end only. They raise CannotRead."""
    file.seek(0)
    start = file.read(512)
    file.seek(0)
    ignored: Counter[str] = Counter()
    if start.startswith(b"PK\x03\x04"):
        read = _of_workbook if _is_workbook(file) else _of_zip
    elif start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        read = _of_popolo
    else:
        read = _of_csv
    return Reading(_bounded(read(file, ignored)), ignored)


def _of_csv(file: BinaryIO, ignored: Counter[str]) -> FoundRows:
    with closing(rows_of_csv(file)) as rows:
        table = _Table(rows, ignored)
        if table.is_empty:
            raise CannotRead("empty")
        yield from table.rows()


def _of_zip(file: BinaryIO, ignored: Counter[str]) -> FoundRows:
    def each() -> Iterator[tuple[str, Rows]]:
        return ((name, rows_of_csv(member)) for name, member in tables_of_zip(file))

    return _of_several(each, ignored)


def _of_workbook(file: BinaryIO, ignored: Counter[str]) -> FoundRows:
    return _of_several(lambda: sheets_of(file), ignored)


def _of_several(each: Callable[[], Iterator[tuple[str, Rows]]], ignored: Counter[str]) -> FoundRows:
    """Twice through them, as posts need their people first, whichever comes first in the file.

    A table of something else is passed over, unless there is no other.
    """
    found, strange = False, CannotRead("empty")
    for wanted in (tables.ACTORS, tables.POSTS):
        for name, rows in each():
            # Whoever stops half-way closes the rows before what they are read from.
            with closing(rows):
                try:
                    table = _Table(rows, ignored)
                except CannotRead as problem:
                    if problem.code != "no_table":
                        raise
                    strange = problem
                    if wanted == tables.ACTORS:
                        ignored[name] += 1
                    continue
                found = found or not table.is_empty
                if table.name == wanted:
                    yield from table.rows()
    if not found:
        raise strange


def _of_popolo(file: BinaryIO, ignored: Counter[str]) -> FoundRows:
    with closing(items_of(file)) as items:
        for part, number, item in items:
            if part in {popolo.PERSONS, popolo.ORGANIZATIONS}:
                read = popolo.person_of if part == popolo.PERSONS else popolo.organisation_of
                yield Found.by(part, number, read, item, ignored)
            elif part not in {popolo.MEMBERSHIPS, popolo.AREAS}:
                ignored[part] += 1
    with closing(items_of(file)) as items:
        for part, number, item in items:
            if part == popolo.PERSONS:
                for person, within in popolo.memberships_in(item):
                    yield Found.by(part, number, popolo.post_of, within, ignored, person)
            elif part == popolo.MEMBERSHIPS:
                yield Found.by(part, number, popolo.post_of, item, ignored)


class _Table:
    """Rows under a header that says which of the two tables it is. Raises CannotRead."""

    def __init__(self, rows: Rows, ignored: Counter[str]) -> None:
        self.lines = ((line, cells) for line, cells in rows if any(map(str.strip, cells)))
        _line, header = next(iter(self.lines), (1, []))
        self.columns = tables.columns_of(header)
        self.is_empty = not self.columns
        self.ignored = ignored
        self.name = "" if self.is_empty else tables.table_of(self.columns)

    def rows(self) -> FoundRows:
        read = tables.actor_of if self.name == tables.ACTORS else tables.post_of
        known = {*tables.COLUMNS[self.name]}
        self.ignored.update(name for name in self.columns if name and name not in known)
        for line, cells in self.lines:
            if any(map(str.strip, cells[len(self.columns) :])):
                problem = CannotRead("cells", cells=len(cells), columns=len(self.columns))
                yield Found(self.name, line, problem=problem)
            else:
                yield Found.by(self.name, line, read, dict(zip(self.columns, cells, strict=False)))


def _is_workbook(file: BinaryIO) -> bool:
    with archive_of(file) as archive:
        return any(name.lower() == WORKBOOK for name in archive.namelist())


def _bounded(rows: FoundRows) -> FoundRows:
    with closing(rows):
        for number, found in enumerate(rows):
            if number == MAX_ROWS:
                raise CannotRead("too_many", limit=MAX_ROWS)
            yield found
