"""What an actor is called besides the name that is shown."""

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited, keep
from annotations.domain.names import tidy
from annotations.models import Actor, ActorName, NameKind, User


class CannotKeepName(Refused):
    """The name would not be valid, or the actor has it already."""


@audited
def add_name(
    *, actor: Actor, name: str, language: str = "", kind: str = NameKind.FULL, by: User
) -> ActorName:
    """Raises CannotKeepName."""
    row = ActorName(actor=actor)
    _keep(row, name, language, kind)
    return row


@audited
def change_name(*, row: ActorName, name: str, language: str, kind: str, by: User) -> ActorName:
    """All of it anew. Raises CannotKeepName."""
    _keep(row, name, language, kind)
    return row


@audited
def remove_name(*, row: ActorName, by: User) -> None:
    """It can be added again."""
    row.delete()


def _keep(row: ActorName, name: str, language: str, kind: str) -> None:
    row.name = tidy(name)
    row.language = language.strip().lower()
    row.kind = kind
    if row.name.casefold() == row.actor.name.casefold():
        raise CannotKeepName(_("This is the name that is shown already."), "name")
    keep(row, CannotKeepName)
