"""Telling others what happens in a project: whom, what, and what became of it."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import deliver_later
from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.models import Delivery, DeliveryState, Project, User, Webhook
from annotations.models.webhooks import TEST

MOST = 20
# Ids in one message; of more than that it says how many they are.
MOST_NAMED = 100
# After each failure the next try comes later; after the last one nobody tries any more.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440)]
# Where nothing has arrived for so long, nothing more is sent.
DISABLED_AFTER = timedelta(days=3)
KEPT = timedelta(days=30)
CHANGEABLE = frozenset({"address", "tells"})
UNASKED = ["created_by", "failing_since", "disabled_at", "removed_at"]


class CannotKeepWebhook(Refused):
    """The webhook would not be valid."""


@audited
def create_webhook(
    *, project: Project, address: str, tells: Collection[str], by: User, at: datetime
) -> Webhook:
    """Its `secret` can be read as long as one has the row at hand. Raises CannotKeepWebhook."""
    if project.archived_at:
        raise CannotKeepWebhook(_("This project is archived. Bring it back first."))
    if project.webhooks.filter(removed_at__isnull=True).count() >= MOST:
        raise CannotKeepWebhook(_("These are as many as a project may have. Remove one first."))
    webhook = Webhook(
        project=project,
        address=address,
        tells=sorted(tells),
        salt=secrets.token_urlsafe(32),
        created_at=at,
        created_by=by,
    )
    _keep(webhook)
    return webhook


@audited
def change_webhook(*, webhook: Webhook, by: User, **changes: Any) -> Webhook:
    """Another `address`, or other events that it `tells`. Raises CannotKeepWebhook."""
    assign(webhook, changes, CHANGEABLE)
    webhook.tells = sorted(set(webhook.tells))
    _keep(webhook)
    return webhook


@audited
def try_webhook(*, webhook: Webhook, by: User, at: datetime) -> Delivery:
    """Send it a message of which nothing comes, also where nothing has arrived for days."""
    told = _told(TEST, webhook.project_id, by, at, ())
    made = Delivery.objects.create(webhook=webhook, event=TEST, payload=told, created_at=at)
    deliver_later(made.pk)
    return made


@audited
def renew_webhook(*, webhook: Webhook, by: User) -> Webhook:
    """Another secret; what is signed with the former one is signed no more."""
    webhook.salt = secrets.token_urlsafe(32)
    webhook.save(update_fields=["salt"])
    return webhook


@audited
def remove_webhook(*, webhook: Webhook, by: User, at: datetime) -> None:
    """Nothing is sent there any more, nor what is on its way."""
    webhook.removed_at = at
    webhook.save(update_fields=["removed_at"])


@audited
def resume_webhook(*, webhook: Webhook, by: User) -> None:
    """Try again where nothing arrived for days, with what happens from now on."""
    webhook.disabled_at = webhook.failing_since = None
    webhook.save(update_fields=["disabled_at", "failing_since"])


def announce(
    event: str, *, project: UUID, by: User | None, at: datetime, articles: Collection[UUID] = ()
) -> None:
    """Tell whoever wants to know, once what is done now stands. One query where nobody does.

    `articles` are ids as their pages have them.
    """
    listening = Webhook.objects.at_work().filter(project=project, tells__contains=[event])
    if not (webhooks := list(listening)):
        return
    told = _told(event, project, by, at, articles)
    rows = [Delivery(webhook=one, event=event, payload=told, created_at=at) for one in webhooks]
    for row in Delivery.objects.bulk_create(rows):
        deliver_later(row.pk)


def delivered(*, delivery: Delivery, status: int, at: datetime) -> None:
    """It arrived."""
    _note(delivery, at, state=DeliveryState.DONE, status=status, why="")
    Webhook.objects.filter(pk=delivery.webhook_id, failing_since__isnull=False).update(
        failing_since=None
    )


def not_delivered(*, delivery: Delivery, status: int, why: str, at: datetime) -> None:
    """It did not; it is tried again later, unless that was the last time."""
    is_last = delivery.attempts >= len(PAUSES)
    state = DeliveryState.FAILED if is_last else DeliveryState.WAITING
    _note(delivery, at, state=state, status=status, why=why[:300])
    webhook = delivery.webhook
    if webhook.failing_since is None:
        Webhook.objects.filter(pk=webhook.pk, failing_since__isnull=True).update(failing_since=at)
    elif at - webhook.failing_since >= DISABLED_AFTER:
        Webhook.objects.filter(pk=webhook.pk, disabled_at__isnull=True).update(disabled_at=at)
        return
    if not is_last:
        deliver_later(delivery.pk, at=at + PAUSES[delivery.attempts])


def forget_deliveries(*, at: datetime) -> int:
    """What was told a month ago. How many they were."""
    return Delivery.objects.filter(created_at__lt=at - KEPT).delete()[0]


def _keep(webhook: Webhook) -> None:
    try:
        URLValidator(schemes=["http", "https"])(webhook.address)
    except ValidationError:
        sentence = _("This is no address, such as https://example.org/hook.")
        raise CannotKeepWebhook(sentence, "address") from None
    keep(webhook, CannotKeepWebhook, unasked=UNASKED)


def _told(
    event: str, project: UUID, by: User | None, at: datetime, articles: Collection[UUID]
) -> dict[str, Any]:
    return {
        "event": event,
        "at": at.isoformat(),
        "project": str(project),
        "by": str(by.pk) if by else None,
        "count": len(articles),
        "articles": [str(one) for one in list(articles)[:MOST_NAMED]],
    }


def _note(delivery: Delivery, at: datetime, **what: Any) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(attempts=F("attempts") + 1, tried_at=at, **what)
