"""What a request knows about its reader: who it is, and the time zone in which dates are shown."""

from collections.abc import Callable
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from annotations.web.sessions import SessionStore


class ReaderMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The user, no longer one who is looked up when first asked for: that stands in the way of
        # each of the hundred questions that a page has.
        session = cast("SessionStore", request.session)
        request.user = session.reader() or get_user(request)
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)


def zone_of(user: AbstractBaseUser | AnonymousUser) -> ZoneInfo:
    """The reader's own zone; UTC for strangers and for a name that this machine does not know."""
    try:
        return ZoneInfo(getattr(user, "time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
