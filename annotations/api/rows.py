"""Rows of tables as the API shows them."""

from typing import Any

from django.db.models import Model
from ninja import Schema


def facts_of(row: Model, shape: type[Schema], *besides: str) -> dict[str, Any]:
    """What `shape` says of a row under the names of its columns and properties, other rows by their
    ids. Left out are those `besides`, which the caller says."""
    columns = {field.name: field.attname for field in row._meta.concrete_fields}
    names = shape.model_fields.keys() - set(besides)
    return {name: getattr(row, columns.get(name, name)) for name in names}
