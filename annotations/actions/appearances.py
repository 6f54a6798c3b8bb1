"""What an analyst does about an annotation of theirs that was carried to a copy."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import perform, take_turn
from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import Range, places, take_number
from annotations.actions.keeping import audited
from annotations.actions.snapshots import Snapshot, snapshot_of
from annotations.domain.identifiers import uuid7
from annotations.models import Act, Appearance, ProjectArticle, User


class CannotDetach(CannotAnnotate):
    """It is not the analyst's own, or is not carried there (any more)."""


@audited
def detach(
    *,
    project_article: ProjectArticle,
    appearance: UUID,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Make an annotation of its own of it, which can be changed without changing the original.

    Raises CannotDetach, CannotAnnotateFinished, WordsDiffer.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    rows = Appearance.objects.visible_to(by).standing().filter(project_article=project_article)
    found = rows.select_related("coding", "attribution", "passage").filter(pk=appearance).first()
    if found is None:
        raise CannotDetach(_("This is no longer carried to this article."))
    _demand_own(found, by)
    owner = found.attribution or found.passage
    original = snapshot_of(found.coding, owner.number) if owner else None
    if original is None:
        raise CannotDetach(_("This is no longer carried to this article."))
    roles = {span.number: (span.role, span.words) for span in original.spans}
    wanted = [
        (roles[number][0], Range(start, end, roles[number][1]))
        for number, start, end in found.places
    ]
    number = take_number(turn.coding) if original.statement else None
    spans = places(turn.coding, wanted, at)
    statement = original.statement and replace(
        original.statement, id=str(uuid7()), created_at=at.isoformat()
    )
    after = Snapshot(number or spans[0].number, spans, original.tags, original.note, statement)
    act = perform(turn, before=None, after=after)
    found.delete()
    return act


@audited
def remove_appearance(*, appearance: Appearance, by: User, at: datetime) -> None:
    """It is not said there: for this copy it counts no longer. Raises CannotDetach."""
    _demand_own(appearance, by)
    Appearance.objects.standing().filter(pk=appearance.pk).update(removed_at=at, removed_by=by)


@audited
def restore_appearance(*, appearance: Appearance, by: User) -> None:
    """It counts again. Raises CannotDetach."""
    _demand_own(appearance, by)
    Appearance.objects.filter(pk=appearance.pk).update(removed_at=None, removed_by=None)


def _demand_own(appearance: Appearance, by: User) -> None:
    if appearance.coding.analyst_id != by.pk:
        raise CannotDetach(_("Only who made an annotation decides where it appears."))
