"""Telling the triggers of the history who acts, once for a transaction.

The settings are django-pghistory's. It would name the user before each statement anew, in one
message with it; but two statements in one message cannot be prepared, and prepared statements save
half of the database's time.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from uuid import uuid4

import pgtrigger
from django.db import connection, models, transaction

from annotations.models import User
from annotations.models.ready import ask

# The settings hold until the transaction ends, or are rolled back with a part of it.
IGNORE = "SELECT set_config('pgtrigger.ignore', %s, true)"
TRACKING = ("insert_insert", "update_update", "delete_delete")
# Triggers ask whether they are to be ignored. Where that was never said, each of them fails at it
# and rolls back that little, for which PostgreSQL looks through all that the transaction has still
# to check: what a row takes would grow with the rows before it.
TELL = """
    SELECT set_config('pghistory.context_id', %(context)s, true),
        set_config('pghistory.context_metadata', %(about)s, true),
        set_config('pgtrigger.ignore',
            coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{}'), true)
"""
_within: ContextVar[bool] = ContextVar("within", default=False)
# The values of TELL, as long as nobody has told them.
_untold: ContextVar[dict[str, str] | None] = ContextVar("untold", default=None)


def written_by(by: User | None, **about: str) -> AbstractContextManager[None]:
    """A transaction whose changes the history puts down to `by`, and to one another.

    `about` says what else they have in common, such as an import. Within another one it is a part
    of that: what an action calls up is done by who called it.
    """
    return _written(by, about, at_once=True)


def written_by_who_asks(by: User | None) -> AbstractContextManager[None]:
    """The same, where the first question within tells the history who it is, as a part of it: see
    `telling`. There must be one before any change."""
    return _written(by, {}, at_once=False)


@contextmanager
def _written(by: User | None, about: dict[str, str], *, at_once: bool) -> Iterator[None]:
    with transaction.atomic():
        if _within.get():
            yield
            return
        mark = _within.set(True)
        who = {"user": str(by.pk) if by else None, **about}
        untold = _untold.set({"context": str(uuid4()), "about": json.dumps(who)})
        try:
            if at_once and (values := telling()):
                ask(TELL, values)
            yield
            assert _untold.get() is None, "the history was not told who acts"
        finally:
            _untold.reset(untold)
            _within.reset(mark)


def telling() -> dict[str, str] | None:
    """The values of TELL where it has still to be asked; whoever takes them asks it at once."""
    values = _untold.get()
    _untold.set(None)
    return values


@contextmanager
def without_history(*tables: type[models.Model]) -> Iterator[None]:
    """In a transaction: what is written to these tables within leaves no history.

    For rows that can be made again out of others. Everything else that triggers keep, they keep.
    """
    with _ignoring(f"{table._meta.label}:{name}" for table in tables for name in TRACKING):
        yield


@contextmanager
def mending_history(*tables: type[models.Model]) -> Iterator[None]:
    """In a transaction: what history says of these tables may be changed, and leaves no history.

    For one purpose: that a name which somebody has a right to have forgotten is nowhere.
    """
    kept = [f"{table._meta.label}:{name}" for table in tables for name in TRACKING]
    events = [f"{table.pgh_event_model._meta.label}:append_only" for table in tables]  # type: ignore[attr-defined]
    with _ignoring([*kept, *events]):
        yield


@contextmanager
def _ignoring(uris: Iterable[str]) -> Iterator[None]:
    triggers = [trigger.get_pgid(table) for table, trigger in pgtrigger.registered(*uris)]
    with connection.cursor() as cursor:
        cursor.execute(IGNORE, ["{" + ",".join(triggers) + "}"])
        yield
        cursor.execute(IGNORE, ["{}"])
