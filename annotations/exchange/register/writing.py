"""The register as files, written as it is read: a hundred thousand people need no memory."""

import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from babel import Locale

from annotations.domain.register import popolo, tables
from annotations.exchange.register.cells import guarded
from annotations.exchange.register.rows import actors_out, posts_out
from annotations.exchange.workbooks import Rows, Sheet, workbook
from annotations.exchange.zips import ENOUGH, Drain
from annotations.queries.register_files import Leaving

BOM = "\ufeff"
ACTORS_FILE, POSTS_FILE = "people-and-organisations.csv", "posts.csv"
# Rows of a workbook that are written together.
AT_ONCE = 100
WIDTHS = {"id": 38, "person_id": 38, "organisation_id": 38, "kind": 14, "country": 9}
ENGLISH: Mapping[str, str] = Locale("en").territories
Table = Iterable[list[str]]


def written(form: str, register: Leaving) -> Iterator[bytes]:
    """In one of the forms of WRITERS."""
    return WRITERS[form](register)


def as_csv(register: Leaving) -> Iterator[bytes]:
    """A zip of two tables, each UTF-8 with a mark, as Excel wants it."""
    drain = Drain()
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in (
            (ACTORS_FILE, _actor_table(register)),
            (POSTS_FILE, _post_table(register)),
        ):
            with archive.open(name, "w", force_zip64=True) as member:
                for line in _lines(table):
                    member.write(line.encode())
                    if drain.held > ENOUGH:
                        yield drain.taken()
    yield drain.taken()


def as_xlsx(register: Leaving) -> Iterator[bytes]:
    """A workbook of two sheets."""
    tables_of = {tables.ACTORS: _actor_table(register), tables.POSTS: _post_table(register)}
    return workbook(
        [
            Sheet(name, columns, [WIDTHS.get(one, 24) for one in columns], _rows(tables_of[name]))
            for name, columns in tables.COLUMNS.items()
        ]
    )


def _rows(table: Table) -> Iterator[bytes]:
    rows, cells = Rows(), iter(table)
    next(cells)
    while batch := rows.written(islice(cells, AT_ONCE)):
        yield batch


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
