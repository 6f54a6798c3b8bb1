"""Tables: two CSV files in a zip, or a workbook of two sheets; and such tables taken in.

What a spreadsheet would compute is marked, as everywhere. Offsets are code points.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator

from annotations.domain.coded import Document
from annotations.exchange.coded.columns import PLACES, STATEMENTS, places_of, statements_of
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.coded.workbooks import BOLD, MOST_ROWS, PLAIN, Sheet, row, workbook
from annotations.exchange.register.cells import guarded_all
from annotations.exchange.spreadsheets import BOM

FORMAT, VERSION = "annotation tables", 1
STATEMENT_FILE, PLACE_FILE = "statements.csv", "spans.csv"
PIECE = 256 * 1024
WIDE = {"title", "words", "note"}
Columns = tuple[str, ...]


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
    """A sheet ends where Excel's do; the third sheet tells what the file is, and whether rows were
    left out."""
    return workbook(_sheets(export), export.at.timetuple()[:6])


def _sheets(export: Export) -> Iterator[Sheet]:
    """One pass over the articles, as for CSV."""
    written = {STATEMENTS: 0, PLACES: 0}

    def rows(columns: Columns, cells: Iterable[list[str]], style: str = PLAIN) -> bytes:
        first = written[columns] + 1
        found = list(cells)
        written[columns] += len(found)
        fits = found[: max(0, MOST_ROWS + 1 - first)]
        return "".join(row(at, one, style) for at, one in enumerate(fits, first)).encode()

    with tempfile.TemporaryFile() as later:
        later.write(rows(PLACES, [[*PLACES]], BOLD))

        def statements() -> Iterator[bytes]:
            yield rows(STATEMENTS, [[*STATEMENTS]], BOLD)
            for document in export:
                later.write(rows(PLACES, places_of(document)))
                yield rows(STATEMENTS, statements_of(document))

        yield Sheet("Statements", _widths(STATEMENTS), statements())
        later.seek(0)
        yield Sheet("Spans", _widths(PLACES), iter(lambda: later.read(PIECE), b""))
    facts = export.head(FORMAT, VERSION) | {"counts": dict(export.counts)}
    facts["left_out"] = sum(max(0, rows - MOST_ROWS) for rows in written.values())
    told = [
        [name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]
        for name, value in facts.items()
    ]
    yield Sheet("About", (), [row(at, cells).encode() for at, cells in enumerate(told, start=1)])


def _widths(columns: Columns) -> list[int]:
    return [60 if title in WIDE else 16 for title in columns]
