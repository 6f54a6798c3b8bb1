"""Tables: two CSV files in a zip, or a workbook of two sheets; and such tables taken in.

What a spreadsheet would compute is marked, as everywhere. Offsets are code points.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.domain.coded import Document
from annotations.exchange.coded.columns import PLACES, STATEMENTS, places_of, statements_of
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.register.cells import guarded_all
from annotations.exchange.spreadsheets import BOM
from annotations.exchange.workbooks import Rows, Sheet, workbook

FORMAT, VERSION = "annotation tables", 1
STATEMENT_FILE, PLACE_FILE = "statements.csv", "spans.csv"
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
    """One pass over the articles, as above. The third sheet tells what the file is, and whether
    rows were left out because a sheet holds no more."""
    statements, places = Rows(), Rows()
    with tempfile.TemporaryFile() as later:

        def first() -> Iterator[bytes]:
            for document in export:
                later.write(places.written(places_of(document)))
                yield statements.written(statements_of(document))

        def second() -> Iterator[bytes]:
            later.seek(0)
            yield from iter(lambda: later.read(PIECE), b"")

        def about() -> Iterator[bytes]:
            facts = export.head(FORMAT, VERSION) | {"counts": dict(export.counts)}
            facts["left_out"] = statements.left_out + places.left_out
            yield Rows(1).written([name, _shown(value)] for name, value in facts.items())

        yield from workbook(
            [
                Sheet("Statements", STATEMENTS, _widths(STATEMENTS), first()),
                Sheet("Spans", PLACES, _widths(PLACES), second()),
                Sheet("About", (), (), about()),
            ]
        )


def _widths(columns: Iterable[str]) -> list[int]:
    return [60 if title in WIDE else 16 for title in columns]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
