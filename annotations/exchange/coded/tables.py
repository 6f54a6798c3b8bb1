"""Tables: two CSV files in a zip, or a workbook of two sheets; and such tables taken in.

What a spreadsheet would compute is marked, as everywhere. Offsets are code points.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter

from annotations.domain.coded import Document
from annotations.exchange.coded.columns import PLACES, STATEMENTS, places_of, statements_of
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.register.cells import guarded_all
from annotations.exchange.spreadsheets import BOM

FORMAT, VERSION = "annotation tables", 1
STATEMENT_FILE, PLACE_FILE = "statements.csv", "spans.csv"
# As many characters a cell of a workbook may have, and as many rows a sheet.
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
PIECE = 256 * 1024
WIDE = {"title", "words", "note"}


def write_csv(export: Export) -> Iterator[bytes]:
    return packed(export, FORMAT, VERSION, _members(export))


def _members(export: Export) -> Iterator[Member]:
    """One pass over the articles: the second table waits on the disk until the first is written."""
    with tempfile.TemporaryFile() as later:
        words = io.TextIOWrapper(later, "utf-8", newline="")
        words.write(BOM)
        places = csv.writer(words)
        places.writerow(PLACES)

        def both(document: Document) -> Iterator[list[str]]:
            places.writerows(map(guarded_all, places_of(document)))
            return statements_of(document)

        yield STATEMENT_FILE, _lines(cells for document in export for cells in both(document))
        words.detach()
        later.seek(0)
        yield PLACE_FILE, iter(lambda: later.read(PIECE), b"")


def _lines(rows: Iterable[list[str]]) -> Iterator[bytes]:
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    line.write(BOM)
    writer.writerow(STATEMENTS)
    for cells in rows:
        writer.writerow(guarded_all(cells))
        if line.tell() > PIECE:
            yield line.getvalue().encode()
            line.seek(0)
            line.truncate()
    yield line.getvalue().encode()


def write_xlsx(export: Export) -> Iterator[bytes]:
    """Made on disk, row by row, and sent when it is whole. A sheet ends where Excel's do; the
    third sheet tells what the file is, and whether rows were left out."""
    with tempfile.TemporaryFile() as file:
        workbook = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False}
        )
        bold = workbook.add_format({"bold": True})
        sheets = [
            (_sheet(workbook, name, columns, bold), columns)
            for name, columns in (("Statements", STATEMENTS), ("Spans", PLACES))
        ]
        written = [1, 1]
        for document in export:
            for at, rows in enumerate((statements_of(document), places_of(document))):
                for row in rows:
                    if written[at] < MOST_ROWS:
                        _put(sheets[at][0], written[at], row)
                    written[at] += 1
        about = workbook.add_worksheet("About")
        facts = export.head(FORMAT, VERSION) | {"counts": dict(export.counts)}
        facts["left_out"] = sum(max(0, rows - MOST_ROWS) for rows in written)
        for number, (name, value) in enumerate(facts.items()):
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            _put(about, number, [name, shown])
        workbook.close()
        file.seek(0)
        yield from iter(lambda: file.read(PIECE), b"")


def _sheet(workbook: Any, name: str, columns: Iterable[str], bold: Any) -> Any:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(columns):
        sheet.set_column(column, column, 60 if title in WIDE else 16)
        sheet.write_string(0, column, title, bold)
    return sheet


def _put(sheet: Any, number: int, row: Iterable[str]) -> None:
    for column, cell in enumerate(row):
        if cell:
            sheet.write_string(number, column, cell[:LONGEST_CELL])
