"""Tables as CSV, one in a file or both in a zip."""

import csv
from collections.abc import Generator, Iterator
from typing import BinaryIO, cast

from annotations.domain.register import CannotRead
from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.tables import Words, dialect_of
from annotations.exchange.register.archives import archive_of
from annotations.exchange.register.cells import unguarded
from annotations.exchange.register.limits import MAX_UNPACKED

SUFFIXES = (".csv", ".tsv", ".txt")


def rows_of_csv(file: BinaryIO) -> Generator[tuple[int, list[str]], None, None]:
    """(line, cells) of each row, the header among them. Raises CannotRead."""
    try:
        dialect = dialect_of(file)
        with Words(file, dialect.encoding) as lines:
            rows = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
            begins = 1
            for cells in rows:
                yield begins, [unguarded(cell) for cell in cells]
                begins = rows.line_num + 1
    except csv.Error as error:
        raise CannotRead("broken_table", detail=str(error)) from error
    except CannotExtract as error:
        raise CannotRead("no_text_table") from error


def tables_of_zip(file: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """(name, table) of the tables in it. Raises CannotRead."""
    with archive_of(file) as archive:
        members = [one for one in archive.infolist() if _is_table(one.filename)]
        if sum(one.file_size for one in members) > MAX_UNPACKED:
            raise CannotRead("too_large")
        for one in members:
            with archive.open(one) as member:
                yield one.filename, cast(BinaryIO, member)


def _is_table(name: str) -> bool:
    hidden = any(part.startswith((".", "__")) for part in name.split("/"))
    return name.lower().endswith(SUFFIXES) and not hidden
