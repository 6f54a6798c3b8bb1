import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from config.embedded import binaries
from config.embedded.server import Use
from config.postgres import base

_uses: dict[str, Use] = {}
_one_at_a_time = threading.Lock()


def socket(data: str) -> Path:
    """The folder of the server's socket; this process's use of it lasts until `leave_all`."""
    with _one_at_a_time:
        if data not in _uses:
            _uses[data] = Use(Path(data))
        return _uses[data].socket()


def leave_all() -> None:
    """End this process's uses; the last one out sees the server stopped."""
    while _uses:
        _uses.popitem()[1].leave()


class DatabaseClient(PostgresClient):
    """`manage.py dbshell`, with the psql of the same PostgreSQL."""

    def runshell(self, parameters: Iterable[str]) -> None:
        data = self.connection.settings_dict["DATA"]
        self.connection.settings_dict["HOST"] = str(socket(data))
        self.executable_name = str(binaries.programs(_uses[data].where) / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """Everybody who is about to connect asks this, so here the server is started."""
        self.settings_dict["HOST"] = str(socket(self.settings_dict["DATA"]))
        return super().get_connection_params()
