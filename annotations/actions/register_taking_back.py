"""An import into the register taken back: looked at row by row, agreed to, and done."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.history import written_by
from annotations.actions.jobs import take_register_back_later
from annotations.actions.keeping import Refused
from annotations.actions.register_restoring import Restoring
from annotations.models import (
    Back,
    RegisterImport,
    RegisterImportRow,
    RegisterTakingBack,
    User,
)
from annotations.models.register_imports import RegisterImportRowQuerySet

AT_ONCE = 500
# Imports of so many rows are done with while somebody waits; the worker does the others.
WITHOUT_WORKER = 1_000
PARTS_IN_A_JOB = 20


class CannotTakeBack(Refused):
    """It is not applied yet, there is nothing to take back, or it is being taken back already."""


def look_at_taking_back(*, upload: RegisterImport, by: User, at: datetime) -> RegisterTakingBack:
    """Find out what would go back; nothing of the register is changed.

    Whatever was found out before is forgotten. Raises CannotTakeBack.
    """
    with written_by(by, taking_back=str(upload.pk)):
        upload = RegisterImport.objects.select_for_update().get(pk=upload.pk)
        if not upload.started_at or not upload.finished_at:
            raise CannotTakeBack(_("It is not applied yet."))
        upload.takings_back.filter(finished_at=None, started_at=None).delete()
        left = upload.entries.to_take_back()
        taking = RegisterTakingBack(upload=upload, by=by, at=at, total=left.count())
        if not taking.total:
            raise CannotTakeBack(_("Nothing of it is left to take back."))
        try:
            with transaction.atomic():
                taking.save()
        except IntegrityError as error:
            raise CannotTakeBack(_("It is being taken back already.")) from error
        left.exclude(back="").update(back="", stay="")
    return _now_or_later(taking, at)


def start_taking_back(*, taking: RegisterTakingBack, by: User, at: datetime) -> RegisterTakingBack:
    """Agree to what was found out. Raises CannotTakeBack."""
    with written_by(by, taking_back=str(taking.upload_id)):
        taking = RegisterTakingBack.objects.select_for_update().get(pk=taking.pk)
        if not taking.is_waiting:
            raise CannotTakeBack(_("It is being taken back already."))
        taking.by, taking.started_at = by, at
        taking.total = taking.upload.entries.filter(back=Back.GOES).count()
        if not taking.total:
            raise CannotTakeBack(_("Nothing of it can go back."))
        taking.position, taking.below = 0, None
        taking.save()
    return _now_or_later(taking, at)


def go_on_taking_back(*, taking: UUID, at: datetime, parts: int = PARTS_IN_A_JOB) -> None:
    """Some parts of it. Broken off anywhere and begun again, it goes on where it was."""
    for _part in range(parts):
        if not take_back_part(taking=taking, at=at):
            return
    take_register_back_later(taking)


def take_back_part(*, taking: UUID, at: datetime) -> bool:
    """The next rows, all or nothing; whether there are more.

    Before it is started they are only looked at. Each is looked at anew when it is done: what was
    changed, or came into use, meanwhile stays.
    """
    found = RegisterTakingBack.objects.select_related("by").filter(pk=taking).first()
    if found is None:
        return False
    with written_by(found.by, taking_back=str(found.upload_id)):
        now = RegisterTakingBack.objects.select_for_update().filter(pk=taking).first()
        if now is None or not (now.is_looking or now.is_running):
            return False
        rows = _next(now)
        _note(Restoring(rows, is_done=now.is_running).stays())
        is_last = len(rows) < AT_ONCE
        now.position = min(now.position + len(rows), now.total)
        now.below = rows[-1].number if rows else now.below
        if is_last and now.is_running:
            now.finished_at = at
        elif is_last:
            now.looked_at = at
        now.save()
        return not is_last


@transaction.atomic
def fail_taking_back(*, taking: UUID, at: datetime, why: str) -> None:
    """The worker gives up. What is back is back; the rest can be taken back anew."""
    rows = RegisterTakingBack.objects.filter(pk=taking, finished_at=None)
    rows.update(finished_at=at, failure=why[:500])


def _next(taking: RegisterTakingBack) -> list[RegisterImportRow]:
    rows: RegisterImportRowQuerySet = taking.upload.entries.to_take_back()
    if taking.below is not None:
        rows = rows.filter(number__lt=taking.below)
    if taking.is_running:
        rows = rows.filter(back=Back.GOES)
    return list(rows.order_by("-number")[:AT_ONCE])


def _note(stays: dict[RegisterImportRow, tuple[Back, str]]) -> None:
    alike: dict[tuple[Back, str], list[UUID]] = defaultdict(list)
    for row, answer in stays.items():
        alike[answer].append(row.pk)
    for (back, why), keys in alike.items():
        RegisterImportRow.objects.filter(pk__in=keys).update(back=back, stay=why)


def _now_or_later(taking: RegisterTakingBack, at: datetime) -> RegisterTakingBack:
    if taking.total > WITHOUT_WORKER:
        take_register_back_later(taking.pk)
    else:
        while take_back_part(taking=taking.pk, at=at):
            pass
    taking.refresh_from_db()
    return taking
