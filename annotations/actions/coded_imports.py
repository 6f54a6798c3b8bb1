"""Files of annotations: kept, looked through, agreed to, and taken in by the worker."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.articles import ARCHIVED
from annotations.actions.coded import Report, Taking, Terms, finish_coded, take_in_coded
from annotations.actions.coded_notes import keep_notes
from annotations.actions.history import written_by
from annotations.actions.jobs import work_coded_import_later
from annotations.actions.keeping import Refused, audited
from annotations.domain.coded import Document
from annotations.models import CodedImport, CodedImportPiece, Project, User
from annotations.models.constraints import checked_meanwhile

# How long a file waits for somebody to decide about it.
KEPT = timedelta(days=7)
MAX_WAITING = 5
MEGABYTE = 1024 * 1024
IN_A_PIECE = MEGABYTE


class CannotImportCoded(Refused):
    """The file is too large, too many wait already, or it was begun or discarded meanwhile."""


@audited
def keep_coded_import(
    *,
    project: Project,
    by: User,
    at: datetime,
    filename: str,
    pieces: Iterable[bytes],
    form: str,
    terms: Terms,
) -> CodedImport:
    """Keep the bytes, and let the worker look through them. `form` is "" where nobody knows how
    they are to be read. Raises CannotImportCoded."""
    _refuse_if_archived(project)
    waiting = CodedImport.objects.unfinished().filter(project=project, owner=by, started_at=None)
    if waiting.count() >= MAX_WAITING:
        raise CannotImportCoded(
            _("%(count)s files wait already. Take in or discard some of them first.")
            % {"count": MAX_WAITING}
        )
    upload = CodedImport.objects.create(
        project=project,
        owner=by,
        filename=filename[-255:],
        form=form,
        terms=_as_json(terms),
        uploaded_at=at,
    )
    for number, data in enumerate(pieces):
        upload.size += len(data)
        if upload.size > settings.IMPORT_MAX_BYTES:
            raise CannotImportCoded(
                _("A file has at most %(size)s MB. Split it into several.")
                % {"size": settings.IMPORT_MAX_BYTES // MEGABYTE}
            )
        CodedImportPiece.objects.create(upload=upload, number=number, data=data)
    if not upload.size:
        raise CannotImportCoded(_("The file is empty."))
    _look(upload, at)
    return upload


@audited
def look_again(
    *,
    upload: CodedImport,
    form: str,
    terms: Terms,
    by: User,
    at: datetime,
) -> CodedImport:
    """Find out what would come of it if it is read and taken so. Raises CannotImportCoded."""
    upload = _locked(upload.pk)
    _refuse_if_decided(upload)
    upload.form, upload.terms = form, _as_json(terms)
    upload.coders = {name: str(key or "") for name, key in terms.coders.items()}
    _forget_notes(upload)
    _look(upload, at)
    return upload


@audited
def note_look(
    *, upload: CodedImport, report: Report | None, why: str = "", by: User | None, at: datetime
) -> None:
    """Keep what would come of the file, or `why` nothing can. Nothing where it was discarded, or
    somebody wants it read otherwise, meanwhile."""
    now = _locked(upload.pk)
    asked = (upload.form, upload.terms, upload.coders)
    if not now.is_looking or (now.form, now.terms, now.coders) != asked:
        return
    now.looked_at, now.why, now.reached = at, why[:500], now.size
    _go_on(now)
    if report is not None:
        now.planned = +report.counts
        keep_notes(now, report, is_look=True)
    now.save()


@audited
def start_coded_import(*, upload: CodedImport, by: User, at: datetime) -> CodedImport:
    """Agree to what was looked at. Raises CannotImportCoded."""
    upload = _locked(upload.pk)
    _refuse_if_archived(upload.project)
    if not upload.is_waiting or upload.why:
        raise CannotImportCoded(_("It was begun or discarded meanwhile, or cannot be read."))
    _forget_notes(upload)
    upload.started_at, upload.reached = at, 0
    upload.save()
    work_coded_import_later(upload.pk)
    return upload


@audited
def begin_coded_import(
    *, project: Project, filename: str, form: str, terms: Terms, by: User | None, at: datetime
) -> CodedImport:
    """One of which the bytes are at hand, as in the shell: it is begun without a look."""
    return CodedImport.objects.create(
        project=project,
        owner=by,
        filename=filename[-255:],
        form=form,
        terms=_as_json(terms),
        uploaded_at=at,
        started_at=at,
    )


def take_in_coded_part(
    *,
    upload: CodedImport,
    taking: Taking,
    documents: Sequence[Document],
    reached: int,
    by: User | None,
    at: datetime,
    meanwhile: Callable[[], None] = lambda: None,
) -> bool:
    """The next texts of the file, all or nothing, with what was made of them. What there is to do
    `meanwhile` is done while the database checks what it has to before it is all there.

    `upload` is as it was when they were read: where somebody else has gone on with it since, or it
    was called off, nothing is done, and False comes back.
    """
    with written_by(by, import_of="annotations", coded_import=str(upload.pk)):
        now = _locked(upload.pk)
        if not now.is_begun or now.position != upload.position:
            return False
        take_in_coded(taking=taking, documents=documents, by=by, at=at)
        keep_notes(now, taking.report)
        now.position += len(documents)
        now.reached = min(reached, now.size)
        now.counts = +taking.report.counts
        _go_on(now)
        now.save()
        with checked_meanwhile():
            meanwhile()
    upload.position = now.position
    return True


def finish_coded_import(
    *, upload: CodedImport, taking: Taking, by: User | None, at: datetime
) -> None:
    """After the last part; nothing where it was called off."""
    with written_by(by, import_of="annotations", coded_import=str(upload.pk)):
        now = _locked(upload.pk)
        if not now.is_begun or now.position != upload.position:
            return
        finish_coded(taking=taking, by=by, at=at)
        keep_notes(now, taking.report)
        now.counts = +taking.report.counts
        now.reached = now.size
        _finish(now, at)
        now.entries.exclude(waiting=None).update(waiting=None)


@audited
def break_off_coded_import(
    *, upload: CodedImport, why: str = "", by: User | None, at: datetime
) -> None:
    """What was taken in stays; nothing more comes. `why` is a sentence, "" where somebody called it
    off. Nothing where it is finished."""
    now = _locked(upload.pk)
    if now.finished_at is None:
        now.is_cancelled, now.why = not why, why[:500]
        _finish(now, at)


@audited
def cancel_coded_import(*, upload: CodedImport, by: User, at: datetime) -> CodedImport:
    """Call it off, or discard it before it was begun."""
    break_off_coded_import(upload=upload, by=by, at=at)
    upload.refresh_from_db()
    if upload.started_at is None:
        _forget_notes(upload)
    return upload


@audited
def retry_coded_import(*, upload: CodedImport, by: User) -> CodedImport:
    """Let the worker go on where it gave up. Raises CannotImportCoded."""
    upload = _locked(upload.pk)
    if upload.failed_at is None:
        raise CannotImportCoded(_("It goes on already, or was called off."))
    _go_on(upload)
    upload.save(update_fields=["failed_at", "failure"])
    work_coded_import_later(upload.pk)
    return upload


@transaction.atomic
def fail_coded_import(*, upload: UUID, at: datetime, why: str) -> None:
    """The worker gives up. Nothing where it was called off or has ended meanwhile."""
    row = CodedImport.objects.select_for_update().filter(pk=upload).first()
    if row is not None and row.is_at_work:
        row.failed_at, row.failure = at, why[:500]
        row.save(update_fields=["failed_at", "failure"])


def forget_coded_imports(*, at: datetime) -> int:
    """Files that nobody has decided about; how many there were."""
    waiting = CodedImport.objects.unfinished().filter(started_at=None, uploaded_at__lt=at - KEPT)
    _total, deleted = waiting.delete()
    return deleted.get("annotations.CodedImport", 0)


def terms_of(upload: CodedImport) -> Terms:
    coders: Mapping[str, str] = upload.coders
    known = {name: UUID(key) if key else None for name, key in coders.items()}
    return Terms(**upload.terms, coders=known)


def _as_json(terms: Terms) -> dict[str, object]:
    return {name: value for name, value in asdict(terms).items() if name != "coders"}


def _look(upload: CodedImport, at: datetime) -> None:
    """By the worker; where the format is not known there is nothing that it could find out."""
    upload.looked_at, upload.reached, upload.why = None, 0, ""
    _go_on(upload)
    if upload.form:
        work_coded_import_later(upload.pk)
    else:
        upload.looked_at = at
        upload.why = str(_("What the file is could not be recognised. Choose its format."))
    upload.save()


def _forget_notes(upload: CodedImport) -> None:
    for rows in (upload.entries, upload.lines, upload.things):
        rows.all().delete()
    upload.noted = 0


def _finish(upload: CodedImport, at: datetime) -> None:
    upload.finished_at = at
    # Names of people that are needed no more.
    upload.terms, upload.coders = {}, {}
    _go_on(upload)
    upload.save()
    upload.pieces.all().delete()


def _go_on(upload: CodedImport) -> None:
    """Whatever stopped it stops it no longer."""
    upload.failed_at, upload.failure = None, ""


def _refuse_if_decided(upload: CodedImport) -> None:
    _refuse_if_archived(upload.project)
    if upload.started_at or upload.finished_at:
        raise CannotImportCoded(_("It was begun or discarded meanwhile."))


def _refuse_if_archived(project: Project) -> None:
    if project.archived_at:
        raise CannotImportCoded(ARCHIVED)


def _locked(pk: UUID) -> CodedImport:
    rows = CodedImport.objects.select_related("project__codebook")
    return rows.select_for_update(of=("self",)).get(pk=pk)
