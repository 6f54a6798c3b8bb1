"""That digests are made, and how often somebody wants them."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.core import signing
from django.db import transaction

from annotations.actions.keeping import audited
from annotations.models import Digest, Often, SavedSearch, User

# Of a link that stops them: it works without signing in, for as long as the account is there.
SIGNER = signing.Signer(salt="annotations.digests")


@transaction.atomic
def note_digest(*, user: User, period: date, things: int, at: datetime) -> bool:
    """Whether it is the first of the period; whoever else is at it is waited for."""
    row = Digest(user=user, period=period, things=things, made_at=at)
    Digest.objects.bulk_create([row], ignore_conflicts=True)
    kept = Digest.objects.filter(user=user, period=period, made_at=at)
    return kept.exists()


@transaction.atomic
def note_searches_told(*, user: User, told: Mapping[UUID, int], today: date) -> None:
    """That a mail told of saved searches up to a round each, by their keys: it is told no more.

    One that is told of weekly waits for another week, whether it had news or not.
    """
    SavedSearch.objects.of(user).update(told_on=today)
    for key, until in told.items():
        SavedSearch.objects.filter(pk=key, told_round__lt=until).update(told_round=until)


def token_of(user: User) -> str:
    return SIGNER.sign(user.pk.hex)


def user_of(token: str) -> User | None:
    """None for a token that nobody was given."""
    try:
        key = UUID(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return User.objects.filter(pk=key).first()


@audited
def stop_digests(*, user: User, by: User) -> None:
    user.digest = Often.NEVER
    user.save(update_fields=["digest"])
