"""What thousands of tests begin with is made once in each process, and copied from then on.

Making a project with its people and an article takes a dozen statements, and all that Django does
for each; a copy takes one. Its rows are the same each time, keys and times too, as those of a
project are from one request to the next.
"""

import pickle
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pgtrigger
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from tests.emptying import filled

Given = ParamSpec("Given")
Made = TypeVar("Made")
# The physical places of rows, by table: one that is changed gets another place.
Places = dict[str, set[str]]

# As in `annotations.actions.history`. To switch roles, as the demo's copy does, would throw away all
# plans that PostgreSQL has made for this process.
IGNORE = "SELECT set_config('pgtrigger.ignore', '{%s}', true)"


def made_once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """For a function that makes rows, always the same, and answers something that can be pickled.

    Each call gets an answer of its own. `make` must not change rows that are there already.
    """
    kept: list[tuple[str, bytes]] = []

    @wraps(make)
    def copied(*given: Given.args, **more: Given.kwargs) -> Made:
        if not kept:
            with transaction.atomic():
                before = places()
                answer = pickle.dumps(make(*given, **more))
                kept.append((statements_since(before), answer))
                transaction.set_rollback(True)
        statements, answer = kept[0]
        with connection.cursor() as cursor:
            # By the driver, which sends all of them at once: they are one transaction of their own,
            # or a part of what the test is in.
            cursor.cursor.execute(statements, prepare=False)
        return pickle.loads(answer)

    return copied


def places() -> Places:
    with connection.cursor() as cursor:
        return {table: _places_in(cursor, table) for table in filled(cursor)}


def _places_in(cursor: CursorWrapper, table: str) -> set[str]:
    cursor.execute(f"SELECT ctid::text FROM {table}")
    return {place for (place,) in cursor.fetchall()}


def statements_since(before: Places) -> str:
    """What puts all rows that have come since then into their tables, and no trigger knows of it.

    What triggers wrote is among those rows.
    """
    after = places()
    changed = [table for table in before if before[table] - after.get(table, set())]
    assert not changed, f"rows that were there have been changed: {changed}"
    triggers = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    with connection.cursor() as cursor:
        inserts = [
            _insert(cursor, table, new)
            for table, there in after.items()
            if (new := there - before.get(table, set()))
        ]
    return ";\n".join([IGNORE % triggers, *inserts, IGNORE % ""])


def _insert(cursor: CursorWrapper, table: str, new: set[str]) -> str:
    cursor.execute(
        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass"
        " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    columns = [column for (column,) in cursor.fetchall()]
    # As PostgreSQL writes each value, which it reads again as it was.
    quoted = ", ".join(f"quote_nullable({column}::text)" for column in columns)
    cursor.execute(
        f"SELECT concat_ws(', ', {quoted}) FROM {table} WHERE ctid = ANY (%s::tid[]) ORDER BY ctid",
        [sorted(new)],
    )
    rows = ", ".join(f"({row})" for (row,) in cursor.fetchall())
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows}"
