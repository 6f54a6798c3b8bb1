"""Parquet: a row for each place, with all that is known of its statement and its article.

Needs the extra `parquet`. Offsets are code points.
"""

import json
import tempfile
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Document
from annotations.exchange.coded.columns import PLACES, STATEMENTS, places_of, statements_of
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.tables_in import documents_of
from annotations.exchange.coded.taken import BadFile, Given

FORMAT, VERSION = "annotation table", 1
AT_ONCE = 5_000
PIECE = 256 * 1024
NUMBERS = ("annotation", "span", "start", "end")
# Columns of statements that places have too; one of each is enough, but of words both are kept.
OWN = ("article_id", "title", "coder", "annotation", "tags", "note", "start", "end", "words")
FURTHER = [at for at, name in enumerate(STATEMENTS) if name not in OWN or name == "words"]
KEPT = (*PLACES, *("statement_words" if n in OWN else n for n in (STATEMENTS[i] for i in FURTHER)))
# Where a row says which annotation it is of.
OF_STATEMENT = itemgetter(STATEMENTS.index("coder"), STATEMENTS.index("annotation"))
OF_PLACE = itemgetter(PLACES.index("coder"), PLACES.index("annotation"))
FURTHER_OF = itemgetter(*FURTHER)


def write(export: Export) -> Iterator[bytes]:
    """Raises BadFile where the extra is missing."""
    arrow, parquet = _library()
    kinds = [(name, arrow.int64() if name in NUMBERS else arrow.string()) for name in KEPT]
    about = json.dumps(export.head(FORMAT, VERSION), ensure_ascii=False)
    schema = arrow.schema(kinds, metadata={"attache": about})
    with tempfile.TemporaryFile() as file:
        rows = (row for document in export for row in _rows(document))
        with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            while batch := list(islice(rows, AT_ONCE)):
                columns = [
                    arrow.array([*map(_number if name in NUMBERS else _text, values)], kind)
                    for (name, kind), values in zip(kinds, zip(*batch, strict=True), strict=True)
                ]
                writer.write_batch(arrow.record_batch(columns, schema=schema))
        file.seek(0)
        yield from iter(lambda: file.read(PIECE), b"")


def _rows(document: Document) -> Iterator[tuple[str, ...]]:
    facts = {OF_STATEMENT(row): FURTHER_OF(row) for row in statements_of(document)}
    for row in places_of(document):
        yield *row, *facts[OF_PLACE(row)]


def _number(value: str) -> int | None:
    return int(value) if value else None


def _text(value: str) -> str | None:
    return value or None


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Raises BadFile."""
    arrow, parquet = _library()
    try:
        table = parquet.ParquetFile(file)
        rows = (row for batch in table.iter_batches(AT_ONCE) for row in batch.to_pylist())
        yield from documents_of(
            (number, {name: str(value) for name, value in row.items() if value is not None})
            for number, row in enumerate(rows, start=1)
        )
    except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise BadFile(_("This is no Parquet file, or it is damaged.")) from error


def _library() -> tuple[Any, Any]:
    """Raises BadFile."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        sentence = _("Parquet needs a library that is not there: pip install 'attache[parquet]'.")
        raise BadFile(sentence) from error
    return pyarrow, parquet
