import select
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    # The cursor of `ask`, and the driver's connection that it belongs to.
    _asking: tuple[Any, Any] = (None, None)

    def ask(self, sql: str, values: "Sequence[Any] | Mapping[str, Any]") -> list[tuple[Any, ...]]:
        """The rows that a statement finds, by a cursor that is kept for the next one.

        Half of what a short statement takes of a processor here is making a cursor and passing
        through what Django puts around it. Where somebody listens to what is sent (who counts
        queries, or forbids writes) it goes Django's way.
        """
        if self.execute_wrappers or self.queries_logged:
            with self.cursor() as listened_to:
                listened_to.execute(sql, values)
                return listened_to.fetchall()
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            line, cursor = self._asking
            if line is not self.connection:
                cursor = self.create_cursor()
                self._asking = self.connection, cursor
            return cursor.execute(sql, values).fetchall()

    def is_usable(self) -> bool:
        """Whether the server has not hung up; the first request of every page asks.

        A server that hangs up says so, and a line on which nothing came in is open. Only where
        something did is it asked, as Django asks it each time.
        """
        return not self._has_been_spoken_to() or super().is_usable()

    def _has_been_spoken_to(self) -> bool:
        line = select.poll()
        line.register(self.connection.pgconn.socket, select.POLLIN)
        return bool(line.poll(0))
