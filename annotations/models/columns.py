"""Which columns of a table are written: no keys that the database hands out, nothing worked out."""

from functools import cache
from typing import Any

from django.db.models import AutoField, Field, Model


@cache
def written_columns(model: type[Model]) -> "list[Field[Any, Any]]":
    """In the order of the model."""
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, AutoField) and not field.generated
    ]
