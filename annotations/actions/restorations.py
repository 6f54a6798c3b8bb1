"""Files of projects: kept for the worker, and what becomes of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import restore_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.restoring import Restored, is_taken, name_taken
from annotations.domain.names import tidy
from annotations.models import Restoration, RestorationPiece, User

IN_A_PIECE = 1024 * 1024
# Whoever wants to know how it ended looks within this time.
KEPT = timedelta(days=7)
MAX_WAITING = 3


class CannotKeep(Refused):
    """Too many files of theirs wait already."""


@audited
def keep_restoration(
    *,
    filename: str,
    pieces: Iterable[bytes],
    name: str,
    total: int,
    by: User,
    at: datetime,
) -> Restoration:
    """Keep the file, and let the worker make a project of it. Raises CannotKeep, CannotRestore."""
    name = tidy(name)
    if is_taken(name):
        raise name_taken()
    if Restoration.objects.unfinished().filter(owner=by).count() >= MAX_WAITING:
        raise CannotKeep(_("Other files of yours are being restored. Wait until one is done."))
    upload = Restoration.objects.create(
        owner=by, filename=filename[-255:], size=0, name=name, total=total, uploaded_at=at
    )
    for number, data in enumerate(pieces):
        RestorationPiece.objects.create(upload=upload, number=number, data=data)
        upload.size += len(data)
    upload.save(update_fields=["size"])
    restore_later(upload.pk)
    return upload


@transaction.atomic
def finish_restoration(*, upload: UUID, made: Restored, at: datetime) -> None:
    """The project is there; the file is not needed any more."""
    row = Restoration.objects.select_for_update().get(pk=upload)
    row.done, row.finished_at, row.project, row.strangers = (
        row.total,
        at,
        made.project,
        made.strangers,
    )
    row.save(update_fields=["done", "finished_at", "project", "strangers"])
    row.pieces.all().delete()


@transaction.atomic
def fail_restoration(*, upload: UUID, why: str, at: datetime) -> None:
    """There will be no project; `why` is a sentence. Nothing where it has ended meanwhile."""
    row = Restoration.objects.select_for_update().filter(pk=upload).first()
    if row is not None and row.is_running:
        row.finished_at, row.failure = at, why
        row.save(update_fields=["finished_at", "failure"])
        row.pieces.all().delete()


def forget_restorations(*, at: datetime) -> int:
    """What came in long ago, however it ended; how many there were. Projects stay."""
    _total, deleted = Restoration.objects.filter(uploaded_at__lt=at - KEPT).delete()
    return deleted.get("annotations.Restoration", 0)
