"""The register as files, written as it is read: a hundred thousand people need no memory."""

import csv
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import RawIOBase
from typing import Any

import xlsxwriter
from babel import Locale

from annotations.domain.register import popolo, tables
from annotations.exchange.register.cells import guarded
from annotations.exchange.register.rows import actors_out, posts_out
from annotations.queries.register_files import Leaving

BOM = "\ufeff"
ACTORS_FILE, POSTS_FILE = "people-and-organisations.csv", "posts.csv"
# As many characters a cell of a workbook may have.
LONGEST_CELL = 32_767
PIECE = 256 * 1024
WIDTHS = {"id": 38, "person_id": 38, "organisation_id": 38, "kind": 14, "country": 9}
ENGLISH: Mapping[str, str] = Locale("en").territories
Table = Iterable[list[str]]


def written(form: str, register: Leaving) -> Iterator[bytes]:
    """In one of the forms of WRITERS."""
    return WRITERS[form](register)


def as_csv(register: Leaving) -> Iterator[bytes]:
    """A zip of two tables, each UTF-8 with a mark, as Excel wants it."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in (
            (ACTORS_FILE, _actor_table(register)),
            (POSTS_FILE, _post_table(register)),
        ):
            with archive.open(name, "w", force_zip64=True) as member:
                for line in _lines(table):
                    member.write(line.encode())
                    yield from sink.taken()
    yield from sink.taken()


def as_xlsx(register: Leaving) -> Iterator[bytes]:
    """A workbook of two sheets; made on disk, row by row, and sent when it is whole."""
    with tempfile.TemporaryFile() as file:
        workbook = xlsxwriter.Workbook(file, {"constant_memory": True})
        bold = workbook.add_format({"bold": True})
        for name, table in (
            (tables.ACTORS, _actor_table(register)),
            (tables.POSTS, _post_table(register)),
        ):
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(tables.COLUMNS[name]):
                sheet.set_column(column, column, WIDTHS.get(title, 24))
            for number, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    if cell:
                        style = None if number else bold
                        sheet.write_string(number, column, cell[:LONGEST_CELL], style)
        workbook.close()
        file.seek(0)
        yield from iter(lambda: file.read(PIECE), b"")


def as_popolo(register: Leaving) -> Iterator[bytes]:
    """One JSON object of four lists."""
    people, others = actors_out(register.people()), actors_out(register.organisations())
    lists: dict[str, Iterable[Any]] = {
        popolo.PERSONS: (popolo.actor_as_popolo(*each) for each in people),
        popolo.ORGANIZATIONS: (popolo.actor_as_popolo(*each) for each in others),
        popolo.AREAS: (
            popolo.area_as_popolo(code, ENGLISH.get(code, code)) for code in register.countries()
        ),
        popolo.MEMBERSHIPS: (popolo.post_as_popolo(row) for row in posts_out(register.posts())),
    }
    opening = "{"
    for name, items in lists.items():
        yield f'{opening}\n"{name}": ['.encode()
        comma = "\n"
        for item in items:
            yield f"{comma}{json.dumps(item, ensure_ascii=False)}".encode()
            comma = ",\n"
        yield b"]"
        opening = ","
    yield b"\n}\n"


def _actor_table(register: Leaving) -> Table:
    yield list(tables.ACTOR_COLUMNS)
    for row, sort_name in actors_out(register.actors()):
        yield tables.cells_of_actor(row, sort_name)


def _post_table(register: Leaving) -> Table:
    yield list(tables.POST_COLUMNS)
    for row in posts_out(register.posts()):
        yield tables.cells_of_post(row)


def _lines(table: Table) -> Iterator[str]:
    writer = csv.writer(_Echo())
    mark = BOM
    for cells in table:
        yield mark + writer.writerow([guarded(cell) for cell in cells])
        mark = ""


class _Echo:
    """What csv writes to: it gets each line back at once."""

    def write(self, line: str) -> str:
        return line


class _Sink(RawIOBase):
    """What zipfile writes to; it cannot go back, and what was written is taken away in pieces."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.held += data
        return len(data)

    def taken(self) -> Iterator[bytes]:
        if self.held:
            yield bytes(self.held)
            self.held.clear()


WRITERS: dict[str, Callable[[Leaving], Iterator[bytes]]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "popolo": as_popolo,
}
# Of each its media type, and how the name of a file of it ends.
MEDIA_TYPES = {
    "csv": ("application/zip", "zip"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "popolo": ("application/json", "json"),
}
