"""Files for the register: their rows are kept, what they would change is noted, and then done."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import work_register_import_later
from annotations.actions.keeping import Refused, audited
from annotations.domain.register import Found, PostRow
from annotations.models import Plan, RegisterImport, RegisterImportRow, User

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
    waiting = RegisterImport.objects.unfinished().filter(owner=by, started_at=None)
    if by and waiting.count() >= MAX_WAITING:
        raise CannotImportRegister(
            _("%(count)s files wait already. Apply or discard some of them first.")
            % {"count": MAX_WAITING}
        )
    upload = RegisterImport.objects.create(owner=by, filename=filename[-255:], uploaded_at=at)
    numbered = enumerate(rows, start=1)
    while batch := list(islice(numbered, AT_ONCE)):
        RegisterImportRow.objects.bulk_create([_row(upload, *each) for each in batch])
        upload.rows = batch[-1][0]
    upload.ignored = dict(ignored.most_common(50))
    upload.save(update_fields=["rows", "ignored"])
    return upload


@audited
def plan_register_import(
    *,
    upload: RegisterImport,
    by: User | None,
    at: datetime,
    decide: Callable[[Sequence[RegisterImportRow]], None],
    digest: Callable[[], str],
    mark: str,
) -> RegisterImport:
    """Note on every row what `decide` decides about it. Nothing where it has begun or ended.

    `mark` is the state of the register before, `digest` afterwards tells plans apart.
    """
    upload = _locked(upload.pk)
    if upload.finished_at or upload.position:
        return upload
    number = 0
    while rows := list(_after(upload, number)[:AT_ONCE]):
        decide(rows)
        # Taken out and put in again: a tenth of what it takes to change as many columns.
        RegisterImportRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
        RegisterImportRow.objects.bulk_create(rows)
        number = rows[-1].number
    is_other = bool(upload.started_at) and upload.digest != digest()
    if is_other:
        # Somebody agreed to what is no longer so: let them look again.
        upload.started_at, upload.is_renewed = None, True
    upload.planned_at, upload.digest, upload.mark = at, digest(), mark
    upload.save()
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
        upload.save(update_fields=["is_discarded", "finished_at"])
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
