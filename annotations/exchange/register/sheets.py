"""Workbooks (.xlsx), looked through before they are opened.

calamine lays a sheet out in memory from its first cell to its last, so two cells far apart would
fill any machine. Each part is therefore parsed once, bit by bit, and refused where it is too wide,
too long, or no proper XML.
"""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, BinaryIO
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from annotations.domain.register import CannotRead
from annotations.exchange.register.archives import archive_of
from annotations.exchange.register.limits import MAX_ROWS, MAX_UNPACKED

MAX_MEMBERS = 1_000
MAX_COLUMNS = 100
PIECE = 256 * 1024
# By which other kinds of workbook are known that the reader would open as well.
OTHER_KINDS = {"content.xml", "xl/workbook.bin"}
NAMES_OF_SHEETS = "xl/_rels/workbook.xml.rels"
Rows = Generator[tuple[int, list[str]], None, None]


def sheets_of(file: BinaryIO) -> Iterator[tuple[str, Rows]]:
    """(name, rows) of each sheet; a row has its number. Raises CannotRead."""
    _look_through(file)
    file.seek(0)
    with _opening():
        workbook = CalamineWorkbook.from_filelike(file)
    for name in workbook.sheet_names:
        with _opening():
            sheet = workbook.get_sheet_by_name(name)
        yield name, _rows(sheet)


@contextmanager
def _opening() -> Iterator[None]:
    try:
        yield
    except (CalamineError, ValueError, OSError) as error:
        raise CannotRead("broken_file", what=".xlsx") from error


def _rows(sheet: CalamineSheet) -> Rows:
    """From the first row of the sheet on, whether there is something in it or not."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [_words(cell) for cell in cells]


def _words(cell: Any) -> str:
    """Dates as ISO has them, whole numbers as they are typed."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    return str(cell)


def _look_through(file: BinaryIO) -> None:
    with archive_of(file, ".xlsx") as archive:
        _check_members(archive.infolist())
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".rels")):
                _Look(info).through(archive)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [info.filename.lower() for info in members]
    if len(names) != len(set(names)) or OTHER_KINDS & set(names):
        raise CannotRead("broken_file", what=".xlsx")
    if len(names) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
        raise CannotRead("too_large")


class _Look:
    """Counts rows and columns of a sheet, whether its cells say where they are or not."""

    def __init__(self, info: zipfile.ZipInfo) -> None:
        self.info = info
        self.names_sheets = info.filename.lower() == NAMES_OF_SHEETS
        self.rows = self.columns = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._element
        self.parser.StartDoctypeDeclHandler = self._doctype

    def through(self, archive: zipfile.ZipFile) -> None:
        """Raises CannotRead, also where the member would begin before the file does, of which the
        library says ValueError."""
        try:
            with archive.open(self.info) as member:
                while piece := member.read(PIECE):
                    self.parser.Parse(piece, False)
            self.parser.Parse(b"", True)
        except CannotRead:
            raise
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise CannotRead("broken_file", what=".xlsx") from error

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self.rows += 1
            self.columns = 0
            self.rows = max(self.rows, _number(attributes.get("r", "")))
        elif name == "Relationship" and self.names_sheets:
            # One of another name could be a sheet that has not been looked through.
            if not attributes.get("Target", "").lower().endswith(".xml"):
                raise CannotRead("broken_file", what=".xlsx")
        elif name == "c":
            self.columns += 1
            column, row = _place(attributes.get("r", ""))
            self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > MAX_ROWS or self.columns > MAX_COLUMNS:
            raise CannotRead("too_large")

    def _doctype(self, *_about: Any) -> None:
        raise CannotRead("broken_file", what=".xlsx")


def _place(reference: str) -> tuple[int, int]:
    """Column and row of "AB12", counted from 1."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, _number(reference[len(letters) :])


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
