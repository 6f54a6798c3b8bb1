import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
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
