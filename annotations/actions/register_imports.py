"""Files for the register: their rows are kept, what they would change is noted, and then done."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import work_register_import_later
from annotations.actions.keeping import Refused, audited
from annotations.domain.register import CannotRead, Found, PostRow
from annotations.models import (
    Plan,
    RegisterImport,
    RegisterImportPiece,
    RegisterImportRow,
    User,
)

AT_ONCE = 500
# How long a plan waits for somebody to decide about it.
KEPT = timedelta(days=7)
MAX_WAITING = 5


class CannotImportRegister(Refused):
    """Too many files wait already, or this one was begun or discarded meanwhile."""


@audited
def keep_register_import(
    *,
    by: User | None,
    at: datetime,
    filename: str,
    rows: Iterable[Found],
    ignored: Counter[str],
) -> RegisterImport:
    """Keep what the rows of a file say; `ignored` is whole once they are read.

    Raises CannotImportRegister, and what reading the rows raises.
    """
    upload = _new(by, at, filename)
    numbered = enumerate(rows, start=1)
    while batch := list(islice(numbered, AT_ONCE)):
        _keep(upload, batch)
    _is_read(upload, ignored, at)
    return upload


@audited
def keep_register_file(
    *, by: User | None, at: datetime, filename: str, pieces: Iterable[bytes]
) -> RegisterImport:
    """Keep the bytes, and let the worker read them. Raises CannotImportRegister."""
    upload = _new(by, at, filename)
    for number, data in enumerate(pieces):
        upload.size += len(data)
        RegisterImportPiece.objects.create(upload=upload, number=number, data=data)
    upload.save(update_fields=["size"])
    ask_for_work(upload)
    return upload


@audited
def keep_register_part(
    *, upload: RegisterImport, by: User | None, rows: Sequence[tuple[int, Found]]
) -> bool:
    """Keep the next rows of a file that is being read, each with its number; whether to go on.

    Nothing where it was discarded, or somebody else has read on, meanwhile.
    """
    now = _locked(upload.pk)
    if not now.is_reading or now.rows != rows[0][0] - 1:
        return False
    _keep(now, rows)
    now.save(update_fields=["rows"])
    return True


@audited
def end_reading(
    *, upload: RegisterImport, by: User | None, at: datetime, ignored: Counter[str]
) -> RegisterImport:
    """All rows are there: the bytes are needed no more. Nothing where it was discarded."""
    now = _locked(upload.pk)
    if now.is_reading:
        _is_read(now, ignored, at)
        now.pieces.all().delete()
    return now


@audited
def refuse_register_file(
    *, upload: RegisterImport, by: User | None, at: datetime, problem: CannotRead
) -> RegisterImport:
    """It makes no sense as a whole: nothing of it is kept but why."""
    now = _locked(upload.pk)
    if now.is_reading:
        now.code, now.params, now.finished_at = problem.code, problem.params, at
        now.rows = 0
        now.save()
        now.pieces.all().delete()
        now.entries.all().delete()
    return now


@audited
def plan_register_part(
    *,
    upload: RegisterImport,
    by: User | None,
    after: int,
    decide: Callable[[Sequence[RegisterImportRow]], None],
) -> int | None:
    """Note on the next rows what `decide` decides about them; the number of the last one.

    None where there are no more, or it has begun or ended meanwhile. Planning from the first row
    again changes what was noted before, and makes nothing twice.
    """
    now = _locked(upload.pk)
    rows = list(_after(now, after)[:AT_ONCE])
    if not _is_to_plan(now) or not rows:
        return None
    decide(rows)
    # Taken out and put in again: a tenth of what it takes to change as many columns.
    RegisterImportRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    RegisterImportRow.objects.bulk_create(rows)
    now.planned = rows[-1].number
    now.save(update_fields=["planned"])
    return rows[-1].number


@audited
def end_planning(
    *, upload: RegisterImport, by: User | None, at: datetime, digest: str, mark: str
) -> RegisterImport:
    """The plan is there. Nothing where it has begun or ended.

    `mark` is the state of the register before, `digest` tells plans apart.
    """
    upload = _locked(upload.pk)
    if not _is_to_plan(upload) or upload.planned < upload.rows:
        return upload
    is_other = bool(upload.started_at) and upload.digest != digest
    if is_other:
        # Somebody agreed to what is no longer so: let them look again.
        upload.started_at, upload.is_renewed = None, True
    upload.planned_at, upload.digest, upload.mark = at, digest, mark
    upload.save()
    return upload


@transaction.atomic
def fail_register_import(*, upload: UUID, at: datetime, why: str) -> None:
    """The worker gives up. Nothing where it was discarded or has ended meanwhile."""
    row = RegisterImport.objects.select_for_update().filter(pk=upload).first()
    if row is not None and row.is_at_work:
        row.failed_at, row.failure = at, why[:500]
        row.save(update_fields=["failed_at", "failure"])


@audited
def retry_register_import(*, upload: RegisterImport, by: User | None) -> RegisterImport:
    """Let the worker go on where it gave up. Raises CannotImportRegister."""
    upload = _locked(upload.pk)
    if upload.failed_at is None:
        raise CannotImportRegister(_("It goes on already, or was discarded."))
    upload.failed_at, upload.failure = None, ""
    upload.save(update_fields=["failed_at", "failure"])
    ask_for_work(upload)
    return upload


@audited
def start_register_import(
    *, upload: RegisterImport, by: User | None, at: datetime
) -> RegisterImport:
    """Agree to the plan. Raises CannotImportRegister."""
    upload = _locked(upload.pk)
    if not upload.is_waiting:
        raise CannotImportRegister(_("It was applied or discarded meanwhile."))
    upload.started_at, upload.is_renewed = at, False
    upload.save(update_fields=["started_at", "is_renewed"])
    return upload


@audited
def discard_register_import(
    *, upload: RegisterImport, by: User | None, at: datetime
) -> RegisterImport:
    """Forget the file. Raises CannotImportRegister where it has been begun."""
    upload = _locked(upload.pk)
    if upload.started_at:
        raise CannotImportRegister(_("It was applied or discarded meanwhile."))
    if not upload.finished_at:
        upload.is_discarded, upload.finished_at = True, at
        upload.failed_at, upload.failure = None, ""
        upload.save(update_fields=["is_discarded", "finished_at", "failed_at", "failure"])
        upload.pieces.all().delete()
        upload.entries.all().delete()
    return upload


def ask_for_work(upload: RegisterImport) -> None:
    """Let the worker go on with it."""
    work_register_import_later(upload.pk)


def forget_register_imports(*, at: datetime) -> int:
    """Plans that nobody has decided about; how many there were."""
    waiting = RegisterImport.objects.unfinished().filter(started_at=None, uploaded_at__lt=at - KEPT)
    _total, deleted = waiting.delete()
    return deleted.get("annotations.RegisterImport", 0)


def _new(by: User | None, at: datetime, filename: str) -> RegisterImport:
    waiting = RegisterImport.objects.unfinished().filter(owner=by, started_at=None)
    if by and waiting.count() >= MAX_WAITING:
        raise CannotImportRegister(
            _("%(count)s files wait already. Apply or discard some of them first.")
            % {"count": MAX_WAITING}
        )
    return RegisterImport.objects.create(owner=by, filename=filename[-255:], uploaded_at=at)


def _keep(upload: RegisterImport, rows: Sequence[tuple[int, Found]]) -> None:
    RegisterImportRow.objects.bulk_create([_row(upload, *each) for each in rows])
    upload.rows = rows[-1][0]


def _is_read(upload: RegisterImport, ignored: Counter[str], at: datetime) -> None:
    upload.ignored, upload.read_at = dict(ignored.most_common(50)), at
    upload.save(update_fields=["rows", "ignored", "read_at"])


def _is_to_plan(upload: RegisterImport) -> bool:
    return upload.read_at is not None and not upload.finished_at and not upload.position


def _after(upload: RegisterImport, number: int) -> QuerySet[RegisterImportRow]:
    return upload.entries.filter(number__gt=number).order_by("number")


def _row(upload: RegisterImport, number: int, found: Found) -> RegisterImportRow:
    row = RegisterImportRow(
        upload=upload,
        number=number,
        part=found.part[:40],
        line=found.line,
        is_post=isinstance(found.row, PostRow),
        title=_title(found)[:420],
    )
    if found.row:
        row.said = found.row.as_json()
    if found.problem:
        row.plan = Plan.REFUSED
        row.code, row.params = found.problem.code, found.problem.params
    return row


def _title(found: Found) -> str:
    if isinstance(found.row, PostRow):
        where = found.row.organisation
        parts = [found.row.person.name, found.row.values["post"], where.name]
        return ", ".join(part for part in parts if part)
    return found.row.name if found.row else ""


def _locked(pk: UUID) -> RegisterImport:
    return RegisterImport.objects.select_for_update().get(pk=pk)
