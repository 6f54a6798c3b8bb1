"""How far something is that is all one transaction, of which nobody sees anything meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from uuid import UUID

from django.db import connection, models

# How often it is told how far it is.
EVERY_SECONDS = 1.0


@contextmanager
def telling(
    table: type[models.Model], key: UUID, column: str, most: int
) -> Iterator[Callable[[int], None]]:
    """Gives a function that notes in a column of a row how much is done, at most once a second.

    By a connection of its own; the transaction meanwhile may not hold the row.
    """
    beside, told = connection.copy(), monotonic()
    sql = f'UPDATE "{table._meta.db_table}" SET "{column}" = %s WHERE id = %s'

    def tell(done: int) -> None:
        nonlocal told
        if monotonic() - told >= EVERY_SECONDS:
            told = monotonic()
            with beside.cursor() as cursor:
                cursor.execute(sql, [min(done, most), key])

    try:
        yield tell
    finally:
        beside.close()
