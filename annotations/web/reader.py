"""What a request knows about its reader: who it is, and the time zone in which dates are shown."""

from collections.abc import Callable
from typing import cast
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from annotations.domain.zones import zone_named
from annotations.web.sessions import SessionStore

ZONE = "zone"


class ReaderMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The user, no longer one who is looked up when first asked for: that stands in the way of
        # each of the hundred questions that a page has.
        session = cast("SessionStore", request.session)
        request.user = session.reader() or get_user(request)
        with timezone.override(zone_of(request.user, request)):
            return self.get_response(request)


def zone_of(user: AbstractBaseUser | AnonymousUser, request: HttpRequest) -> ZoneInfo:
    """The zone that the reader chose, else that of their device, else UTC; so, too, for a name that
    this machine does not know."""
    return zone_named(getattr(user, "time_zone", "")) or device_zone(request) or ZoneInfo("UTC")


def device_zone(request: HttpRequest) -> ZoneInfo | None:
    """What the browser says of its device: js/zone.js. None where no script ran yet."""
    return zone_named(request.COOKIES.get(ZONE, ""))
