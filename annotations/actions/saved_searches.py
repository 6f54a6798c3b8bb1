"""Keeping a search for oneself."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited, keep
from annotations.domain.names import tidy
from annotations.models import SavedSearch, User

# Each is counted when its owner looks for something.
MOST = 20


class CannotSaveSearch(Refused):
    """It has no name, or one that is there; or there are MOST of them."""


@audited
def save_search(*, by: User, at: datetime, name: str, query: str) -> SavedSearch:
    """`query` is that of the address, without a place in the pages. Raises CannotSaveSearch."""
    if SavedSearch.objects.filter(owner=by).count() >= MOST:
        raise CannotSaveSearch(_("You keep as many searches as one can. Delete one first."))
    saved = SavedSearch(owner=by, name=tidy(name)[:100], query=query, seen_at=at)
    keep(saved, CannotSaveSearch)
    return saved


@audited
def see_search(*, saved: SavedSearch, by: User, at: datetime) -> None:
    """What it finds now is new no more."""
    saved.seen_at = at
    saved.save(update_fields=["seen_at"])


@audited
def delete_search(*, saved: SavedSearch, by: User) -> None:
    saved.delete()
