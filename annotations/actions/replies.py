"""Doing what a program asks for once, however often it asks under the same key."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused
from annotations.models import Reply, User
from annotations.models.replies import KEPT


class CannotRepeat(Refused):
    """The key was used for another request."""


@dataclass
class Replied:
    """What was answered. `is_again` where it was done before, and is only said again."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    is_again: bool = False


def reply_once(
    *, key: str, fingerprint: str, do: Callable[[], Replied], by: User, at: datetime
) -> Replied:
    """What `do` answers, or what it answered to this key within the last day.

    A second request at the same time waits for the first one here. What was refused is not kept:
    nothing was done, and it may be asked for again. Raises CannotRepeat.
    """
    with transaction.atomic():
        Reply.objects.filter(user=by, key=key, at__lt=at - KEPT).delete()
        # Waits for whoever is just making the row, since it is unique.
        made = Reply.objects.bulk_create(
            [Reply(user=by, key=key, fingerprint=fingerprint, at=at)], ignore_conflicts=True
        )
        [row] = Reply.objects.select_for_update().filter(user=by, key=key)
        if row.status:
            if row.fingerprint != fingerprint:
                raise CannotRepeat(
                    _("This Idempotency-Key was used for another request. Take a new one.")
                )
            return Replied(row.status, row.headers, row.body, is_again=True)
        assert made
        answer = do()
        if answer.status >= 400:
            transaction.set_rollback(True)
        else:
            row.status, row.headers, row.body = answer.status, answer.headers, answer.body
            row.save(update_fields=["status", "headers", "body"])
        return answer


def forget_replies(*, at: datetime) -> int:
    """Those that nobody gets again. How many they were."""
    return Reply.objects.filter(at__lt=at - KEPT).delete()[0]
