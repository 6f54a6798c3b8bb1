"""Paging by key: page 1,000 costs what page 1 costs, and rows that come meanwhile shift nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

Row = TypeVar("Row", bound=Model)
# Without a time in it: the same place has the same mark, now and in a second.
SIGNER = signing.Signer(salt="annotations.paging")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the marks that lead to their neighbours ("" where there are none)."""

    rows: list[Row]
    next: str
    previous: str


@dataclass(frozen=True)
class Key:
    """One column of an order. `name` may be an annotation; values must never be null."""

    name: str
    descending: bool = False

    def order(self, backwards: bool) -> OrderBy:
        return OrderBy(F(self.name), descending=self.descending != backwards)

    def beyond(self, value: Any, backwards: bool, or_at: bool = False) -> Q:
        comparison = "lt" if self.descending != backwards else "gt"
        return Q(**{f"{self.name}__{comparison}{'e' if or_at else ''}": value})


def page_of(rows: QuerySet[Row], keys: Sequence[Key], mark: str = "", size: int = 50) -> Page[Row]:
    """The page at `mark` of `rows` in the order of `keys`, the last of which must be unique.

    `mark` is what an earlier page gave as `next` or `previous`; one that is broken, forged or of
    another order gives the first page. Makes one query.
    """
    backwards, values = _read(mark, len(keys))
    found = _found(rows, keys, values, backwards, size)
    return _page(found, keys, bool(values), backwards, size)


def page_of_several(
    tables: Sequence[QuerySet[Any]], key: Key, mark: str = "", size: int = 50
) -> Page[Any]:
    """A page of the rows of several tables in one order, by a key that is unique in all of them.

    One query for each table.
    """
    backwards, values = _read(mark, 1)
    found = [row for rows in tables for row in _found(rows, [key], values, backwards, size)]
    found.sort(key=lambda row: getattr(row, key.name), reverse=key.descending != backwards)
    return _page(found[: size + 1], [key], bool(values), backwards, size)


def _found(
    rows: QuerySet[Row], keys: Sequence[Key], values: list[str], backwards: bool, size: int
) -> list[Row]:
    """Those beyond the mark, one more than fit."""
    if values:
        rows = rows.filter(_beyond(keys, values, backwards))
    return list(rows.order_by(*(key.order(backwards) for key in keys))[: size + 1])


def _page(
    found: list[Row], keys: Sequence[Key], is_marked: bool, backwards: bool, size: int
) -> Page[Row]:
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([], "", "")
    has_next = more if not backwards else True
    has_previous = is_marked if not backwards else more
    return Page(
        found,
        _mark(keys, found[-1], False) if has_next else "",
        _mark(keys, found[0], True) if has_previous else "",
    )


def place_of(mark: str, count: int) -> tuple[bool, list[str]]:
    """For who looks up rows by themselves: whether to go backwards, and from behind which values.

    The values are of an order of `count` columns; none is the first page.
    """
    return _read(mark, count)


def page_read(found: list[Any], keys: Sequence[Key], mark: str = "", size: int = 50) -> Page[Any]:
    """The page at `mark` of rows looked up so, one more than fit where there are more.

    Backwards they come from the mark on.
    """
    backwards, values = _read(mark, len(keys))
    return _page(found, keys, bool(values), backwards, size)


def is_mark(mark: str, count: int) -> bool:
    """Whether it is one of ours, for an order of `count` columns."""
    return bool(_read(mark, count)[1])


def _beyond(keys: Sequence[Key], values: Sequence[Any], backwards: bool) -> Q:
    """(a, b, c) > (x, y, z) column by column, since the directions may differ."""
    condition = Q()
    equal = Q()
    for key, value in zip(keys, values, strict=True):
        condition |= equal & key.beyond(value, backwards)
        equal &= Q(**{key.name: value})
    # Says nothing new, but it is the part that lets an index start at the mark.
    return keys[0].beyond(values[0], backwards, or_at=True) & condition


def _mark(keys: Sequence[Key], row: Any, backwards: bool) -> str:
    values = [str(getattr(row, key.name)) for key in keys]
    return SIGNER.sign_object([int(backwards), *values], compress=True)


def _read(mark: str, count: int) -> tuple[bool, list[str]]:
    if not mark:
        return False, []
    try:
        backwards, *values = SIGNER.unsign_object(mark)
    except (signing.BadSignature, ValueError, TypeError, json.JSONDecodeError):
        return False, []
    return (bool(backwards), values) if len(values) == count else (False, [])
