"""How people sign in: by user name or address, never by themselves, never with a known password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from annotations.models import User

# The password of the demo's accounts; printed on every screen that shows the demo's address.
DEMO_PASSWORD = "demo"


class Backend(AuthenticationBackend):
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Refuses the demo's password outside the demo, whatever the database says."""
        if credentials.get("password") == DEMO_PASSWORD and not settings.DEMO:
            return None
        return super().authenticate(request, **credentials)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by admins."""
        return False
