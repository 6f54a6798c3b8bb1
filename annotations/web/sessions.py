"""Sessions in the database, read with whoever is signed in, by a statement put together once."""

from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from annotations.models import Session, User
from annotations.models.ready_models import ReadyModels

OPEN = ReadyModels(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).select_related(
        "user"
    ),
    [str, datetime],
)


class SessionStore(db.SessionStore):
    # Whose it was when it was read.
    _user: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.user_id = data.get(SESSION_KEY)
        return session

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, where it has ended."""
        found = OPEN.one(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
            return {}
        self._user = found.user
        return self.decode(found.session_data)

    def reader(self) -> User | None:
        """Who is signed in, as `django.contrib.auth.get_user` would find them, without asking once
        more; None where there is more to it, or nobody is."""
        signed, name = self.get(HASH_SESSION_KEY), self.get(SESSION_KEY)
        user = self._user
        is_plain = (
            user is not None
            and user.is_active
            and name == str(user.pk)
            and self.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
            and constant_time_compare(signed or "", user.get_session_auth_hash())
        )
        return user if is_plain else None
