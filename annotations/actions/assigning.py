"""Who is to annotate what: given by managers, taken by analysts, taken back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited
from annotations.actions.nexts import free_for, next_held
from annotations.domain.identifiers import uuid7
from annotations.models import Assignment, Project, ProjectArticle, User
from annotations.models.assignments import holders_of, slots_taken


class NothingNext(Refused):
    """There is no article that the analyst has, or could take."""


class CannotAssign(Refused):
    """The article has all its analysts, or there is nothing to take back."""


@audited
def take_next(
    *,
    by: User,
    at: datetime,
    project: Project | None = None,
    after: ProjectArticle | None = None,
) -> ProjectArticle:
    """The analyst's next article; one that nobody has given them yet becomes theirs.

    `after` is the one that they come from. Where they took it themselves and have done nothing in
    it, they pass it over: it is free again, and they get another. Raises NothingNext.
    """
    if after is not None:
        _pass_over(after, by, at)
    held = next_held(by, project, after)
    if held is not None:
        return held
    # Somebody faster leads to another one; what is full then is asked for no more.
    while (row := free_for(by, project).first()) is not None:
        try:
            with transaction.atomic():
                _take(row, by, at)
        except IntegrityError:
            continue
        return row
    first = next_held(by, project)
    if first is None or first == after:
        raise NothingNext(_("There is no further article for you at the moment."))
    return first


@audited
def assign(
    *,
    project: Project,
    pairs: Iterable[tuple[UUID, UUID]],
    by: User,
    at: datetime,
    act: UUID | None = None,
) -> list[Assignment]:
    """Give articles of the project to analysts, as (article of the project, analyst).

    What somebody has already, and what has all its analysts by now, is left out. `act` is one that
    goes on, None for one of its own. Raises CannotAssign where nothing is left.
    """
    wanted = list(dict.fromkeys(pairs))
    free = _locked({row for row, _ in wanted}, project)
    holders = holders_of(free)
    act = act or uuid7()
    made = []
    for row, analyst in wanted:
        begun = analyst in holders[row]
        if row not in free or holders[row].get(analyst) or not (begun or free[row]):
            continue
        free[row] -= not begun
        holders[row][analyst] = True
        made.append(
            Assignment(
                project=project,
                project_article_id=row,
                analyst_id=analyst,
                assigned_at=at,
                assigned_by=by,
                act=act,
            )
        )
    if not made:
        raise CannotAssign(_("These articles have all their analysts already."))
    return Assignment.objects.bulk_create(made)


@audited
def take_back(
    *, project: Project, assignments: Iterable[UUID], by: User, at: datetime
) -> list[Assignment]:
    """Release what is not done; what was annotated stays. Raises CannotAssign."""
    rows = Assignment.objects.unfinished().filter(project=project, pk__in=list(assignments))
    found = list(rows)
    if not found:
        raise CannotAssign(_("There is nothing to take back: it is done, or taken back already."))
    _release(found, at, uuid7())
    return found


@audited
def undo_assigning(*, project: Project, act: UUID, by: User, at: datetime) -> int:
    """Take a manager's act back, as far as nobody has worked since; to how many that was done.

    What was given goes, unless it is begun. What was taken back is given again, unless others have
    the slots. Raises CannotAssign where nothing can be undone.
    """
    rows = Assignment.objects.filter(project=project, act=act)
    untouched = [row.pk for row in rows.live().with_coding().filter(Q(state=""))]
    restored = _give_again(list(rows.filter(released_at__isnull=False)), project)
    gone, _rows = Assignment.objects.filter(pk__in=untouched).delete()
    rows.update(act=None)
    if not gone + restored:
        raise CannotAssign(_("What was assigned is begun already, so there is nothing to undo."))
    return gone + restored


@audited
def release_all(*, project: Project, analyst: User, by: User, at: datetime) -> None:
    """Of somebody who no longer annotates in the project: what they are not done with is free."""
    _release(list(Assignment.objects.unfinished().filter(project=project, analyst=analyst)), at)


def _take(row: ProjectArticle, by: User, at: datetime) -> None:
    Assignment.objects.bulk_create(
        [Assignment(project_id=row.project_id, project_article=row, analyst=by, assigned_at=at)]
    )


def _pass_over(row: ProjectArticle, by: User, at: datetime) -> None:
    own = Assignment.objects.live().with_coding().filter(project_article=row, analyst=by)
    _release(list(own.filter(Q(state=""), assigned_by__isnull=True)), at)


def _release(found: list[Assignment], at: datetime, act: UUID | None = None) -> None:
    Assignment.objects.filter(pk__in=[row.pk for row in found]).update(released_at=at, act=act)


def _give_again(released: list[Assignment], project: Project) -> int:
    free = _locked({row.project_article_id for row in released}, project)
    holders = holders_of(free)
    again = []
    for row in released:
        here = row.project_article_id
        # What they have done meanwhile is a slot already.
        counted = here in free and row.analyst_id in holders[here]
        if here in free and not holders[here].get(row.analyst_id) and (free[here] or counted):
            free[here] -= not counted
            holders[here][row.analyst_id] = True
            again.append(row.pk)
    Assignment.objects.filter(pk__in=again).update(released_at=None)
    return len(again)


def _locked(rows: set[UUID], project: Project) -> dict[UUID, int]:
    """Free slots of these articles of the project, which nobody else gives away meanwhile.

    In the order of keys, so that two managers at once wait for one another and not both.
    """
    here = ProjectArticle.objects.filter(project=project, pk__in=rows).order_by("pk")
    locked = [row.pk for row in here.select_for_update(no_key=True).only("pk")]
    needed = project.analysts_per_article
    # Asked only now: what others gave away before they let go counts.
    taken = ProjectArticle.objects.filter(pk__in=locked).annotate(taken=slots_taken())
    return {row: max(needed - n, 0) for row, n in taken.values_list("pk", "taken")}
