"""Rows of tables as the API shows them."""

from typing import Any

from django.db.models import Model
from ninja import Schema
from pydantic import ModelWrapValidatorHandler, ValidationInfo, model_validator


class Shape(Schema):
    """What a list shows of each row, made here of plain values.

    It is looked at when it is made and not again when it is sent; and not through what lets a
    schema read models, which takes longer than all the rest.
    """

    # In the place of the one that `ninja.Schema` has by this name.
    @model_validator(mode="wrap")
    @classmethod
    def _run_root_validator(
        cls, values: Any, handler: ModelWrapValidatorHandler[Any], info: ValidationInfo
    ) -> Any:
        return values if isinstance(values, cls) else handler(values)


def facts_of(row: Model, shape: type[Schema], *besides: str) -> dict[str, Any]:
    """What `shape` says of a row under the names of its columns and properties, other rows by their
    ids. Left out are those `besides`, which the caller says."""
    columns = {field.name: field.attname for field in row._meta.concrete_fields}
    names = shape.model_fields.keys() - set(besides)
    return {name: getattr(row, columns.get(name, name)) for name in names}
