"""A file on its way into the register: read, planned, and applied, now or by the worker."""

from contextlib import closing
from datetime import datetime
from itertools import islice
from typing import BinaryIO, cast
from uuid import UUID

from annotations.actions.register_applying import apply_register_part
from annotations.actions.register_imports import (
    ask_for_work,
    end_planning,
    end_reading,
    keep_register_file,
    keep_register_import,
    keep_register_part,
    plan_register_part,
    refuse_register_file,
    start_register_import,
)
from annotations.domain.register import CannotRead
from annotations.exchange.pieces import opened
from annotations.exchange.register.limits import MAX_BYTES
from annotations.exchange.register.planning import Planner
from annotations.exchange.register.reading import read_register
from annotations.models import RegisterImport, RegisterImportPiece, User
from annotations.queries.register_files import mark_of_register

# Files of so many rows are done with while somebody waits; the worker does the others.
AT_ONCE = 1_000
# Files of so many bytes are read while somebody waits, some thousand rows.
READ_AT_ONCE = 64 * 1024
IN_A_PIECE = 1024 * 1024
ROWS_IN_A_PART = 1_000
# A job applies so much; the next one takes over, so that other work gets its turn.
PARTS_IN_A_JOB = 20


def take_register_file(
    file: BinaryIO, *, filename: str, by: User | None, at: datetime
) -> RegisterImport:
    """What is small is read and planned at once; of all else the bytes are kept for the worker.

    Raises CannotRead, CannotImportRegister.
    """
    if _size_of(file) <= READ_AT_ONCE:
        return plan_now_or_later(read_register_file(file, filename=filename, by=by, at=at), at)
    file.seek(0)
    pieces = iter(lambda: file.read(IN_A_PIECE), b"")
    return keep_register_file(by=by, at=at, filename=filename, pieces=pieces)


def read_register_file(
    file: BinaryIO, *, filename: str, by: User | None, at: datetime
) -> RegisterImport:
    """All of its rows, now. Raises CannotRead, CannotImportRegister."""
    _size_of(file)
    reading = read_register(file)
    with closing(reading.rows) as rows:
        return keep_register_import(
            by=by, at=at, filename=filename, rows=rows, ignored=reading.ignored
        )


def _size_of(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    if size > MAX_BYTES:
        raise CannotRead("too_large")
    return size


def read_kept(upload: RegisterImport, at: datetime) -> RegisterImport:
    """Read the bytes that are kept, from where they were read before: rows come in the same order
    each time, and none is kept twice."""
    pieces = RegisterImportPiece.objects.filter(upload=upload)
    with opened(pieces, upload.size, IN_A_PIECE) as file:
        try:
            reading = read_register(cast(BinaryIO, file))
            with closing(reading.rows) as rows:
                left = islice(enumerate(rows, start=1), upload.rows, None)
                while part := list(islice(left, ROWS_IN_A_PART)):
                    if not keep_register_part(upload=upload, by=upload.owner, rows=part):
                        return RegisterImport.objects.get(pk=upload.pk)
        except CannotRead as problem:
            return refuse_register_file(upload=upload, by=upload.owner, at=at, problem=problem)
    return end_reading(upload=upload, by=upload.owner, at=at, ignored=reading.ignored)


def plan(upload: RegisterImport, at: datetime) -> RegisterImport:
    """Of all rows, from the first one on: later rows may speak of earlier ones."""
    planner, mark, number = Planner(), mark_of_register(), 0
    while done := plan_register_part(
        upload=upload, by=upload.owner, after=number, decide=planner.decide
    ):
        number = done
    return end_planning(upload=upload, by=upload.owner, at=at, digest=planner.digest, mark=mark)


def plan_now_or_later(upload: RegisterImport, at: datetime) -> RegisterImport:
    if upload.rows > AT_ONCE:
        ask_for_work(upload)
        return upload
    return plan(upload, at)


def start(upload: RegisterImport, *, by: User | None, at: datetime) -> RegisterImport:
    """Raises CannotImportRegister."""
    upload = start_register_import(upload=upload, by=by, at=at)
    if upload.rows > AT_ONCE:
        ask_for_work(upload)
        return upload
    return go_on(upload=upload.pk, at=at) or upload


def go_on(*, upload: UUID, at: datetime, parts: int = PARTS_IN_A_JOB) -> RegisterImport | None:
    """Read it, plan it, or apply what comes next. Broken off anywhere, nothing is done twice.

    What somebody agreed to is planned anew where the register has changed since; where that makes
    another plan, it waits for them to look at it again.
    """
    found = RegisterImport.objects.select_related("owner").filter(pk=upload).first()
    if found is None or found.finished_at:
        return found
    if found.is_reading:
        found = read_kept(found, at)
        if found.finished_at or found.is_reading:
            return found
    changed_since = found.position == 0 and found.mark != mark_of_register()
    if found.is_planning or (found.is_running and changed_since):
        found = plan(found, at)
    more = found.is_running
    for _part in range(parts):
        if not more:
            break
        more = apply_register_part(upload=found, by=found.owner, at=at)
    if more:
        ask_for_work(found)
    found.refresh_from_db()
    return found
