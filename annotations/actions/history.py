"""Telling the triggers of the history who acts, once for a transaction.

The settings are django-pghistory's. It would name the user before each statement anew, in one
message with it; but two statements in one message cannot be prepared, and prepared statements save
half of the database's time.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.db import connection, transaction

from annotations.models import User

TELL = """
    SELECT set_config('pghistory.context_id', %s, true),
        set_config('pghistory.context_metadata', %s, true)
"""
_within: ContextVar[bool] = ContextVar("within", default=False)


@contextmanager
def written_by(by: User | None) -> Iterator[None]:
    """A transaction whose changes the history puts down to `by`, and to one another.

    Within another one it is a part of that: what an action calls up is done by who called it.
    """
    with transaction.atomic():
        if _within.get():
            yield
            return
        mark = _within.set(True)
        try:
            with connection.cursor() as cursor:
                who = {"user": str(by.pk) if by else None}
                cursor.execute(TELL, [str(uuid4()), json.dumps(who)])
            yield
        finally:
            _within.reset(mark)
