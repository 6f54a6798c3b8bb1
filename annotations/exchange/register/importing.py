"""A file on its way into the register: read, planned, and applied, now or by the worker."""

from contextlib import closing
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from annotations.actions.register_applying import apply_register_part
from annotations.actions.register_imports import (
    ask_for_work,
    keep_register_import,
    plan_register_import,
    start_register_import,
)
from annotations.domain.register import CannotRead
from annotations.exchange.register.limits import MAX_BYTES
from annotations.exchange.register.planning import Planner
from annotations.exchange.register.reading import read_register
from annotations.models import RegisterImport, User
from annotations.queries.register_files import mark_of_register

# Files of so many rows are done with while somebody waits; the worker does the others.
AT_ONCE = 1_000
# A job applies so much; the next one takes over, so that other work gets its turn.
PARTS_IN_A_JOB = 20


def keep_register_file(
    file: BinaryIO, *, filename: str, by: User | None, at: datetime
) -> RegisterImport:
    """Raises CannotRead, CannotImportRegister."""
    if file.seek(0, 2) > MAX_BYTES:
        raise CannotRead("too_large")
    reading = read_register(file)
    with closing(reading.rows) as rows:
        return keep_register_import(
            by=by, at=at, filename=filename, rows=rows, ignored=reading.ignored
        )


def plan(upload: RegisterImport, at: datetime) -> RegisterImport:
    planner = Planner()
    return plan_register_import(
        upload=upload,
        by=upload.owner,
        at=at,
        decide=planner.decide,
        digest=lambda: planner.digest,
        mark=mark_of_register(),
    )


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
    """Plan it, or apply what comes next. Broken off and begun again, nothing is done twice.

    What somebody agreed to is planned anew where the register has changed since; where that makes
    another plan, it waits for them to look at it again.
    """
    found = RegisterImport.objects.select_related("owner").filter(pk=upload).first()
    if found is None or found.finished_at:
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
