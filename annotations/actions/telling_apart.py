"""Two actors who look like one and are two."""

from datetime import datetime
from uuid import UUID

from annotations.actions.keeping import audited
from annotations.models import Actor, Distinct, User


@audited
def tell_apart(*, one: Actor, other: Actor, by: User, at: datetime) -> Distinct:
    """They are different: nobody proposes them again. Said twice, it is remembered once."""
    first, second = sorted([one.pk, other.pk])
    row, _is_new = Distinct.objects.get_or_create(
        one_id=first, other_id=second, defaults={"by": by, "at": at}
    )
    return row


@audited
def take_apart_back(*, one: UUID, other: UUID, by: User) -> None:
    """Nobody knows whether they are different, as before."""
    Distinct.objects.between(one, other).delete()
