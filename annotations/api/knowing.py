"""Who asks: a program by its token, or a person by the session that they are signed in with."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from annotations.actions.tokens import Use, minute_of, use_token
from annotations.api.problems import Problem
from annotations.models import Scope, User
from annotations.web.sign_in import Backend

SAFE = {"GET", "HEAD", "OPTIONS"}
ORDER: list[str] = [Scope.READ, Scope.WRITE, Scope.ADMIN]
# Wrong tokens from one place in a minute, before it is told to wait: a script that does not stop.
MOST_WRONG = 30


class Asked(HttpRequest):
    """A request of the API; for type checkers only, `know` makes it true."""

    user: User
    scope: str


class Bearer(HttpBearer):
    """For the description of the API: the door knows by now who asks."""

    openapi_name = "token"

    def __call__(self, request: HttpRequest) -> Any:
        return getattr(request, "scope", None)

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        raise NotImplementedError


class Session(APIKeyCookie):
    param_name = settings.SESSION_COOKIE_NAME
    openapi_name = "session"

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def __call__(self, request: HttpRequest) -> Any:
        return getattr(request, "scope", None)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        raise NotImplementedError


def know(request: Any, at: datetime) -> dict[str, str]:
    """Puts `user` and `scope` on the request. Returns headers that say how much is left.

    Raises Problem: 401 for a stranger, 403 where the token is for less, 429 for too many requests.
    """
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        _by_session(request)
        return {}
    use = use_token(secret=secret.strip(), at=at) if kind.lower() == "bearer" else None
    user = Backend().get_user(use.user) if use else None
    if use is None or user is None:
        raise _wrong(request, at)
    left = _spend(use, at)
    request.user, request.scope = user, use.scope
    demand_scope(request, Scope.READ if request.method in SAFE else Scope.WRITE)
    return left


def demand_scope(request: Any, scope: str) -> None:
    """Raises Problem where the token was made for less."""
    if ORDER.index(request.scope) < ORDER.index(scope):
        raise Problem(403, _("This token is not for that. Make one that may do more."))


def _nothing(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def _by_session(request: Any) -> None:
    """Raises Problem."""
    if not request.user.is_authenticated:
        detail = _(
            "Send a token: “Authorization: Bearer …”. Your preferences have the page for it."
        )
        raise Problem(401, detail, {"WWW-Authenticate": 'Bearer realm="Attache"'})
    if request.method not in SAFE:
        refused = CsrfViewMiddleware(_nothing).process_view(request, _nothing, (), {})
        if refused:
            raise Problem(403, _("Writing with a session needs its X-CSRFToken as well."))
    request.scope = Scope.ADMIN


def _wrong(request: HttpRequest, at: datetime) -> Problem:
    key = f"wrong-token:{get_adapter().get_client_ip(request)}:{minute_of(at)}"
    cache.add(key, 0, 120)
    if cache.incr(key) > MOST_WRONG:
        detail = _("Too many wrong tokens came from where you are. Wait a minute.")
        return Problem(429, detail, {"Retry-After": str(_rest(at))})
    detail = _("Nobody has this token: it is mistyped, has expired, or was revoked.")
    header = 'Bearer realm="Attache", error="invalid_token"'
    return Problem(401, detail, {"WWW-Authenticate": header})


def _spend(use: Use, at: datetime) -> dict[str, str]:
    most: int = settings.API_REQUESTS_A_MINUTE
    said = {
        "RateLimit-Limit": str(most),
        "RateLimit-Remaining": str(max(most - use.used, 0)),
        "RateLimit-Reset": str(_rest(at)),
    }
    if use.used > most:
        detail = _("This token may ask %(most)d times a minute. Wait for the next one.")
        raise Problem(429, detail % {"most": most}, {"Retry-After": str(_rest(at)), **said})
    return said


def _rest(at: datetime) -> int:
    """Seconds until the next minute begins."""
    return 60 - int(at.timestamp()) % 60
