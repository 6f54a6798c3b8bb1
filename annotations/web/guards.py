"""What a view may do with its request: read, or act."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

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
    """POST only. The action behind it brings its own transaction."""
    return require_POST(view)


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.lstrip(" (\n").upper().startswith(READS) or " FOR UPDATE" in sql.upper():
        raise WroteWhileReading(sql[:200])
    return execute(sql, params, many, context)


def demand(allowed: bool) -> None:
    """Turn a "no" of annotations.permissions into a 403. Raises PermissionDenied."""
    if not allowed:
        raise PermissionDenied
