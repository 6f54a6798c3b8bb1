"""Uploads of many articles: kept, looked at, and read by the worker from where it was."""

import io
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from annotations.actions.imports import IN_A_PIECE, Entry, keep_import, take_in_part
from annotations.domain.extraction import Extract
from annotations.domain.text import CannotExtract
from annotations.exchange.bulk import Item, Kind, Layout, items_of, layout_of
from annotations.exchange.bulk.batches import batches_of, offers_of
from annotations.exchange.bulk.tables import Dialect
from annotations.exchange.pieces import opened
from annotations.models import Import, ImportPiece, Project, User

# A job takes in so much; the next one takes over, so that other work gets its turn.
BATCHES_IN_A_JOB = 10
LOOKED_AT = 5


def keep_upload(file: UploadedFile, *, project: Project, by: User, at: datetime) -> Import:
    """Raises CannotExtract where it is no file of many, CannotImport."""
    layout = layout_of(cast(BinaryIO, file.file), file.name or "")
    file.seek(0)
    return keep_import(
        project=project,
        by=by,
        at=at,
        filename=file.name or "",
        # Not `chunks()`: all of them but the last have to be of one length.
        pieces=iter(lambda: file.read(IN_A_PIECE), b""),
        layout=asdict(layout),
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """One of the first articles as it would be taken in, or why it would be refused."""

    item: Item
    extract: Extract | None = None
    refusal: CannotExtract | None = None


def look_at(upload: Import, meanings: Mapping[str, str] | None = None) -> list[Looked]:
    """The first articles of the file; `meanings` are tried out."""
    with open_upload(upload) as file, closing(_items(file, upload, meanings)) as items:
        return [_looked(item) for item in islice(items, LOOKED_AT)]


def layout_kept(upload: Import) -> Layout:
    kept: dict[str, Any] = upload.layout
    dialect = Dialect(**kept["dialect"]) if kept["dialect"] else None
    return Layout(Kind(kept["kind"]), dialect, tuple(kept["columns"]))


def read_import(*, upload: UUID, at: datetime) -> None:
    """Take the next parts of the file in. Broken off anywhere and begun again, nothing is lost and
    nothing is there twice."""
    running = Import.objects.filter(pk=upload).select_related("owner").first()
    if running is None or not running.is_begun:
        return
    with open_upload(running) as file, closing(_items(file, running, running.meanings)) as items:
        left = islice(enumerate(items), running.position, None)
        for number, (batch, is_last) in enumerate(_with_last(batches_of(left)), start=1):
            goes_on = take_in_part(
                upload=running,
                by=running.owner,
                at=at,
                entries=_entries([item for _, item in batch], running.source_name),
                reached=file.tell(),
                is_last=is_last,
                goes_on=number == BATCHES_IN_A_JOB,
            )
            if not goes_on:
                return


def _entries(items: list[Item], source_name: str) -> list[Entry]:
    offers = offers_of(items, lambda read: read.facts.source_name or source_name)
    return [Entry(item.name, item.line, offer) for item, offer in zip(items, offers, strict=True)]


def open_upload(upload: Import) -> io.BufferedReader:
    """The file again, out of its pieces, one at a time."""
    return opened(ImportPiece.objects.filter(upload=upload), upload.size, IN_A_PIECE)


def _items(
    file: BinaryIO, upload: Import, meanings: Mapping[str, str] | None
) -> Generator[Item, None, None]:
    return items_of(file, layout_kept(upload), meanings or None)


def _looked(item: Item) -> Looked:
    try:
        return Looked(item, extract=item.read())
    except CannotExtract as refusal:
        return Looked(item, refusal=refusal)


def _with_last(batches: Iterator[Any]) -> Iterator[tuple[Any, bool]]:
    """Each batch, and whether it is the last. A file without any has one that is empty."""
    batch: Any = next(batches, [])
    for following in batches:
        yield batch, False
        batch = following
    yield batch, True
