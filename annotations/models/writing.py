"""Statements that write and delete the few rows of one act, put together once for each model."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import CASCADE, DO_NOTHING, Field, Model

from annotations.models.columns import written_columns
from annotations.models.ready import Asked, ask


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
    database = connections[DEFAULT_DB_ALIAS]
    return sql, [one.get_db_prep_save(one.pre_save(row, True), database) for one in fields]


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
