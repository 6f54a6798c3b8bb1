"""Django's sessions in the database, read by a statement that is put together once."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from annotations.models.ready import Ready

OPEN = Ready(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(
        "session_data"
    ),
    [str, datetime],
)


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it has ended."""
        row = OPEN.first(self.session_key, timezone.now())
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
