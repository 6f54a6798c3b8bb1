"""Keeping searches for oneself, and letting the members of a project take them up."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from annotations.actions.following import Look, begin_anew
from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.domain.names import tidy
from annotations.models import Project, SavedSearch, User
from annotations.models.saved_searches import KEPT

# Each is looked for again and again.
MOST = 20
ALLOWED = frozenset({"name", "often", "project_id"})


class CannotSaveSearch(Refused):
    """It has no name, or one that is there; there are MOST of them; or it cannot be shared."""


@audited
def save_search(
    *, by: User, at: datetime, name: str, query: str, kind: str, look: Look
) -> SavedSearch:
    """`query` is that of the address, without a place in the pages. What it finds now is not new.

    Raises CannotSaveSearch.
    """
    _demand_room(by)
    last = SavedSearch.objects.of(by).aggregate(last=Max("position"))["last"] or 0
    saved = SavedSearch(owner=by, name=tidy(name)[:100], query=query, kind=kind, position=last + 1)
    keep(saved, CannotSaveSearch)
    begin_anew(saved=saved, look=look, at=at)
    saved.refresh_from_db()
    return saved


@audited
def change_search(*, saved: SavedSearch, by: User, **changes: str | UUID | None) -> None:
    """Its name, how often mails tell of it, and with whose members it is shared.

    Raises CannotSaveSearch.
    """
    row = _locked(saved)
    assign(row, changes, ALLOWED)
    row.name = tidy(row.name)[:100]
    project = row.project_id
    if project and not Project.objects.visible_to(by).filter(pk=project).exists():
        raise CannotSaveSearch(_("You are no member of this project."), "project")
    keep(row, CannotSaveSearch)


@audited
def ask_otherwise(
    *, saved: SavedSearch, by: User, at: datetime, query: str, kind: str, look: Look
) -> None:
    """Another question under the same name: what it finds now is not new."""
    saved.query, saved.kind = query, kind
    saved.save(update_fields=["query", "kind"])
    begin_anew(saved=saved, look=look, at=at)


@audited
def see_search(*, saved: SavedSearch, by: User, until: int) -> None:
    """What was found up to the round `until` is new no more; what came meanwhile still is."""
    row = _locked(saved)
    row.seen_round = max(row.seen_round, min(until, row.round))
    row.save(update_fields=["seen_round"])


@audited
def move_search(*, saved: SavedSearch, by: User, is_up: bool) -> None:
    """One place further up or down among the owner's; at the end it stays where it is."""
    rows = list(SavedSearch.objects.of(by).in_order().select_for_update())
    here = rows.index(saved)
    there = max(0, min(len(rows) - 1, here + (-1 if is_up else 1)))
    rows.insert(there, rows.pop(here))
    for position, row in enumerate(rows):
        row.position = position
    SavedSearch.objects.bulk_update(rows, ["position"])


@audited
def delete_search(*, saved: SavedSearch, by: User, at: datetime) -> None:
    """Take it away; for a day `restore_search` brings it back."""
    saved.deleted_at = at
    saved.save(update_fields=["deleted_at"])


@audited
def restore_search(*, saved: SavedSearch, by: User) -> None:
    """Raises CannotSaveSearch where its name or its place was taken meanwhile."""
    row = _locked(saved)
    if row.deleted_at is None:
        return
    _demand_room(by)
    row.deleted_at = None
    keep(row, CannotSaveSearch)


def forget_deleted_searches(*, at: datetime) -> int:
    """Those that were deleted, and not brought back for a day; how many."""
    gone = SavedSearch.objects.filter(deleted_at__lte=at - KEPT)
    return gone.delete()[1].get(SavedSearch._meta.label, 0)


def _locked(saved: SavedSearch) -> SavedSearch:
    """As it is now: the worker may have found something since it was loaded."""
    return SavedSearch.objects.select_for_update().get(pk=saved.pk)


def _demand_room(owner: User) -> None:
    if SavedSearch.objects.of(owner).count() >= MOST:
        raise CannotSaveSearch(_("You keep as many searches as one can. Delete one first."))
