"""What a deletion takes along, and what keeps a row from it: in numbers, not row by row."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.text import capfirst


def counts_of(row: Model, relations: Iterable[str]) -> dict[str, int]:
    """How many rows of each kind hang on `row` by these relations; none at all is not said."""
    counts: dict[str, int] = {}
    for name in relations:
        rows = getattr(row, name)
        if count := rows.count():
            label = capfirst(str(rows.model._meta.verbose_name_plural))
            counts[label] = counts.get(label, 0) + count
    return counts
