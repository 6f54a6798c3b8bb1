"""Statements that are put together once, and sent again and again with other values."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import CASCADE, DO_NOTHING, Field, ForeignObject, Lookup, Model, QuerySet
from django.db.models.sql import Query

from annotations.models.columns import written_columns

Value = UUID | int | str | datetime | DateRange | Sequence[UUID] | Sequence[str] | None
SAMPLES: dict[type, Callable[[int], Any]] = {
    UUID: lambda place: UUID(int=(0xA77AC4E << 100) + place),
    int: lambda place: 1_900_000_000 + place,
    str: lambda place: f"sample {place}",
    datetime: lambda place: datetime(1900, 1, 1, microsecond=place, tzinfo=UTC),
    DateRange: lambda place: DateRange(date(1900, 1, 1 + place), None),
    # Keys, and names, for `among`.
    list: lambda place: [UUID(int=(0xA77AC4E << 100) + place)],
    list[str]: lambda place: [f"sample {place}"],
}
# Foreign keys from one of some tables to another of them.
KEYS_AMONG = """
    SELECT quote_ident(conname) FROM pg_constraint
    WHERE contype = 'f' AND condeferrable AND conrelid <> confrelid
      AND conrelid = ANY(%(tables)s::regclass[]) AND confrelid = ANY(%(tables)s::regclass[])
"""


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

    `make` is called once, with a sample of each type in `kinds`, and may not decide by them. The
    first `spare` of them it need not use.
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

    def asked(self, *values: Value) -> "Asked":
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
    if isinstance(parameter, list):
        return tuple(map(_hashed, parameter))
    return parameter if isinstance(parameter, Hashable) else None


def ask(sql: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement finds which is written out by hand; none where it only writes. See
    config.postgres."""
    line: Any = connections[DEFAULT_DB_ALIAS]
    found: list[tuple[Any, ...]] = line.ask(sql, values)
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


@contextmanager
def checked_meanwhile() -> Iterator[None]:
    """In a transaction: the foreign keys of what was written so far are looked at while what is
    within is done, instead of at the end, where nothing is to be done but wait for it.

    A key that leads nowhere raises IntegrityError: at once, where something is asked within, or at
    the end.
    Until the transaction ends nobody can delete or lock the rows that the keys lead to.
    """
    line: Any = connections[DEFAULT_DB_ALIAS]
    with line.busy_with("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"):
        yield


def check_at_once(models: Iterable[type[Model]]) -> None:
    """In a transaction: from now on foreign keys from one of these tables to another are looked at
    with the rows that have them, instead of all at the end. Rows come after those they refer to.

    Keys to rows of the same table, which may come later, wait as usual, and so do those to other
    tables, whose rows nobody could delete or lock meanwhile.
    """
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(KEYS_AMONG, {"tables": tables})
        if names := [quoted for (quoted,) in cursor]:
            cursor.execute(f"SET CONSTRAINTS {', '.join(names)} IMMEDIATE")


# SQL, and its values in their order.
Asked = tuple[str, list[Any]]


def insert(rows: Sequence[Model]) -> None:
    """New rows of one model, as `bulk_create` writes them, a statement for each.

    For the few rows of one act. Keys that the database hands out are not read back.
    """
    for row in rows:
        ask(*insertion_of(row))


def insertion_of(row: Model) -> Asked:
    """The statement that inserts a row, and its values."""
    sql, fields = _insertion(type(row))
    # Django's `connection` would look each time which one is meant.
    line = connections[DEFAULT_DB_ALIAS]
    return sql, [one.get_db_prep_save(one.pre_save(row, True), line) for one in fields]


def all_at_once(statements: Sequence[Asked], last: Asked) -> list[tuple[Any, ...]]:
    """What `last` finds; the others, none of which builds on another, are done with it.

    One statement costs less than several do, whatever they are about. Triggers fire at its end.
    """
    parts = [f"part{place} AS ({sql})" for place, (sql, _) in enumerate(statements)]
    values = [value for _, more in (*statements, last) for value in more]
    return ask(f"WITH {', '.join(parts)} {last[0]}" if parts else last[0], values)


@cache
def _insertion(model: type[Model]) -> "tuple[str, list[Field[Any, Any]]]":
    fields = written_columns(model)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places})', fields


def removals_of(model: type[Model], keys: Sequence[UUID]) -> list[Asked]:
    """Statements that delete rows by their keys, with what hangs on them, as `QuerySet.delete`
    does, to be asked `all_at_once`: foreign keys are looked at when the transaction ends.

    For a model on whose dependants nothing hangs in turn.
    """
    return [(sql, [list(keys)]) for sql in _removals(model)] if keys else []


@cache
def _removals(model: type[Model]) -> list[str]:
    owned = [one for one in _relations(model) if one.on_delete is CASCADE]
    assert owned == _relations(model), f"not everything goes with a {model.__name__}"
    assert not any(_relations(one.related_model) for one in owned)
    columns = [(one.related_model, one.field.column) for one in owned]
    return [
        f'DELETE FROM "{table._meta.db_table}" WHERE "{column}" = ANY(%s)'
        for table, column in [*columns, (model, model._meta.pk.column)]
    ]


def _relations(model: type[Model]) -> list[Any]:
    """What refers to the model's rows; history does not mind what becomes of them."""
    return [one for one in model._meta.related_objects if one.on_delete is not DO_NOTHING]
