"""Statements that are put together once, and sent again and again with other values."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, ForeignObject, Lookup, QuerySet
from django.db.models.sql import Query
from psycopg.types.range import DateRange

Value = UUID | int | str | date | DateRange | Sequence[UUID] | Sequence[str] | None
# SQL, and its values in their order.
Asked = tuple[str, list[Any]]
# Each stands for a value while Django makes a statement, and is looked for among its parameters: so
# they are what no statement has by itself, and another one for each place.
SAMPLES: dict[type, Callable[[int], Any]] = {
    UUID: lambda place: UUID(int=(0xA77AC4E << 100) + place),
    int: lambda place: 1_900_000_000 + place,
    str: lambda place: f"sample {place}",
    datetime: lambda place: datetime(1900, 1, 1, microsecond=place, tzinfo=UTC),
    date: lambda place: date(1900, 1, 1) + timedelta(days=place),
    DateRange: lambda place: DateRange(date(1900, 1, 1 + place), None),
    # Keys, and names, for `among`.
    list: lambda place: [UUID(int=(0xA77AC4E << 100) + place)],
    list[str]: lambda place: [f"sample {place}"],
}


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """`pk__among=keys` finds what `pk__in=keys` does, by one statement however many they are.

    The keys are a list, or an expression for an array.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        keys, values = "%s", [self.rhs]
        if hasattr(self.rhs, "as_sql"):
            keys, values = compiler.compile(self.rhs)
        return f"{column} = ANY({keys})", (*parameters, *values)


class Ready:
    """A `values_list` with some values left open, kept as the statement that Django makes of it.

    Django takes up to a millisecond to put a query together, several times what PostgreSQL takes to
    answer it. This is for what every write waits for, and every page that is opened all day;
    elsewhere a QuerySet is fast enough.

    `make` is called once, with a sample of each type in `kinds`, and has to make the same query
    whatever it is given. It uses all of them, but for the first `spare`, which it need not use.
    """

    def __init__(
        self, make: Callable[..., QuerySet[Any, Any]], kinds: Iterable[type], spare: int = 0
    ) -> None:
        self._make = make
        self._samples = [SAMPLES[kind](place) for place, kind in enumerate(kinds)]
        self._spare = spare

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """One query. Columns are as the driver reads them: JSON is text."""
        return ask(*self.asked(*values))

    def asked(self, *values: Value) -> Asked:
        """The statement, and what it is asked with."""
        sql, parameters = self._statement
        return sql, [one if place is None else values[place] for one, place in parameters]

    def first(self, *values: Value) -> tuple[Any, ...] | None:
        return next(iter(self.rows(*values)), None)

    @cached_property
    def _statement(self) -> tuple[str, list[tuple[Any, int | None]]]:
        """The SQL, and its parameters, each with the place of the value that it stands for."""
        sql, parameters = self._compiled(self._make(*self._samples).query)
        unused = [sample for sample in self._samples[self._spare :] if sample not in parameters]
        assert not unused, f"{sql} does not use {unused}"
        places = {_hashed(sample): place for place, sample in enumerate(self._samples)}
        return sql, [(one, places.get(_hashed(one))) for one in parameters]

    def _compiled(self, query: Query) -> tuple[str, Sequence[Any]]:
        return query.sql_with_params()


def _hashed(parameter: Any) -> Any:
    """The parameter as a key of a dictionary, None for what can be none."""
    if isinstance(parameter, list):
        return tuple(map(_hashed, parameter))
    return parameter if isinstance(parameter, Hashable) else None


def ask(sql: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement finds, none where it only writes: one query, sent by the shortest
    way (config/postgres). Columns are as the driver reads them."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    found: list[tuple[Any, ...]] = database.ask(sql, values)
    return found


@contextmanager
def planned_anew() -> Iterator[None]:
    """What is asked within is planned for its own values: a plan that PostgreSQL keeps for later
    knows nothing of them, and may be a hundred times worse."""
    connection.ensure_connection()
    session = connection.connection
    threshold, session.prepare_threshold = session.prepare_threshold, None
    try:
        yield
    finally:
        session.prepare_threshold = threshold
