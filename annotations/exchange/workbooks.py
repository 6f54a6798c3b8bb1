"""Workbooks (XLSX) of any number of rows, sent while they are written.

XlsxWriter makes the workbook with the heads of its sheets. The rows below are put into it as text,
since it asks of each cell what it is, which takes as long as all else together five times over.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from annotations.exchange.zips import ENOUGH, Drain, dated

# As many characters a cell may have, and as many rows a sheet.
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
# Excel mistrusts a workbook with a part that only the larger kind of zip can hold.
MOST_BYTES = 2**31 - 2**26
# The head of a sheet says where it ends, which is not known yet; it need not.
EXTENT = re.compile(rb"<dimension [^>]*/>")
NO_ROWS, NO_MORE = b"<sheetData/>", b"</sheetData>"
# What stands in XML as something else, or would be taken for that.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
NUMBER = "\0"


@dataclass
class Sheet:
    """`rows` come out of a `Rows`, and are asked for when their turn has come. The `columns` with
    their widths are its first row; a sheet may have none."""

    name: str
    columns: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[bytes]


class Rows:
    """Of one sheet, below its `columns` where it has some. What does not fit in is left out."""

    def __init__(self, first: int = 2) -> None:
        self.next, self.size, self.left_out = first, 0, 0
        self.most = MOST_ROWS

    def written(self, rows: Iterable[Sequence[str]]) -> bytes:
        """As the file has them, for `Sheet.rows`."""
        made = []
        for cells in rows:
            if self.next > self.most or self.size > MOST_BYTES:
                self.left_out += 1
                continue
            made.append(_row(self.next, cells))
            self.next += 1
        data = "".join(made).encode()
        self.size += len(data)
        return data


def _row(number: int, cells: Sequence[str]) -> str:
    """A few questions about all cells at once, not some about each: nearly all are harmless."""
    filled = [*filter(None, cells)]
    row = f"|{'|'.join(filled)}|"
    is_odd = not row.isprintable()
    if is_odd or "&" in row or "<" in row or ">" in row or "_x" in row or len(row) > LONGEST_CELL:
        filled = [*map(_escaped, filled)]
    has_edges = is_odd or "| " in row or " |" in row
    row = _template(bytes(map(bool, cells)), has_edges)
    return row.replace(NUMBER, str(number)) % tuple(filled)


def _escaped(cell: str) -> str:
    cell = cell[:LONGEST_CELL]
    if not cell.isprintable() or "_x" in cell:
        cell = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", cell)
    return cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(1_000)
def _template(shape: bytes, has_edges: bool) -> str:
    """A row in which these columns are filled in, for % and the row's number. Blanks at the ends
    of a cell count only where it says so."""
    opened = '<t xml:space="preserve">' if has_edges else "<t>"
    cells = "".join(
        f'<c r="{xl_col_to_name(column)}{NUMBER}" t="inlineStr"><is>{opened}%s</t></is></c>'
        for column, is_filled in enumerate(shape)
        if is_filled
    )
    return f'<row r="{NUMBER}">{cells}</row>'


def workbook(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """The bytes of the file, as they come."""
    drain = Drain()
    with (
        zipfile.ZipFile(_with_heads(sheets)) as heads,
        zipfile.ZipFile(drain, "w") as archive,
    ):
        of_sheets = {f"xl/worksheets/sheet{at}.xml": one for at, one in enumerate(sheets, start=1)}
        # What tells of all others first, as readers who look at the first one alone expect.
        for info in sorted(heads.infolist(), key=lambda info: info.filename in of_sheets):
            about, found = dated(info.filename, datetime(*info.date_time)), heads.read(info)
            if not (sheet := of_sheets.get(info.filename)):
                archive.writestr(about, found)
                continue
            found = EXTENT.sub(b"", found).replace(NO_ROWS, b"<sheetData>" + NO_MORE)
            before, end, after = found.partition(NO_MORE)
            with archive.open(about, "w") as member:
                member.write(before)
                for piece in sheet.rows:
                    member.write(piece)
                    if drain.held > ENOUGH:
                        yield drain.taken()
                member.write(end + after)
    yield drain.taken()


def _with_heads(sheets: Sequence[Sheet]) -> io.BytesIO:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for one in sheets:
            sheet = book.add_worksheet(one.name)
            if one.columns:
                sheet.freeze_panes(1, 0)
            for column, (title, width) in enumerate(zip(one.columns, one.widths, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, title, bold)
    made.seek(0)
    return made
