import select
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db.backends.postgresql import base

from config.postgres.asking import Asking, Values, all_of


class DatabaseWrapper(base.DatabaseWrapper):
    # What `ask` keeps of the driver's connection.
    _asking: Asking | None = None
    # What is to be closed before anything else can be sent; None where nobody is waiting.
    _unanswered: ExitStack | None = None

    def ask(self, sql: str, values: Values) -> list[tuple[Any, ...]]:
        """The rows that a statement finds, none where it only writes; by what is kept for the next.

        Half of what a short statement takes of a processor here is making a cursor and passing
        through what Django puts around it. Where somebody listens to what is sent (who counts
        queries, or forbids writes) it goes Django's way.
        """
        if self.execute_wrappers or self.queries_logged:
            with self.cursor() as listened_to:
                listened_to.execute(sql, values)
                return all_of(listened_to)
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_no_broken_transaction()
        self._answered()
        with self.wrap_database_errors:
            if self._asking is None or self._asking.line is not self.connection:
                self._asking = Asking(self.connection, self.create_cursor())
            return self._asking.rows(sql, values)

    @contextmanager
    def busy_with(self, *statements: str) -> "Iterator[None]":
        """The server is at these statements while what is within is done here.

        What asks the server something within waits for them first. What is wrong with them is
        raised there, or at the end, or at once where the server is quick.
        """
        self.ensure_connection()
        self._answered()
        with self.wrap_database_errors, ExitStack() as sending:
            sending.enter_context(self.connection.pipeline())
            for statement in statements:
                self.connection.execute(statement, prepare=False)
            self._unanswered = sending.pop_all()
        try:
            yield
        finally:
            self._answered()

    @contextmanager
    def helped(self) -> "Iterator[Callable[[Callable[[Any], None]], None]]":
        """Gives a function that leaves something to a thread, which does it by the driver's
        connection while whoever called goes on.

        What asks the server something, or leaves it something more, waits for it first. What is
        wrong with it is raised there, or at the end.
        """
        with ThreadPoolExecutor(1) as thread:

            def leave(work: Callable[[Any], None]) -> None:
                self.ensure_connection()
                self._answered()
                doing = thread.submit(work, self.connection)
                self._unanswered = ExitStack()
                self._unanswered.callback(doing.result)

            try:
                yield leave
            finally:
                self._answered()

    def _answered(self) -> None:
        """Wait for what the server was left busy with."""
        if self._unanswered is not None:
            waiting, self._unanswered = self._unanswered, None
            with self.wrap_database_errors:
                waiting.close()

    def create_cursor(self, name: str | None = None) -> Any:
        self._answered()
        return super().create_cursor(name)

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
