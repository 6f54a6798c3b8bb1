"""What was done to many entries of the register at once, by whomever; the latest first."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from annotations.models import ActorMove, Back, RegisterImport, RegisterImportRow, User
from annotations.queries.bulk_deeds import actor_moves


class RegisterDeed(TextChoices):
    IMPORTED = "imported", _("Files applied")
    PEOPLE = "people", _("People merged or split")


def register_tables(by: UUID | None, kind: str) -> list[QuerySet[Any, Any]]:
    """Imports, and merges and splits of actors: each table by itself, keys in the order of time."""
    tables = {RegisterDeed.IMPORTED: _imports(by), RegisterDeed.PEOPLE: actor_moves(None, by)}
    return [rows for name, rows in tables.items() if kind in ("", name)]


def register_doers() -> QuerySet[User]:
    """Whoever did any of it."""
    imports = RegisterImport.objects.filter(started_at__isnull=False, owner__isnull=False)
    did = Q(pk__in=imports.values("owner")) | Q(pk__in=ActorMove.objects.values("by"))
    return User.objects.filter(did).order_by("username")


def kind_of_register_deed(deed: Any) -> RegisterDeed:
    return RegisterDeed.PEOPLE if isinstance(deed, ActorMove) else RegisterDeed.IMPORTED


def can_register_deed_be_taken_back(deed: Any) -> bool:
    """As far as the deed itself knows."""
    if isinstance(deed, ActorMove):
        move: Any = deed
        return move.undone_at is None and not move.is_built_on and move.is_there
    return deed.finished_at is not None and deed.is_left


def _imports(by: UUID | None) -> QuerySet[Any, Any]:
    """Files that were begun, each with `is_left` and `is_back`: whether some rows are."""
    rows = RegisterImportRow.objects.filter(upload=OuterRef("pk"))
    imports: QuerySet[Any, Any] = RegisterImport.objects.filter(started_at__isnull=False)
    imports = imports.annotate(
        is_left=Exists(rows.to_take_back()), is_back=Exists(rows.filter(back=Back.DONE))
    )
    return (imports.filter(owner=by) if by else imports).select_related("owner")
