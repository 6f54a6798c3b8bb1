"""Bulk acts taken back: what nobody has worked on since becomes what it was."""

from collections import Counter, defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from annotations.actions.assigning import CannotAssign, undo_assigning
from annotations.actions.bulk_acts import CannotDoInBulk, begin_bulk_act
from annotations.actions.bulk_doing import sorted_out
from annotations.actions.history import written_by
from annotations.domain.bulk_plans import Plan
from annotations.models import (
    Act,
    Assignment,
    BulkAct,
    BulkKind,
    Coding,
    CodingState,
    LeftOut,
    User,
    Verb,
)
from annotations.models.acts import DOING


def would_come_back(bulk: BulkAct) -> Plan:
    """What taking it back would do at this moment. A few queries, and some for each article where
    somebody has worked on the same annotations since."""
    if bulk.kind == BulkKind.ASSIGN:
        return _given(bulk)
    return _tagged(bulk)


def take_bulk_act_back(*, bulk: BulkAct, by: User, at: datetime) -> BulkAct:
    """Undo it as far as nobody has worked on since; what is not done of it yet stays undone.

    It is a bulk act, too, so that it can be taken back in its turn; only assignments are given
    anew by hand. Raises CannotDoInBulk.
    """
    about = {"bulk_act": str(bulk.pk), "act": str(Verb.UNDONE), "for": str(bulk.by_id)}
    with written_by(by, **about):
        now = BulkAct.objects.select_for_update(of=("self",)).get(pk=bulk.pk)
        if now.finished_at is None:
            now.finished_at, now.failed_at, now.failure = at, None, ""
            now.save()
        plan = would_come_back(now)
        if not plan.total:
            raise CannotDoInBulk(_("Nothing of it can be taken back."))
        if now.kind == BulkKind.ASSIGN:
            return _release(now, plan, by, at)
        return begin_bulk_act(
            project=bulk.project,
            kind=BulkKind.BACK,
            plan=plan,
            by=by,
            at=at,
            tag=now.tag,
            takes_back=now,
        )


def _tagged(bulk: BulkAct) -> Plan:
    rows = bulk.parts.filter(act__isnull=False)
    places = {
        (coding, gesture): row
        for row, coding, gesture in rows.values_list(
            "project_article", "act__coding", "act__gesture"
        )
    }
    later = Act.objects.standing().filter(
        coding=OuterRef("coding"), annotation=OuterRef("annotation"), number__gt=OuterRef("number")
    )
    acts = Act.objects.filter(
        coding__in=rows.values("act__coding"), gesture__isnull=False, verb__in=DOING
    )
    acts = acts.annotate(later=Exists(later)).order_by("coding", "-number")
    gestures: dict[tuple[UUID, int | None], list[Act]] = defaultdict(list)
    for act in acts.defer("before", "after", "touched", "linked"):
        if (act.coding_id, act.gesture) in places:
            gestures[act.coding_id, act.gesture].append(act)
    codings = Coding.every.in_bulk({coding for coding, _gesture in gestures})
    numbers: dict[UUID, list[int]] = {}
    left: Counter[str] = Counter()
    for key, gesture in gestures.items():
        standing = [act for act in gesture if not (act.is_undone or act.is_dropped)]
        left[LeftOut.ALREADY] += len(gesture) - len(standing)
        going, staying = _sorted_out(codings[key[0]], standing)
        left += staying
        if going:
            numbers[places[key]] = [act.annotation for act in going]
    return Plan(numbers=numbers, left={str(why): n for why, n in left.items() if n})


def _sorted_out(coding: Coding, gesture: list[Act]) -> tuple[list[Act], Counter[LeftOut]]:
    """Looks closer only where somebody has been at work since."""
    is_open = coding.is_current and coding.state != CodingState.DONE
    if is_open and not any(act.later for act in gesture):  # type: ignore[attr-defined]
        return gesture, Counter()
    whole = Act.objects.filter(pk__in=[act.pk for act in gesture]).order_by("-number")
    return sorted_out(coding, list(whole))


def _given(bulk: BulkAct) -> Plan:
    analysts: dict[UUID, list[UUID]] = defaultdict(list)
    left: Counter[str] = Counter()
    given = Assignment.objects.filter(act=bulk.pk).live().with_coding()
    for one in given:
        if one.state:
            left[LeftOut.BEGUN] += 1
        else:
            analysts[one.project_article_id].append(one.analyst_id)
    return Plan(analysts=analysts, left={str(why): n for why, n in left.items()})


def _release(bulk: BulkAct, plan: Plan, by: User, at: datetime) -> BulkAct:
    try:
        gone = undo_assigning(project=bulk.project, act=bulk.pk, by=by, at=at)
    except CannotAssign as refusal:
        raise CannotDoInBulk(str(refusal)) from refusal
    return BulkAct.objects.create(
        project=bulk.project,
        kind=BulkKind.BACK,
        by=by,
        at=at,
        takes_back=bulk,
        total=gone,
        dealt=gone,
        done=gone,
        left=dict(plan.left),
        finished_at=at,
    )
