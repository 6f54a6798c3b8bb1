"""How people sign in: by user name or address, never by themselves, never with a known password."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotations.domain.demo import DEMO_PASSWORD
from annotations.models import User
from annotations.models.ready_models import ReadyModels

KNOWN = ReadyModels(lambda pk: User.objects.filter(pk=pk), [UUID])
MISMATCH = _("This name and this password do not belong together. Check both and try again.")


class Backend(AuthenticationBackend):
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Refuses the demo's password outside the demo, whatever the database says."""
        if credentials.get("password") == DEMO_PASSWORD and not settings.DEMO:
            return None
        return super().authenticate(request, **credentials)

    def get_user(self, user_id: UUID) -> User | None:
        """Who is signed in; every request asks."""
        user: User | None = KNOWN.one(user_id)
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "invalid_login": MISMATCH,
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your present password. Try again."),
        "too_many_login_attempts": _(
            "Too many wrong passwords. Wait five minutes, then try again; an admin can set a new "
            "password for you."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by admins."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("preferences")
