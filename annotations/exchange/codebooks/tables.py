"""A codebook as a table: one row a tag, in CSV or in a workbook."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from annotations.actions.codebook_trees import CannotReadCodebook
from annotations.domain.codebook_states import TagState
from annotations.exchange.codebooks.given import Given
from annotations.exchange.register.cells import guarded
from annotations.exchange.register.csv_tables import rows_of_csv
from annotations.exchange.register.sheets import sheets_of

BOM = "\ufeff"
# What the columns are called in files, and the field that each is.
COLUMNS = {
    "short_name": "key",
    "name": "name",
    "below": "parent",
    "colour": "colour",
    "key": "shortcut",
    "definition": "definition",
    "example": "example",
    "when_not": "when_not",
    "for": "applies_to",
    "condition": "condition",
    "required": "is_required",
    "one_of_those_below": "is_single",
    "topic": "is_topic",
    "retired": "is_retired",
}
YES, NO = {"yes", "true", "1", "x"}, {"no", "false", "0", ""}
MOST_ROWS = 2_001


def as_csv(states: Sequence[TagState]) -> bytes:
    """UTF-8 with a mark, as Excel wants it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in row] for row in _rows(states))
    return (BOM + text.getvalue()).encode()


def as_xlsx(states: Sequence[TagState]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("tags")
        sheet.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        for column, title in enumerate(COLUMNS):
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(_rows(states), start=1):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
    return file.getvalue()


def read_csv(file: BinaryIO) -> list[Given]:
    """Raises CannotReadCodebook, CannotRead."""
    with closing(rows_of_csv(file)) as rows:
        return _given(cells for _line, cells in rows)


def read_xlsx(file: BinaryIO) -> list[Given]:
    """The first sheet. Raises CannotReadCodebook, CannotRead."""
    for _name, rows in sheets_of(file):
        return _given(cells for _number, cells in rows)
    raise CannotReadCodebook(_("There is no table in this file."))


def _rows(states: Sequence[TagState]) -> Iterator[list[str]]:
    keys = {state.id: state.key for state in states}
    for state in states:
        yield [_cell(state, field, keys) for field in COLUMNS.values()]


def _cell(state: TagState, field: str, keys: dict[str, str]) -> str:
    value: Any = getattr(state, field)
    if field == "parent":
        return keys[value] if value else ""
    if field == "applies_to":
        return " ".join(value) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _given(rows: Iterable[list[str]]) -> list[Given]:
    table = iter(rows)
    head = [cell.strip().casefold() for cell in next(table, [])]
    if "name" not in head:
        raise CannotReadCodebook(_("The table needs a column “name”."))
    found = []
    for number, cells in enumerate(table, start=2):
        if number > MOST_ROWS:
            raise CannotReadCodebook(_("The table has too many rows."))
        row = {
            COLUMNS[title]: cell.strip()
            for title, cell in zip(head, cells, strict=False)
            if title in COLUMNS
        }
        if any(row.values()):
            found.append(_one(row))
    return found


def _one(row: dict[str, str]) -> Given:
    name = row.pop("name")
    told: dict[str, Any] = {}
    for field, cell in row.items():
        if field.startswith("is_"):
            told[field] = _truth(name, cell)
        elif field == "applies_to":
            told[field] = tuple(sorted(cell.replace(",", " ").replace("-", " ").split()))
        elif field not in ("parent", "key") and not (field == "colour" and not cell):
            told[field] = cell
    if row.get("key"):
        told["key"] = row["key"]
    return Given(row.get("key") or name, name, row.get("parent", ""), told=told)


def _truth(name: str, cell: str) -> bool:
    if cell.casefold() in YES | NO:
        return cell.casefold() in YES
    raise CannotReadCodebook(
        _("“%(name)s”: “%(cell)s” is neither yes nor no.") % {"name": name, "cell": cell}
    )
