"""The request as views see it: signed in, and knowing whether htmx sent it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from annotations.models import User


class Request(HttpRequest):
    """A request behind the login wall; for type checkers only, middleware makes it true."""

    user: User
    htmx: HtmxDetails
