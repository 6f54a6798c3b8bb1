"""Many annotations or articles tagged or assigned at once, article by article, and taken back."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.bulk_doing import Result, give, put_back, retag
from annotations.actions.history import written_by
from annotations.actions.jobs import go_on_in_bulk_later
from annotations.actions.keeping import Refused, audited
from annotations.domain.bulk_plans import Plan
from annotations.models import BulkAct, BulkKind, BulkPart, LeftOut, Project, Tag, User, Verb
from annotations.permissions import can_annotate, can_manage

# A second or so of work, done while somebody waits; the worker does what is more.
AT_ONCE = 100
# A job does so many articles; the next one takes over, so that other work gets its turn.
PARTS_IN_A_JOB = 200
ROWS_AT_ONCE = 2_000


class CannotDoInBulk(Refused):
    """There is nothing to do, it is being taken back already, or the project is archived."""


def begin_bulk_act(
    *,
    project: Project,
    kind: str,
    plan: Plan,
    by: User,
    at: datetime,
    tag: Tag | None = None,
    takes_back: BulkAct | None = None,
    looked_through: int | None = None,
) -> BulkAct:
    """Do what is planned: at once where it is little, else by the worker.

    Each annotation and each article is looked at again when its turn comes. Raises CannotDoInBulk.
    """
    bulk = BulkAct(project=project, kind=kind, tag=tag, by=by, at=at, takes_back=takes_back)
    bulk.looked_through = looked_through
    with written_by(by, **_about(bulk)):
        if project.archived_at:
            raise CannotDoInBulk(_("This project is archived."))
        if not plan.total:
            raise CannotDoInBulk(_("There is nothing to do."))
        bulk.tag_name = tag.name if tag else takes_back.tag_name if takes_back else ""
        bulk.total, bulk.left = plan.total, dict(plan.left)
        try:
            with transaction.atomic():
                bulk.save()
        except IntegrityError as error:
            raise CannotDoInBulk(_("It is being taken back already.")) from error
        BulkPart.objects.bulk_create(_parts(bulk, plan), batch_size=ROWS_AT_ONCE)
        if plan.total > AT_ONCE:
            go_on_in_bulk_later(bulk.pk)
        else:
            while do_part(bulk=bulk.pk, at=at):
                pass
        bulk.refresh_from_db()
        return bulk


def _parts(bulk: BulkAct, plan: Plan) -> list[BulkPart]:
    return [
        BulkPart(
            bulk=bulk,
            project_article_id=row,
            numbers=list(plan.numbers.get(row, ())),
            analysts=list(plan.analysts.get(row, ())),
        )
        for row in sorted({*plan.numbers, *plan.analysts})
    ]


def go_on_in_bulk(*, bulk: UUID, at: datetime) -> None:
    """Some parts of it. Broken off anywhere and begun again, it goes on where it was."""
    for _part in range(PARTS_IN_A_JOB):
        if not do_part(bulk=bulk, at=at):
            return
    go_on_in_bulk_later(bulk)


def do_part(*, bulk: UUID, at: datetime) -> bool:
    """What is to be done in the next article, all or nothing; whether there are more."""
    found = BulkAct.objects.select_related("by", "takes_back").filter(pk=bulk).first()
    if found is None:
        return False
    with written_by(found.by, **_about(found)):
        rows = BulkAct.objects.select_related("by", "project", "tag", "takes_back")
        now = rows.select_for_update(of=("self",)).get(pk=bulk)
        if not now.is_running:
            return False
        parts = now.parts.filter(is_done=False).select_related("project_article__article")
        # In the order of keys, so that two who assign at once wait for one another and not both.
        waiting = list(parts.order_by("project_article_id")[:2])
        for part in waiting[:1]:
            _count(now, part, _do(now, part, at))
        is_last = len(waiting) < 2
        now.finished_at = at if is_last else None
        now.save()
        return not is_last


def _about(bulk: BulkAct) -> dict[str, str]:
    """What the history says of it, besides who does it."""
    about = {"bulk_act": str(bulk.pk)}
    if bulk.takes_back:
        about |= {"act": str(Verb.UNDONE), "for": str(bulk.takes_back.by_id)}
    return about


def _do(bulk: BulkAct, part: BulkPart, at: datetime) -> Result:
    # Who began it may have another role by now, or none.
    project = Project.objects.with_role_of(bulk.by).get(pk=bulk.project_id)
    may = can_manage(project) if bulk.kind == BulkKind.ASSIGN else can_annotate(project)
    if not may:
        return Result(0, Counter({LeftOut.FORBIDDEN: part.size}))
    if bulk.kind == BulkKind.ASSIGN:
        return give(bulk, part, at)
    return put_back(bulk, part, at) if bulk.kind == BulkKind.BACK else retag(bulk, part, at)


def _count(bulk: BulkAct, part: BulkPart, result: Result) -> None:
    part.is_done, part.act = True, result.act
    part.save(update_fields=["is_done", "act"])
    bulk.dealt += part.size
    bulk.done += result.done
    bulk.left = dict(Counter(bulk.left) + Counter({str(why): n for why, n in result.left.items()}))


@transaction.atomic
def fail_bulk_act(*, bulk: UUID, at: datetime, why: str) -> None:
    """The worker gives up. What is done is done; the rest can be tried again."""
    running = BulkAct.objects.filter(pk=bulk, finished_at=None)
    running.update(failed_at=at, failure=why[:500])


@audited
def retry_bulk_act(*, bulk: BulkAct, by: User) -> None:
    """Let the worker go on where it gave up. Raises CannotDoInBulk."""
    stopped = BulkAct.objects.filter(pk=bulk.pk, failed_at__isnull=False)
    if not stopped.update(failed_at=None, failure=""):
        raise CannotDoInBulk(_("It goes on already."))
    go_on_in_bulk_later(bulk.pk)


@audited
def call_off_bulk_act(*, bulk: BulkAct, by: User, at: datetime) -> None:
    """What is done is done; the rest stays as it is. Nothing where it has ended."""
    unfinished = BulkAct.objects.filter(pk=bulk.pk, finished_at=None)
    unfinished.update(finished_at=at, failed_at=None, failure="")
