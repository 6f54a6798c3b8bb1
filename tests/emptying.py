"""Emptying the database after a test that commits: only tables that have rows.

Django truncates all of them, which makes a thousand files anew each time, and writes the names of
all rights again. Most tests fill a dozen tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase

# They are as migrations left them, whatever a test did.
LEFT = {"django_migrations", "django_content_type", "auth_permission"}
TRIES = 3
DJANGOS_WAY = TransactionTestCase._fixture_teardown


def empty() -> None:
    """Delete all rows. Whatever still writes is waited for, so that nothing comes in afterwards."""
    with transaction.atomic(), without_triggers() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables())} IN ACCESS EXCLUSIVE MODE")
        for table in filled(cursor):
            cursor.execute(f"DELETE FROM {table}")


def tables() -> list[str]:
    """All that tests fill, quoted."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [connection.ops.quote_name(name) for name in sorted(set(names) - LEFT)]


def filled(cursor: CursorWrapper) -> list[str]:
    names = tables()
    first = (f"(SELECT {place} FROM {name} LIMIT 1)" for place, name in enumerate(names))
    cursor.execute(" UNION ALL ".join(first))
    return [names[place] for (place,) in cursor.fetchall()]


@contextmanager
def without_triggers() -> Iterator[CursorWrapper]:
    """No trigger asks about order, keeps history or forbids anything: rows go and come as they are."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def empty_quickly(case: TransactionTestCase) -> None:
    """How a test that commits ends. Who may not pass over triggers does it in Django's way."""
    for _attempt in range(TRIES):
        try:
            return empty()
        except ProgrammingError:
            return DJANGOS_WAY(case)
        except OperationalError:
            # A page that the browser left still reads, and each waited for the other.
            continue
    return empty()
