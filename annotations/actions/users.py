"""Keeping accounts. Nobody makes one for themselves; admins do."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.domain.names import tidy
from annotations.domain.zones import known_zones
from annotations.models import User

CHANGEABLE = frozenset({"username", "name", "email", "is_staff", "is_superuser"})
READING = frozenset(
    {"theme", "text_size", "text_width", "line_height", "text_font", "shows_all_marks"}
)
SHOWING = frozenset({"suggestions_from", "shows_suggestions"})
PREFERENCES = READING | SHOWING | {"digest", "name", "time_zone", "languages"}


class CannotKeepUser(Refused):
    """The account would not be valid, or its name or address is somebody else's."""


class CannotSetPassword(Refused):
    """The password is too easy to guess."""


class CannotLoseLastAdmin(Refused):
    """Nobody would be left who may do all."""


class CannotSetPreferences(Refused):
    """There is no such theme, size, width or time zone."""


@audited
def create_user(
    *,
    username: str,
    password: str,
    name: str = "",
    email: str = "",
    is_staff: bool = False,
    is_superuser: bool = False,
    time_zone: str = "",
    by: User | None,
    is_demo: bool = False,
) -> User:
    """An account. The demo's passwords are not looked at. Raises CannotKeepUser, CannotSetPassword.

    `by` is None where no account exists yet.
    """
    user = User(
        username=username,
        name=name,
        email=email,
        is_staff=is_staff or is_superuser,
        is_superuser=is_superuser,
        time_zone=time_zone,
    )
    if not is_demo:
        _check_password(user, password)
    user.set_password(password)
    _keep_user(user)
    return user


@audited
def change_user(*, user: User, by: User, **changes: Any) -> User:
    """Change the named fields of CHANGEABLE. Raises CannotKeepUser, CannotLoseLastAdmin."""
    assign(user, changes, CHANGEABLE)
    user.is_staff = user.is_staff or user.is_superuser
    if not user.is_superuser:
        _leave_an_admin(user)
    _keep_user(user)
    return user


@audited
def set_password(*, user: User, password: str, by: User) -> None:
    """Other sessions of the account end with it. Raises CannotSetPassword."""
    _check_password(user, password)
    user.set_password(password)
    user.save(update_fields=["password"])


@audited
def deactivate_user(*, user: User, by: User) -> None:
    """The account can no longer sign in; what it did stays. Raises CannotLoseLastAdmin."""
    _leave_an_admin(user)
    user.is_active = False
    user.save(update_fields=["is_active"])


@audited
def reactivate_user(*, user: User, by: User) -> None:
    """The account can sign in again, with the password it had. Raises CannotKeepUser."""
    if user.pseudonym:
        raise CannotKeepUser(_("Nobody knows any more whose account this was."), "is_active")
    user.is_active, user.left_at = True, None
    user.save(update_fields=["is_active", "left_at"])


@audited
def set_preferences(*, user: User, by: User, **changes: Any) -> User:
    """Change the named fields of PREFERENCES. Raises CannotSetPreferences."""
    assign(user, changes, PREFERENCES)
    user.name = tidy(user.name)
    if user.time_zone and user.time_zone not in known_zones():
        raise CannotSetPreferences(_("There is no such time zone here."), "time_zone")
    keep(user, CannotSetPreferences)
    return user


def _check_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CannotSetPassword(" ".join(error.messages), "password") from error


def _leave_an_admin(user: User) -> None:
    """Refuse when this is the only one. Locks them: two cannot both leave at once."""
    admins = User.objects.filter(is_superuser=True, is_active=True)
    if [admin.pk for admin in admins.select_for_update()] == [user.pk]:
        raise CannotLoseLastAdmin(_("Somebody has to be left who may do everything."))


def _keep_user(user: User) -> None:
    user.username = tidy(user.username)
    user.name = tidy(user.name)
    namesakes = User.objects.exclude(pk=user.pk)
    if namesakes.filter(username__iexact=user.username).exists():
        raise CannotKeepUser(_("There is an account with this name already."), "username")
    if user.email and namesakes.filter(email__iexact=user.email).exists():
        raise CannotKeepUser(_("Another account has this address."), "email")
    keep(user, CannotKeepUser)
