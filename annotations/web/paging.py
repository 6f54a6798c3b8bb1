"""Paging by key: page 1,000 costs what page 1 costs, and rows that come meanwhile shift nothing."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

from annotations.models.ready import planned_anew

Row = TypeVar("Row", bound=Model)
Shown = TypeVar("Shown")
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

    def page(mark: str) -> Page[Row]:
        backwards, values = _read(mark, len(keys))
        found = _found(rows, keys, values, backwards, size)
        return _page(found, partial(_mark, keys), bool(values), backwards, size)

    return or_the_first(page, mark)


def or_the_first(page: Callable[[str], Shown], mark: str) -> Shown:
    """The values in a mark of another order may be none of this one's: a title is no day."""
    try:
        return page(mark)
    except (ValidationError, ValueError):
        if not mark:
            raise
        return page("")


@dataclass(frozen=True)
class Part:
    """A list that others follow. `rows(value, backwards, most)` has at least the next `most` of it,
    from where the first key has `value` on, or from the end where it is None."""

    rows: Callable[[str | None, bool, int], QuerySet[Any, Any]]
    keys: Sequence[Key]

    def found(self, values: list[str], backwards: bool, size: int) -> list[Any]:
        rows = self.rows(values[0] if values else None, backwards, size + 1)
        return _found(rows, self.keys, values, backwards, size)


def page_in_turn(parts: Sequence[Part], mark: str = "", size: int = 50) -> Page[Any]:
    """A page of lists that follow one another, each in an order of its own; `mark` as in `page_of`.

    One query, and one more for each further list that it takes to fill the page.
    """
    return or_the_first(partial(_page_in_turn, parts, size), mark)


def _page_in_turn(parts: Sequence[Part], size: int, mark: str) -> Page[Any]:
    backwards, at, values = False, 0, list[str]()
    for place, part in enumerate(parts):
        # The first value of a mark says of which list it is.
        turned, known = _read(mark, 1 + len(part.keys))
        if known and known[0] == str(place):
            backwards, at, values = turned, place, known[1:]
    found: list[tuple[int, Any]] = []
    for place in range(at, -1, -1) if backwards else range(at, len(parts)):
        behind = values if place == at else []
        room = size - len(found)
        # A plan that PostgreSQL keeps knows neither how large this list is nor how much is near.
        with planned_anew():
            found += [(place, row) for row in parts[place].found(behind, backwards, room)]
        if len(found) > size:
            break

    def mark_of(one: tuple[int, Any], backwards: bool) -> str:
        place, row = one
        return _mark(parts[place].keys, row, backwards, str(place))

    page = _page(found, mark_of, bool(values), backwards, size)
    return replace(page, rows=[row for _place, row in page.rows])


def page_of_several(
    tables: Sequence[QuerySet[Any]], key: Key, mark: str = "", size: int = 50
) -> Page[Any]:
    """A page of the rows of several tables in one order, by a key that is unique in all of them.

    One query for each table.
    """
    backwards, values = _read(mark, 1)
    found = [row for rows in tables for row in _found(rows, [key], values, backwards, size)]
    found.sort(key=lambda row: getattr(row, key.name), reverse=key.descending != backwards)
    return _page(found[: size + 1], partial(_mark, [key]), bool(values), backwards, size)


def _found(
    rows: QuerySet[Row], keys: Sequence[Key], values: list[str], backwards: bool, size: int
) -> list[Row]:
    """Those beyond the mark, one more than fit."""
    if values:
        rows = rows.filter(_beyond(keys, values, backwards))
    return list(rows.order_by(*(key.order(backwards) for key in keys))[: size + 1])


def _page(
    found: list[Any],
    mark_of: Callable[[Any, bool], str],
    is_marked: bool,
    backwards: bool,
    size: int,
) -> Page[Any]:
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([], "", "")
    has_next = more if not backwards else True
    has_previous = is_marked if not backwards else more
    return Page(
        found,
        mark_of(found[-1], False) if has_next else "",
        mark_of(found[0], True) if has_previous else "",
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
    return _page(found, partial(_mark, keys), bool(values), backwards, size)


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


def _mark(keys: Sequence[Key], row: Any, backwards: bool, *first: str) -> str:
    values = [str(getattr(row, key.name)) for key in keys]
    return SIGNER.sign_object([int(backwards), *first, *values], compress=True)


def _read(mark: str, count: int) -> tuple[bool, list[str]]:
    if not mark:
        return False, []
    try:
        backwards, *values = SIGNER.unsign_object(mark)
    except (signing.BadSignature, ValueError, TypeError, json.JSONDecodeError):
        return False, []
    return (bool(backwards), values) if len(values) == count else (False, [])
