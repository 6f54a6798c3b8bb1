"""Emptying the database after a test that commits: only tables that have rows.

Django truncates all of them, which makes a thousand files anew each time, and writes the names of
all rights again. Most tests fill a dozen tables.
"""

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.test import TransactionTestCase

# They are as migrations left them, whatever a test did.
LEFT = {"django_migrations", "django_content_type", "auth_permission"}
TRIES = 3
DJANGOS_WAY = TransactionTestCase._fixture_teardown


def empty() -> None:
    """Delete all rows. Whatever still writes is waited for, so that nothing comes in afterwards."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in sorted(set(names) - LEFT)]
    with transaction.atomic(), connection.cursor() as cursor:
        # No trigger asks about order, keeps history or forbids it: all rows go.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        first = (f"(SELECT {place} FROM {name} LIMIT 1)" for place, name in enumerate(tables))
        cursor.execute(" UNION ALL ".join(first))
        for (place,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {tables[place]}")


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
