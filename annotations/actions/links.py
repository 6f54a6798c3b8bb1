"""What one statement does to another: repeats it, denies it, walks it back.

Whoever links from a statement of their own does an act in their coding, which undo takes back.
What is done, agreed or somebody else's stays as it is: there the link says how two stand to each
other, and the history keeps it.
"""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import Gone, Turn, existing, perform, take_turn
from annotations.actions.keeping import audited
from annotations.actions.linkings import CannotConnect, Linked, Linking
from annotations.domain.identifiers import uuid7
from annotations.models import (
    Act,
    Attribution,
    Coding,
    CodingKind,
    CodingState,
    Link,
    ProjectArticle,
    User,
)


@audited
def connect(
    *,
    project_article: ProjectArticle,
    number: int,
    kind: str,
    other: Attribution,
    is_turned: bool = False,
    day: date | None = None,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Say what the analyst's own statement does to the `other`, or the other to it; said again,
    on another day.

    Raises Gone, CannotConnect, CannotAnnotateFinished.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    here = Attribution.objects.filter(coding=turn.coding, number=number).first()
    if here is None:
        raise Gone
    said, other = (other, here) if is_turned else (here, other)
    return _act(turn, number, _linking(said, kind, other, day, at))


@audited
def disconnect(
    *,
    project_article: ProjectArticle,
    number: int,
    link: UUID,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Take away a link that the analyst's own statement has. Raises as `connect`."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    row = Link.objects.filter(pk=link).first()
    here = (turn.coding.pk, number)
    if row is None or here not in (
        (row.coding_id, row.number),
        (row.other_coding_id, row.other_number),
    ):
        raise CannotConnect(_("The two are not linked any more."))
    return _act(turn, number, Linking(Linked.of(row), None))


@audited
def link_statements(
    *,
    said: Attribution,
    kind: str,
    other: Attribution,
    day: date | None = None,
    here: Attribution | None = None,
    by: User,
    at: datetime,
) -> None:
    """Say what `said` does to `other`, where `here` is the one from which it is seen.

    Raises CannotConnect, CannotAnnotateFinished.
    """
    here = here or said
    if _is_open_and_own(here.coding, by):
        is_turned = here.pk == other.pk and said.pk != other.pk
        connect(
            project_article=here.coding.project_article,
            number=here.number,
            kind=kind,
            other=said if is_turned else other,
            is_turned=is_turned,
            day=day,
            by=by,
            at=at,
        )
        return
    _linking(said, kind, other, day, at).settle(by)


@audited
def unlink_statements(*, link: Link, here: Attribution, by: User, at: datetime) -> None:
    """Take the link away that `here` has. Raises as `connect`."""
    if _is_open_and_own(here.coding, by):
        row = here.coding.project_article
        disconnect(project_article=row, number=here.number, link=link.pk, by=by, at=at)
    else:
        link.delete()


def _is_open_and_own(coding: Coding, by: User | None) -> bool:
    """Nobody, as the shell is, has no coding."""
    is_own = by is not None and coding.kind == CodingKind.HUMAN and coding.analyst_id == by.pk
    return is_own and coding.is_current and coding.state == CodingState.OPEN


def _linking(
    said: Attribution, kind: str, other: Attribution, day: date | None, at: datetime
) -> Linking:
    if said.pk == other.pk:
        raise CannotConnect(_("A statement is not linked to itself."))
    if said.project_id != other.project_id:
        raise CannotConnect(_("Only statements of one project can be linked."))
    row = Link(
        id=uuid7(),
        kind=kind,
        coding_id=said.coding_id,
        number=said.number,
        other_coding_id=other.coding_id,
        other_number=other.number,
        day=day,
        linked_at=at,
    )
    there = Link.objects.filter(
        coding=said.coding_id,
        number=said.number,
        other_coding=other.coding_id,
        other_number=other.number,
        kind=kind,
    ).first()
    if there is None:
        return Linking(None, Linked.of(row))
    was = Linked.of(there)
    there.day = day
    return Linking(was, Linked.of(there))


def _act(turn: Turn, number: int, linking: Linking) -> Act:
    """The statement itself stays as it is."""
    as_it_is = existing(turn.coding, number)
    return perform(turn, before=as_it_is, after=as_it_is, linking=linking)
