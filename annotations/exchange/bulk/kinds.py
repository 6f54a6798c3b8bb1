"""Which way of holding many articles a file has, and how it is read."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from annotations.domain.extraction.rows import meanings_of
from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.archives import items_of_archive
from annotations.exchange.bulk.items import Item
from annotations.exchange.bulk.json_lines import columns_of_lines, items_of_lines
from annotations.exchange.bulk.tables import (
    Dialect,
    columns_of_table,
    dialect_of,
    items_of_table,
)


class Kind(StrEnum):
    ZIP = "zip"
    JSON_LINES = "jsonl"
    TABLE = "csv"


SUFFIXES = {
    "zip": Kind.ZIP,
    "jsonl": Kind.JSON_LINES,
    "ndjson": Kind.JSON_LINES,
    "csv": Kind.TABLE,
    "tsv": Kind.TABLE,
}


def kind_of(filename: str) -> Kind | None:
    """By its ending: what is in it will show whether that is true. None for single articles."""
    return SUFFIXES.get(filename.rpartition(".")[2].lower()) if "." in filename else None


@dataclass(frozen=True, slots=True)
class Layout:
    """What has to be found out about a file before it is read: once, and then kept."""

    kind: Kind
    dialect: Dialect | None = None
    columns: tuple[str, ...] = ()

    @property
    def meanings(self) -> dict[str, str]:
        """Which column is which field, as far as their names tell."""
        return meanings_of(self.columns)


def layout_of(file: BinaryIO, filename: str) -> Layout:
    """Raises CannotExtract."""
    kind = kind_of(filename)
    file.seek(0)
    if kind is Kind.ZIP:
        return Layout(kind)
    if kind is Kind.JSON_LINES:
        return Layout(kind, columns=tuple(columns_of_lines(file)))
    if kind is Kind.TABLE:
        dialect = dialect_of(file)
        return Layout(kind, dialect, tuple(columns_of_table(file, dialect)))
    raise CannotExtract("not_many")


def items_of(
    file: BinaryIO, layout: Layout, meanings: Mapping[str, str] | None = None
) -> Generator[Item, None, None]:
    """Everything in the file, in order. `meanings` replace what the names of columns tell.

    Whoever stops half-way closes it before the file.
    """
    file.seek(0)
    if layout.dialect:
        return items_of_table(file, layout.dialect, meanings)
    if layout.kind is Kind.JSON_LINES:
        return items_of_lines(file, meanings)
    return items_of_archive(file)
