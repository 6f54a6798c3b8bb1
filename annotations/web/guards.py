"""What a view may do with its request: read, or act."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "WITH", "EXPLAIN", "DECLARE", "FETCH")


class WroteWhileReading(AssertionError):
    """A page that only shows things tried to change one. It is a bug in the page."""


def reading(view: View) -> View:
    """GET and HEAD only, and not a row changes meanwhile. Raises WroteWhileReading."""

    @require_safe
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with connection.execute_wrapper(refuse_writes):
            return view(*args, **kwargs)

    return guarded  # type: ignore[return-value]


def acting(view: View) -> View:
    """POST only. The action behind it brings its own transaction.

    Where an answer to a POST is a page, its address stands in the browser, and is opened again from
    there: that is told, since a browser shows nothing of an empty answer.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        page = render_to_string("405.html", request=request)
        return HttpResponse(page, status=405, headers={"Allow": "POST"})

    return guarded  # type: ignore[return-value]


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.lstrip(" (\n").upper().startswith(READS) or " FOR UPDATE" in sql.upper():
        raise WroteWhileReading(sql[:200])
    return execute(sql, params, many, context)


def demand(allowed: bool) -> None:
    """Turn a "no" of annotations.permissions into a 403. Raises PermissionDenied."""
    if not allowed:
        raise PermissionDenied
