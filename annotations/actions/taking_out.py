"""What came into a project together leaves it again, as far as nobody has worked on it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.adding import call_off_adding
from annotations.actions.history import written_by
from annotations.actions.jobs import take_out_later
from annotations.actions.keeping import Refused
from annotations.models import Addition, Import, ProjectArticle, TakingOut, User
from annotations.models.takings_out import brought_by

# Articles in one transaction; with all that the machine said about them they are many rows.
AT_ONCE = 200
# A job takes out so much; the next one takes over, so that other work gets its turn.
PARTS_IN_A_JOB = 10


class CannotTakeOut(Refused):
    """It is still coming in or on its way out, nothing of it can go, or the project is archived."""


def begin_taking_out(*, deed: Import | Addition, by: User, at: datetime) -> TakingOut:
    """Take out what the import or addition brought and nobody has worked on since.

    The articles, their captures and their revisions stay on record: the same file given again
    brings them back. What fits into one part is done at once, the rest by the worker.

    Raises CannotTakeOut.
    """
    taking = TakingOut(project=deed.project, by=by, at=at)
    with written_by(by, taking_out=str(taking.pk)):
        _refuse_if_impossible(deed)
        if isinstance(deed, Addition):
            # What has not come yet need not come to leave again.
            call_off_adding(addition=deed.pk)
            deed.refresh_from_db()
        taking.total = brought_by(deed).count()
        if isinstance(deed, Import):
            taking.upload = deed
        else:
            taking.addition = deed
        try:
            with transaction.atomic():
                taking.save()
        except IntegrityError as error:
            raise CannotTakeOut(_("It is being taken back already.")) from error
        if take_out_part(taking=taking.pk, at=at):
            take_out_later(taking.pk)
        taking.refresh_from_db()
        return taking


def _refuse_if_impossible(deed: Import | Addition) -> None:
    if deed.project.archived_at:
        raise CannotTakeOut(_("This project is archived."))
    if isinstance(deed, Import) and not deed.finished_at:
        raise CannotTakeOut(_("It is still being taken in. Call it off first."))
    if not brought_by(deed).filter(hold="").exists():
        raise CannotTakeOut(_("Nothing of it can be taken out."))


def take_out(*, taking: UUID, at: datetime) -> None:
    """Some parts of it. Broken off anywhere and begun again, it goes on where it was."""
    for _part in range(PARTS_IN_A_JOB):
        if not take_out_part(taking=taking, at=at):
            return
    take_out_later(taking)


def take_out_part(*, taking: UUID, at: datetime) -> bool:
    """The next articles, all or nothing; whether there are more.

    Whoever begins with one of them at this moment is waited for, and keeps it.
    """
    found = TakingOut.objects.select_related("by").get(pk=taking)
    with written_by(found.by, taking_out=str(taking)):
        rows = TakingOut.objects.select_related("upload", "addition")
        now = rows.select_for_update(of=("self",)).get(pk=taking)
        if now.finished_at:
            return False
        brought = brought_by(now.deed)
        left = brought.filter(pk__gt=now.reached) if now.reached else brought
        keys = list(left.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        places = ProjectArticle.objects.filter(pk__in=keys)
        held = list(places.order_by("pk").select_for_update().values_list("pk", flat=True))
        # Asked only now that they are held: nobody can begin with one any more.
        free = list(brought.filter(pk__in=held, hold="").values_list("pk", flat=True))
        ProjectArticle.objects.filter(pk__in=free).delete()
        is_last = len(keys) < AT_ONCE
        # Others may have gone another way since they were counted.
        now.position = min(now.position + len(keys), now.total)
        now.gone = min(now.gone + len(free), now.position)
        now.reached = keys[-1] if keys else now.reached
        now.finished_at = at if is_last else None
        now.save()
        return not is_last


@transaction.atomic
def fail_taking_out(*, taking: UUID, at: datetime, why: str) -> None:
    """The worker gives up. What is out is out; the rest can be taken back anew."""
    rows = TakingOut.objects.unfinished().filter(pk=taking)
    rows.update(finished_at=at, failure=why[:500])
