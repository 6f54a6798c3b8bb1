"""Rows of models, found by a statement that is put together once."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models.query import ModelIterable
from django.db.models.sql import Query

from annotations.models.ready import Ready, Value


class ReadyModels(Ready):
    """A `Ready` that gives models, with all that the QuerySet annotates, selects along and defers.

    Not for one that prefetches.
    """

    _compiler: Any
    _converters: Any

    def found(self, *values: Value) -> list[Any]:
        """One query."""
        rows = self.rows(*values)
        return list(ModelIterable(_Answered(self._compiler, self._converters, rows)))  # type: ignore[arg-type]

    def one(self, *values: Value) -> Any:
        """The first, None where there is none. One query."""
        return next(iter(self.found(*values)), None)

    def _compiled(self, query: Query) -> tuple[str, Any]:
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        made = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        assert not compiler.has_composite_fields(columns)
        self._converters = compiler.get_converters(columns)
        # Not before it knows its columns: another thread may be at it as well.
        self._compiler = compiler
        return made


class _Answered:
    """What Django makes models of: a QuerySet, its query and its compiler, all in one, that has
    been compiled and asked already."""

    db = DEFAULT_DB_ALIAS
    # What a related manager would have put in.
    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: Any, converters: Any, rows: list[tuple[Any, ...]]) -> None:
        self.query = self
        self.select = compiler.select
        self.klass_info = compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map
        self._compiler = compiler
        self._converters = converters
        self._rows = rows

    def get_compiler(self, using: str) -> "_Answered":
        return self

    def execute_sql(self, **_how: Any) -> list[list[tuple[Any, ...]]]:
        return [self._rows]

    def results_iter(self, results: Iterable[list[tuple[Any, ...]]]) -> Iterator[Any]:
        """Values as fields read them."""
        rows = chain.from_iterable(results)
        if not self._converters:
            return rows
        return iter(self._compiler.apply_converters(rows, self._converters))
