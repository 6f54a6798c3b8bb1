"""JSON lines, each an object that is an article."""

from collections.abc import Generator, Iterator, Mapping
from typing import BinaryIO

from annotations.domain.extraction.rows import columns_of_line, row_of_line
from annotations.domain.text import MAX_BYTES, CannotExtract
from annotations.exchange.bulk.items import Item

# Of the first lines, since not every object has every name.
LOOKED_AT = 20


def items_of_lines(
    file: BinaryIO, meanings: Mapping[str, str] | None = None
) -> Generator[Item, None, None]:
    """One item for each line that is not blank. `meanings` where names do not tell it."""
    for number, line in _lines(file):
        try:
            if line is None:
                raise CannotExtract("line_too_long")
            row = row_of_line(line, meanings)
        except CannotExtract as refusal:
            yield Item(line=number, refusal=refusal)
        else:
            yield Item.of_row(number, row)


def columns_of_lines(file: BinaryIO) -> list[str]:
    """The names in the first lines, in the order in which they come."""
    columns: dict[str, None] = {}
    for number, line in _lines(file):
        if number > LOOKED_AT:
            break
        try:
            columns |= dict.fromkeys(columns_of_line(line or b""))
        except CannotExtract:
            continue
    return list(columns)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) of those that are not blank; None for one that is too long to be held."""
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_BYTES)
            yield number, None
        elif line.strip():
            yield number, line
