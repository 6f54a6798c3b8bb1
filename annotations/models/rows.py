"""Rows as they are written down in a file: lines of JSON, made and read by the database in bulk."""

import json
from base64 import b64decode
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.fields.ranges import RangeField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import F, Func, QuerySet, TextField

from annotations.models.columns import written_columns

AnyModel = type[models.Model]
Row = dict[str, Any]
Change = Callable[[str], str]
Put = Callable[..., None]
AT_ONCE = 500
WRITE = json.JSONEncoder(ensure_ascii=False).encode
# What a column of no JSON may hold in a file.
PLAIN = {str, int, float, bool, bytes, type(None)}


class _Base64(Func):
    template = "translate(encode(%(expressions)s, 'base64'), E'\\n', '')"
    output_field = TextField()


class _AsText(Func):
    """A list, as Django's serialisers write one."""

    template = "to_json(%(expressions)s)::text"
    output_field = TextField()


class _Ends(Func):
    """A range, as Django's serialisers write one."""

    template = (
        "CASE WHEN isempty(%(expressions)s) THEN '{\"empty\": true}' "
        "WHEN %(expressions)s IS NOT NULL THEN json_build_object("
        "'bounds', CASE WHEN lower_inc(%(expressions)s) THEN '[' ELSE '(' END"
        " || CASE WHEN upper_inc(%(expressions)s) THEN ']' ELSE ')' END, "
        "'lower', lower(%(expressions)s), 'upper', upper(%(expressions)s))::text END"
    )
    output_field = TextField()


def fields_of(model: AnyModel, kept: tuple[str, ...] = ()) -> list[Any]:
    """The columns that are written down, or those of them that are `kept`."""
    return [one for one in written_columns(model) if not kept or one.name in kept]


def column_of(model: AnyModel, name: str) -> str:
    """What a field is called in a row that was written down."""
    return next(one.attname for one in fields_of(model) if one.name == name)


def lines_of(rows: QuerySet[Any], kept: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Each row as an object of JSON by the names of its columns, in the order of the keys; some
    hundred at once. The database puts them together: a tenth of the work of doing it here."""
    fields = fields_of(rows.model, kept)
    columns = rows.order_by("pk").values_list(*map(_written, fields))
    try:
        sql, parameters = columns.query.sql_with_params()
    except EmptyResultSet:
        return
    names = ", ".join(f'"{one.attname}"' for one in fields)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT row_to_json(said)::text FROM ({sql}) said ({names})", parameters)
        while found := cursor.fetchmany(AT_ONCE):
            yield [line for [line] in found]


def _written(field: Any) -> Any:
    if isinstance(field, models.BinaryField):
        return _Base64(F(field.attname))
    if isinstance(field, RangeField):
        return _Ends(F(field.attname))
    return _AsText(F(field.attname)) if isinstance(field, ArrayField) else field.attname


@contextmanager
def copying() -> Iterator[Put]:
    """Gives what puts new rows in, by COPY, with what they hold, also where Django would fill in
    the present time. A thread does it, while the next rows are made ready here.

    It is told of which model they are, the rows, and what changes the text of each value that is
    JSON. Columns that a row does not name get what new rows have; others are left aside. Raises
    DatabaseError, ValueError, TypeError, ValidationError where it makes no sense: the database's
    where the next rows are put, or something is asked, or at the end.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    with database.helped() as leave:

        def put(model: AnyModel, rows: Iterable[Row], change: Change = str) -> None:
            fields = fields_of(model)
            columns = ", ".join(f'"{one.column}"' for one in fields)
            statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
            leave(partial(_copy, statement, [*map(_values(fields, change), rows)]))

        yield put


def _copy(statement: str, rows: Iterable[Sequence[Any]], database: Any) -> None:
    with database.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _values(fields: Sequence[Any], change: Change) -> Callable[[Row], list[Any]]:
    """What makes of a row the values of its columns. Nearly all are taken as they are; the others
    are few, and known by their places."""
    names = [one.attname for one in fields]
    named = frozenset(names)
    readings = [(place, _reading(one, change)) for place, one in enumerate(fields)]
    special = {place: read for place, read in readings if read}

    def values_of(row: Row) -> list[Any]:
        values = list(map(row.get, names))
        for place, read in special.items():
            if values[place] is not None:
                values[place] = read(values[place])
        if not PLAIN.issuperset(map(type, values)):
            _demand_plain(values, special)
        if not named.issubset(row):
            for place, name in enumerate(names):
                if name not in row:
                    default = fields[place].get_default()
                    values[place] = fields[place].get_db_prep_save(default, connection)
        return values

    return values_of


def _demand_plain(values: Sequence[Any], special: Collection[int]) -> None:
    """Raises TypeError where a column that holds no JSON is given some."""
    for place, value in enumerate(values):
        if place not in special and isinstance(value, list | dict):
            raise TypeError("this column holds no JSON")


def _reading(field: Any, change: Change) -> Callable[[Any], Any] | None:
    """From JSON to what PostgreSQL reads. It reads keys, moments, numbers and words by itself."""
    if isinstance(field, models.JSONField):
        return lambda value: change(WRITE(value))
    if isinstance(field, models.BinaryField):
        return b64decode
    if isinstance(field, RangeField | ArrayField):
        return lambda value: field.get_db_prep_save(field.to_python(value), connection)
    return None
