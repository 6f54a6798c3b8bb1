"""When the database looks at foreign keys, which it does at the end of a transaction by itself."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model

# Foreign keys from one of some tables to another of them.
KEYS_AMONG = """
    SELECT quote_ident(conname) FROM pg_constraint
    WHERE contype = 'f' AND condeferrable AND conrelid <> confrelid
      AND conrelid = ANY(%(tables)s::regclass[]) AND confrelid = ANY(%(tables)s::regclass[])
"""


@contextmanager
def checked_meanwhile() -> Iterator[None]:
    """In a transaction: the foreign keys of what was written so far are looked at while what is
    within is done, instead of at the end, where nothing is to be done but wait for it.

    A key that leads nowhere raises IntegrityError: at once, where something is asked within, or at
    the end. Until the transaction ends nobody can delete or lock the rows that the keys lead to.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    with database.busy_with("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"):
        yield


def check_at_once(models: Iterable[type[Model]]) -> None:
    """In a transaction: from now on foreign keys from one of these tables to another are looked at
    with the rows that have them, instead of all at the end. Rows come after those they refer to.

    Keys to rows of the same table, which may come later, wait as usual, and so do those to other
    tables, whose rows nobody could delete or lock meanwhile.
    """
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(KEYS_AMONG, {"tables": tables})
        if names := [quoted for (quoted,) in cursor]:
            cursor.execute(f"SET CONSTRAINTS {', '.join(names)} IMMEDIATE")
