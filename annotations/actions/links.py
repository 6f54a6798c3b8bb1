"""What one statement does to another: repeats it, denies it, walks it back."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited
from annotations.models import Attribution, Link, User


class CannotConnect(Refused):
    """The two cannot be linked like this."""


@audited
def link_statements(
    *,
    said: Attribution,
    kind: str,
    other: Attribution,
    day: date | None = None,
    by: User,
    at: datetime,
) -> Link:
    """Say what `said` does to `other`; said again, on another day. Raises CannotConnect."""
    if said.pk == other.pk:
        raise CannotConnect(_("A statement is not linked to itself."))
    if said.project_id != other.project_id:
        raise CannotConnect(_("Only statements of one project can be linked."))
    try:
        with transaction.atomic():
            link, _is_new = Link.objects.update_or_create(
                coding=said.coding,
                number=said.number,
                other_coding=other.coding,
                other_number=other.number,
                kind=kind,
                defaults={"day": day},
                create_defaults={
                    "project_id": said.project_id,
                    "day": day,
                    "linked_by": by,
                    "linked_at": at,
                },
            )
    except IntegrityError as error:
        raise CannotConnect(
            _("It is linked the other way round, and would go in a circle.")
        ) from error
    return link


@audited
def unlink_statements(*, link: Link, by: User) -> None:
    link.delete()
