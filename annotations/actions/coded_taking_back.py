"""An import of annotations taken back: looked at, agreed to, and done."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.coded_unmaking import Unmaking
from annotations.actions.coded_unmaking_things import UnmakingThings
from annotations.actions.history import written_by
from annotations.actions.jobs import take_coded_back_later
from annotations.actions.keeping import Refused
from annotations.models import Back, CodedImport, CodedTakingBack, MadeKind, User

AT_ONCE = 100
# Imports of so many entries and things are done with while somebody waits; the worker does the
# others.
WITHOUT_WORKER = 100
PARTS_IN_A_JOB = 50


class CannotTakeCodedBack(Refused):
    """It is still coming in, there is nothing to take back, it is being taken back already, or the
    project is archived."""


def look_at_taking_coded_back(*, upload: CodedImport, by: User, at: datetime) -> CodedTakingBack:
    """Find out what would go; nothing of the project is changed.

    Whatever was found out before is forgotten. Raises CannotTakeCodedBack.
    """
    with written_by(by, taking_back=str(upload.pk)):
        upload = _locked(upload.pk)
        _refuse_if_impossible(upload)
        upload.takings_back.filter(finished_at=None, started_at=None).delete()
        entries, things = upload.entries.to_take_back(), upload.things.to_take_back()
        taking = CodedTakingBack(upload=upload, by=by, at=at)
        taking.total = entries.count() + things.count()
        if not entries.exists() and not upload.things.that_can_go().exists():
            raise CannotTakeCodedBack(_("Nothing of it is left to take back."))
        try:
            with transaction.atomic():
                taking.save()
        except IntegrityError as error:
            raise CannotTakeCodedBack(_("It is being taken back already.")) from error
        entries.update(back="", going=0, keeps=[], is_whole=False)
        things.update(back="", why="")
    return _now_or_later(taking, at)


def start_taking_coded_back(*, taking: CodedTakingBack, by: User, at: datetime) -> CodedTakingBack:
    """Agree to what was found out. Raises CannotTakeCodedBack."""
    with written_by(by, taking_back=str(taking.upload_id)):
        upload = _locked(taking.upload_id)
        _refuse_if_impossible(upload)
        found = CodedTakingBack.objects.select_for_update().filter(pk=taking.pk).first()
        if found is None or not found.is_waiting:
            raise CannotTakeCodedBack(_("It is being taken back already."))
        taking = found
        taking.by, taking.started_at = by, at
        going = {"back": Back.GOES}
        taking.total = (
            upload.entries.filter(**going).count() + upload.things.filter(**going).count()
        )
        if not taking.total:
            raise CannotTakeCodedBack(_("Nothing of it can be taken back."))
        taking.position = 0
        taking.save()
    return _now_or_later(taking, at)


def go_on_taking_coded_back(*, taking: UUID, at: datetime, parts: int = PARTS_IN_A_JOB) -> None:
    """Some parts of it. Broken off anywhere and begun again, it goes on where it was."""
    for _part in range(parts):
        if not take_coded_part_back(taking=taking, at=at):
            return
    take_coded_back_later(taking)


def take_coded_part_back(*, taking: UUID, at: datetime) -> bool:
    """The next entries, or things once there are no more of those, all or nothing; whether there
    are more.

    Before it is started they are only looked at. Each is looked at anew when it is done: what was
    changed, or came into use, meanwhile stays.
    """
    found = CodedTakingBack.objects.select_related("by").filter(pk=taking).first()
    if found is None:
        return False
    with written_by(found.by, taking_back=str(found.upload_id)):
        rows = CodedTakingBack.objects.select_related("upload", "by")
        now = rows.select_for_update(of=("self",)).filter(pk=taking).first()
        if now is None or not (now.is_looking or now.is_running):
            return False
        done = _next_part(now, at)
        now.position = min(now.position + done, now.total)
        if not done and now.is_running:
            now.finished_at, now.position = at, now.total
        elif not done:
            now.looked_at, now.position = at, now.total
        now.save()
        return bool(done)


@transaction.atomic
def fail_taking_coded_back(*, taking: UUID, at: datetime, why: str) -> None:
    """The worker gives up. What is gone is gone; the rest can be taken back anew."""
    rows = CodedTakingBack.objects.filter(pk=taking, finished_at=None)
    rows.update(finished_at=at, failure=why[:500])


def _next_part(taking: CodedTakingBack, at: datetime) -> int:
    upload, is_done = taking.upload, taking.is_running
    state = Back.GOES if is_done else ""
    entries = upload.entries.to_take_back().filter(back=state).order_by("-number")[:AT_ONCE]
    if part := list(entries):
        Unmaking(upload, part, at, is_done).unmake()
        return len(part)
    for kind in MadeKind:
        things = upload.things.to_take_back().filter(kind=kind, back=state).order_by("id")[:AT_ONCE]
        if some := list(things):
            UnmakingThings(upload, some, taking.by, is_done).unmake()
            return len(some)
    return 0


def _refuse_if_impossible(upload: CodedImport) -> None:
    if upload.project.archived_at:
        raise CannotTakeCodedBack(_("This project is archived, so nothing is taken back."))
    if not upload.started_at or not upload.finished_at:
        raise CannotTakeCodedBack(_("It is not taken in yet. Call it off first."))


def _locked(pk: UUID) -> CodedImport:
    rows = CodedImport.objects.select_related("project")
    return rows.select_for_update(of=("self",)).get(pk=pk)


def _now_or_later(taking: CodedTakingBack, at: datetime) -> CodedTakingBack:
    if taking.total > WITHOUT_WORKER:
        take_coded_back_later(taking.pk)
    else:
        while take_coded_part_back(taking=taking.pk, at=at):
            pass
    taking.refresh_from_db()
    return taking
