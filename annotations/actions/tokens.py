"""Tokens by which a program acts for somebody. Of each only a hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited, keep
from annotations.domain.names import tidy
from annotations.models import ApiToken, User

# By which secret scanners, and people, know one when they see one.
SIGN = "attache_"
SHOWN = len(SIGN) + 6
MOST = 50
# One statement: whose it is, and that it was used. Requests of one token wait for one another only
# here, for less than a millisecond.
USE = """
    UPDATE annotations_apitoken SET
        last_used_at = %(at)s,
        used = CASE WHEN minute = %(minute)s THEN used + 1 ELSE 1 END,
        minute = %(minute)s
    WHERE digest = %(digest)s AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > %(at)s)
    RETURNING id, user_id, scope, used
"""


class CannotKeepToken(Refused):
    """The token cannot be made."""


@dataclass(frozen=True)
class Use:
    """That a token was shown: `used` is how often in this minute, this time included."""

    token: UUID
    user: UUID
    scope: str
    used: int


@audited
def make_token(
    *, user: User, name: str, scope: str, expires_at: datetime | None, by: User, at: datetime
) -> tuple[ApiToken, str]:
    """A new token, and the secret itself, which cannot be had again. Raises CannotKeepToken."""
    if expires_at is not None and expires_at <= at:
        raise CannotKeepToken(_("Choose a day that is still to come."), "expires_on")
    if ApiToken.objects.of(user).filter(revoked_at__isnull=True).count() >= MOST:
        raise CannotKeepToken(_("These are as many tokens as anybody may have. Revoke some first."))
    secret = SIGN + secrets.token_urlsafe(32)
    token = ApiToken(
        user=user,
        name=tidy(name),
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        scope=scope,
        created_at=at,
        expires_at=expires_at,
    )
    keep(token, CannotKeepToken, unasked=["expires_at", "revoked_at", "last_used_at"])
    return token, secret


@audited
def revoke_token(*, token: ApiToken, by: User, at: datetime) -> None:
    """From now on it opens nothing. It stays on the list."""
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])


@audited
def revoke_tokens(*, user: User, by: User, at: datetime) -> int:
    """All that somebody has. How many they were."""
    return ApiToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=at)


def use_token(*, secret: str, at: datetime) -> Use | None:
    """Whose it is, and count it; None where it opens nothing. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(USE, {"at": at, "minute": minute_of(at), "digest": digest_of(secret)})
        row = cursor.fetchone()
    return Use(*row) if row else None


def minute_of(at: datetime) -> int:
    """The minutes since 1970."""
    return int(at.timestamp()) // 60


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
