"""What many tests begin with is made once in each process, and copied from then on.

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
# The physical place of each row by its key, by table: one that is changed gets another place.
Places = dict[str, dict[str, str]]

# As in `annotations.actions.history`. To switch roles, as the demo's copy does, would throw away all
# plans that PostgreSQL has made for this process.
IGNORE = "SELECT set_config('pgtrigger.ignore', '{%s}', true)"
JOBS = "procrastinate_jobs"


def made_once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """For a function that makes rows, always the same, and answers something that can be pickled.

    Each call gets an answer of its own. `make` may change and delete rows that are there already,
    where they too are the same each time, such as those of the cast; but it must not change
    instances that it is given, since nobody does so when its rows are copied.
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
        found = {table: _places_in(cursor, table) for table in filled(cursor)}
        found[JOBS] = _places_in(cursor, JOBS)
    return found


def _places_in(cursor: CursorWrapper, table: str) -> dict[str, str]:
    cursor.execute(f"SELECT {_key_of(cursor, table)}, ctid::text FROM {table}")
    rows = cursor.fetchall()
    found = dict(rows)
    assert len(found) == len(rows), f"{table}: two rows of one key"
    return found


def _key_of(cursor: CursorWrapper, table: str) -> str:
    """Its primary key as a text, which may be of several columns."""
    cursor.execute(
        "SELECT string_agg(quote_ident(attname), ', ') FROM pg_index JOIN pg_attribute"
        " ON attrelid = indrelid AND attnum = ANY (indkey)"
        " WHERE indrelid = %s::regclass AND indisprimary",
        [table],
    )
    return f"ROW({cursor.fetchone()[0]})::text"


def statements_since(before: Places) -> str:
    """What makes of the rows of then those of now, and no trigger knows of it.

    What triggers wrote is among those rows.
    """
    after = places()
    assert after.pop(JOBS) == before[JOBS], "the worker would do what is copied once more"
    triggers = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    deletes, inserts = [], []
    with connection.cursor() as cursor:
        for table in sorted({*before, *after} - {JOBS}):
            then, now = before.get(table, {}), after.get(table, {})
            if gone := sorted(key for key, place in then.items() if now.get(key) != place):
                deletes.append(_delete(cursor, table, gone))
            if new := sorted(place for key, place in now.items() if then.get(key) != place):
                inserts.append(_insert(cursor, table, new))
    return ";\n".join([IGNORE % triggers, *deletes, *inserts, IGNORE % ""])


def _delete(cursor: CursorWrapper, table: str, gone: list[str]) -> str:
    key = _key_of(cursor, table)
    cursor.execute("SELECT quote_literal(key) FROM unnest(%s::text[]) AS key", [gone])
    quoted = ", ".join(each for (each,) in cursor.fetchall())
    return f"DELETE FROM {table} WHERE {key} IN ({quoted})"


def _insert(cursor: CursorWrapper, table: str, new: list[str]) -> str:
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
        [new],
    )
    rows = ", ".join(f"({row})" for (row,) in cursor.fetchall())
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows}"
