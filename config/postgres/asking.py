"""Short statements that are sent again and again.

Where psycopg has prepared one, it is sent by one call of libpq: a third of what it takes of a
processor by a cursor, which sends and waits in steps, so that something else may be done meanwhile.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import psycopg
from psycopg import errors
from psycopg._preparing import Prepare
from psycopg._queries import PostgresQuery
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

Values = Sequence[Any] | Mapping[str, Any]
# Statements that are kept of one line: pages have some hundreds, and those that are written anew
# for their values come once and never again.
MOST_KEPT = 500


class Asking:
    """What is kept of one line to the server. psycopg knows which statements are prepared there,
    and says when it lets one go, so it is asked each time, and told that one was used."""

    def __init__(self, line: "psycopg.Connection[Any]", cursor: "psycopg.Cursor[Any]") -> None:
        self.line = line
        self._cursor = cursor
        self._queries: dict[str, PostgresQuery] = {}

    def rows(self, sql: str, values: Values) -> list[tuple[Any, ...]]:
        found = self._at_once(sql, values)
        return all_of(self._cursor.execute(sql, values)) if found is None else found

    def _at_once(self, sql: str, values: Values) -> list[tuple[Any, ...]] | None:
        """None where the statement is not prepared (yet)."""
        query = self._queries.get(sql)
        if query is None:
            if len(self._queries) >= MOST_KEPT:
                self._queries.clear()
            query = self._queries[sql] = PostgresQuery(Transformer(self._cursor))
            query.convert(sql, values)
        else:
            query.dump(values)
        known, name = self.line._prepared.get(query)
        if known is not Prepare.YES:
            return None
        self.line._prepared.maybe_add_to_cache(query, known, name)
        server, parameters = self.line.pgconn, cast("Any", query.params)
        if not self.line.autocommit and server.transaction_status == TransactionStatus.IDLE:
            checked(server.exec_(self.line._get_tx_start_command()))
        result = checked(server.exec_prepared(name, parameters, query.formats))
        if result.status == ExecStatus.COMMAND_OK:
            return []
        query._tx.set_pgresult(result)
        return query._tx.load_rows(0, result.ntuples, tuple)


def all_of(cursor: Any) -> list[tuple[Any, ...]]:
    """The rows that were found; none where the statement only writes."""
    return cursor.fetchall() if cursor.description else []


def checked(result: PGresult) -> PGresult:
    """Raises psycopg's error where the server refused."""
    if result.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise errors.error_from_result(result)
    return result
