"""One event to one webhook: signed, sent, and noted what came of it."""

import hmac
import json
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from annotations.actions.webhooks import delivered, not_delivered
from annotations.fetching import NotFetched, send
from annotations.models import Delivery, DeliveryState
from annotations.models.webhooks import TEST


def deliver(*, delivery: UUID, at: datetime) -> None:
    """Nothing, where it was done before, or nobody wants it any more."""
    rows = Delivery.objects.select_related("webhook")
    row = rows.filter(pk=delivery, state=DeliveryState.WAITING).first()
    if row is None or row.webhook.removed_at:
        return
    if row.webhook.disabled_at and row.event != TEST:
        return
    body = json.dumps({"id": str(row.pk), **row.payload}, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "Attache-Event": row.event,
        "Attache-Delivery": str(row.pk),
        "Attache-Signature": signature(row.webhook.secret, body, at),
    }
    try:
        status = send(row.webhook.address, body, headers=headers)
    except NotFetched as failure:
        not_delivered(delivery=row, status=0, why=str(failure), at=at)
        return
    if 200 <= status < 300:
        delivered(delivery=row, status=status, at=at)
    else:
        not_delivered(delivery=row, status=status, why="", at=at)


def signature(secret: str, body: bytes, at: datetime) -> str:
    """`t=…,v1=…`: the seconds since 1970, and the HMAC-SHA256 of them, a full stop and the body.

    The time is in what is signed, so that nobody can send it again a day later.
    """
    seconds = int(at.timestamp())
    made = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    return f"t={seconds},v1={made}"
