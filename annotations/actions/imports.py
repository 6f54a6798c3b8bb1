"""Files of many articles: kept in pieces, looked at, and taken in by the worker, part by part."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.articles import TakenIn
from annotations.actions.bulk import Offer, Outcome, take_in_many
from annotations.actions.jobs import read_import_later
from annotations.actions.keeping import Refused, audited
from annotations.domain.names import tidy
from annotations.domain.text import CannotExtract
from annotations.models import Import, ImportEntry, ImportOutcome, ImportPiece, Project, User

# How long a file waits for somebody to begin.
KEPT = timedelta(days=7)
MAX_WAITING = 5
MEGABYTE = 1024 * 1024
IN_A_PIECE = MEGABYTE


class CannotImport(Refused):
    """The file is too large, too many wait already, or it was begun or called off meanwhile; or
    there is nothing to try again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of an import: what it is called there, and an offer or why there is none."""

    name: str
    line: int
    offer: Offer | CannotExtract


@audited
def keep_import(
    *,
    project: Project,
    by: User,
    at: datetime,
    filename: str,
    pieces: Iterable[bytes],
    layout: dict[str, Any],
) -> Import:
    """Keep the bytes until somebody begins. Raises CannotImport."""
    mine = Import.objects.filter(project=project, owner=by, started_at=None)
    if mine.unfinished().count() >= MAX_WAITING:
        raise CannotImport(
            _("%(count)s files wait already. Begin or discard some of them first.")
            % {"count": MAX_WAITING}
        )
    upload = Import.objects.create(
        project=project,
        owner=by,
        filename=filename[-255:],
        size=0,
        layout=layout,
        uploaded_at=at,
    )
    for number, data in zip(count(), pieces):
        upload.size += len(data)
        if upload.size > settings.IMPORT_MAX_BYTES:
            raise CannotImport(
                _("A file has at most %(size)s MB. Split it into several.")
                % {"size": settings.IMPORT_MAX_BYTES // MEGABYTE}
            )
        ImportPiece.objects.create(upload=upload, number=number, data=data)
    upload.save(update_fields=["size"])
    return upload


@audited
def start_import(
    *, upload: Import, by: User, at: datetime, meanings: Mapping[str, str], source_name: str
) -> Import:
    """Let the worker take it in. `source_name` is for those that name none. Raises CannotImport."""
    upload = _locked(upload.pk)
    if not upload.is_waiting:
        raise CannotImport(_("It was begun or discarded meanwhile."))
    upload.meanings = dict(meanings)
    upload.source_name = tidy(source_name)
    upload.started_at = at
    upload.save(update_fields=["meanings", "source_name", "started_at"])
    read_import_later(upload.pk)
    return upload


@audited
def cancel_import(*, upload: Import, by: User, at: datetime) -> Import:
    """What was taken in stays; the rest of the file is forgotten. Nothing where it is finished."""
    upload = _locked(upload.pk)
    if upload.finished_at is None:
        upload.is_cancelled = True
        _finish(upload, at)
        upload.save(update_fields=["is_cancelled", "finished_at", "failed_at", "failure"])
    return upload


@audited
def retry_import(*, upload: Import, by: User) -> Import:
    """Let the worker go on where it gave up. Raises CannotImport."""
    upload = _locked(upload.pk)
    if upload.failed_at is None:
        raise CannotImport(_("It goes on already, or was called off."))
    _go_on(upload)
    upload.save(update_fields=["failed_at", "failure"])
    read_import_later(upload.pk)
    return upload


@transaction.atomic
def fail_import(*, upload: UUID, at: datetime, why: str) -> None:
    """The worker gives up. Nothing where it was called off or has ended meanwhile."""
    row = Import.objects.select_for_update().filter(pk=upload).first()
    if row is not None and row.is_begun:
        row.failed_at, row.failure = at, why[:500]
        row.save(update_fields=["failed_at", "failure"])


@audited
def take_in_part(
    *,
    upload: Import,
    by: User,
    at: datetime,
    entries: Sequence[Entry],
    reached: int,
    is_last: bool,
    goes_on: bool,
) -> bool:
    """Take in the next articles of the file and count them, all or nothing.

    `upload` is as it was when they were read: where somebody else has gone on with it since, or it
    was called off, nothing is done. `goes_on` asks for another job that takes over. Returns whether
    there is more to do for this one.
    """
    now = _locked(upload.pk)
    if not now.is_begun or now.position != upload.position:
        return False
    offers = [entry.offer for entry in entries if isinstance(entry.offer, Offer)]
    outcomes = iter(take_in_many(project=now.project, by=by, at=at, offers=offers))
    rows = [
        _entry(
            now, number, entry, next(outcomes) if isinstance(entry.offer, Offer) else entry.offer
        )
        for number, entry in enumerate(entries, start=now.position + 1)
    ]
    ImportEntry.objects.bulk_create(rows)
    now.position += len(rows)
    tally = Counter(row.outcome for row in rows)
    now.created += tally[ImportOutcome.CREATED]
    now.existing += tally[ImportOutcome.EXISTS]
    now.added += tally[ImportOutcome.ADDED]
    now.revised += tally[ImportOutcome.REVISED]
    now.refused += tally[ImportOutcome.REFUSED]
    now.reached = now.size if is_last else reached
    _go_on(now)
    if is_last:
        _finish(now, at)
    elif goes_on:
        read_import_later(now.pk)
    now.save()
    upload.position = now.position
    return not is_last and not goes_on


def forget_imports(*, at: datetime) -> int:
    """Files that nobody has begun to take in; how many there were."""
    waiting = Import.objects.unfinished().filter(started_at=None, uploaded_at__lt=at - KEPT)
    _, deleted = waiting.delete()
    return deleted.get("annotations.Import", 0)


def _finish(upload: Import, at: datetime) -> None:
    """The bytes of what was taken in are in captures; those of the rest nobody needs."""
    upload.finished_at = at
    _go_on(upload)
    ImportPiece.objects.filter(upload=upload).delete()


def _go_on(upload: Import) -> None:
    """Whatever stopped it stops it no longer."""
    upload.failed_at, upload.failure = None, ""


def _entry(
    upload: Import, number: int, entry: Entry, outcome: Outcome | CannotExtract
) -> ImportEntry:
    row = ImportEntry(
        project_id=upload.project_id,
        upload=upload,
        number=number,
        name=entry.name[-300:],
        line=entry.line,
        outcome=ImportOutcome.REFUSED,
    )
    if isinstance(outcome, TakenIn):
        row.outcome = ImportOutcome(outcome.status)
        row.is_added = outcome.is_added
        if row.is_added and row.outcome == ImportOutcome.EXISTS:
            row.outcome = ImportOutcome.ADDED
        row.project_article = outcome.project_article
    elif isinstance(outcome, CannotExtract):
        row.code, row.params = outcome.code, outcome.params
    else:
        row.why = str(outcome)
    return row


def _locked(pk: UUID) -> Import:
    imports = Import.objects.select_related("project")
    return imports.select_for_update(of=("self",)).get(pk=pk)
