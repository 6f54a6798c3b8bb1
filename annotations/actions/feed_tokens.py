"""The private part of the addresses at which somebody's feed reader asks for what is new."""

import secrets

from annotations.actions.keeping import audited
from annotations.models import User


@audited
def renew_feed_token(*, user: User, by: User) -> str:
    """A new one; addresses with the former are good for nothing from now on."""
    user.feed_token = secrets.token_urlsafe(24)
    user.save(update_fields=["feed_token"])
    return user.feed_token


@audited
def revoke_feed_token(*, user: User, by: User) -> None:
    user.feed_token = None
    user.save(update_fields=["feed_token"])
