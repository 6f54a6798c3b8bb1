"""Tables as CSV, from whatever program: their encoding and delimiter are found out."""

import codecs
import csv
import io
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from annotations.domain.extraction.rows import meanings_of, row_of
from annotations.domain.text import MAX_BYTES, MAX_CHARACTERS, CannotExtract
from annotations.domain.text.binary import magic_of
from annotations.domain.text.decoding import MARKS, encoding_of, refuse_damaged_utf8
from annotations.exchange.bulk.items import Item

DELIMITERS = ",;\t|"
MAX_COLUMNS = 500
SHOWN_COLUMNS = 12
PIECE = 256 * 1024
# For all of the process; nothing else in it reads CSV.
csv.field_size_limit(MAX_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written."""

    encoding: str
    delimiter: str


def dialect_of(file: BinaryIO) -> Dialect:
    """Reads all of it once, as what is UTF-8 in the beginning may not be so later.

    Raises CannotExtract: binary, mis_encoded, lone_surrogate, empty, row_broken.
    """
    encoding = _encoding_of(file)
    with Words(file, encoding) as lines:
        first = next(iter(lines), "")
    delimiter = max(DELIMITERS, key=lambda each: _columns_by(first, each))
    return Dialect(encoding, delimiter)


def columns_of_table(file: BinaryIO, dialect: Dialect) -> list[str]:
    """What stands in the first row. Raises CannotExtract."""
    with Words(file, dialect.encoding) as lines:
        return _header(csv.reader(lines, delimiter=dialect.delimiter, strict=True))


def items_of_table(
    file: BinaryIO, dialect: Dialect, meanings: Mapping[str, str] | None = None
) -> Generator[Item, None, None]:
    """One item for each row under the first one. `meanings` where its names do not tell it."""
    line = 1
    try:
        with Words(file, dialect.encoding) as lines:
            rows = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
            columns = _header(rows)
            meanings = meanings or meanings_of(columns)
            _demand_text(columns, meanings)
            line = rows.line_num + 1
            while (row := _next(rows)) is not None:
                if any(map(str.strip, row)):
                    yield _item(line, columns, row, meanings)
                line = rows.line_num + 1
    except CannotExtract as refusal:
        # Where the quotation marks are is no longer known, so nothing after it can be trusted.
        yield Item(line=line, refusal=refusal)


def _item(line: int, columns: list[str], row: list[str], meanings: Mapping[str, str]) -> Item:
    if any(map(str.strip, row[len(columns) :])):
        # A text that was parted where it should not have been: half of it would be lost.
        refusal = CannotExtract("row_cells", cells=len(row), columns=len(columns))
        return Item(line=line, refusal=refusal)
    return Item.of_row(line, row_of(dict(zip(columns, row, strict=False)), meanings))


def _header(rows: Iterator[list[str]]) -> list[str]:
    columns = _next(rows)
    if not columns or not any(map(str.strip, columns)):
        raise CannotExtract("empty")
    if len(columns) > MAX_COLUMNS:
        raise CannotExtract("row_broken", detail=f"{len(columns)} columns")
    return [column.strip() for column in columns]


def _demand_text(columns: Iterable[str], meanings: Mapping[str, str]) -> None:
    if "text" not in meanings.values():
        shown = ", ".join(list(columns)[:SHOWN_COLUMNS])[:300]
        raise CannotExtract("row_columns", columns=shown)


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """The next row, None at the end. Raises CannotExtract: row_broken, line_too_long."""
    try:
        return next(rows, None)
    except csv.Error as error:
        raise CannotExtract("row_broken", detail=str(error)) from error


def _columns_by(line: str, delimiter: str) -> tuple[int, int]:
    """How many columns are understood, and how many there are, if this is what parts them."""
    columns = next(csv.reader([line], delimiter=delimiter), [])
    return len(meanings_of(columns)), len(columns)


class Words:
    """The lines of a file as words: decoded, bounded, without the mark of its encoding."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        file.seek(0)
        self.text = io.TextIOWrapper(file, encoding=encoding, newline="")

    def __enter__(self) -> "Words":
        return self

    def __exit__(self, *error: object) -> None:
        # The file is somebody else's, who may go on reading it.
        self.text.detach()

    def __iter__(self) -> Iterator[str]:
        try:
            for number, line in enumerate(iter(lambda: self.text.readline(MAX_BYTES), "")):
                if len(line) == MAX_BYTES:
                    raise CannotExtract("line_too_long")
                yield line if number else line.removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            detail = f"bytes that are no {error.encoding}"
            raise CannotExtract("row_broken", detail=detail) from error


def _encoding_of(file: BinaryIO) -> str:
    file.seek(0)
    start = file.read(PIECE)
    if not start.strip():
        raise CannotExtract("empty")
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    what = magic_of(start)
    if what or b"\0" in start:
        raise CannotExtract("binary", what=what or "it has control characters")
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = start
    while piece:
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            # Cut at lines, since a piece may begin or end within a character.
            whole = piece[piece.find(b"\n") + 1 : piece.rfind(b"\n") + 1] or piece
            return _other_encoding(whole)
        piece = file.read(PIECE)
    return "utf-8"


def _other_encoding(sample: bytes) -> str:
    try:
        sample.decode()
    except UnicodeDecodeError:
        refuse_damaged_utf8(sample)
        return encoding_of(sample)
    # The bytes in question are at the very edge, and there is nothing around them to judge by.
    raise CannotExtract("mis_encoded", detail="no encoding fits")
