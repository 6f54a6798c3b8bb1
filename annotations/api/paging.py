"""Lists by the page, each with the address of the next; as the pages for people are cut."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from annotations.api.problems import Problem
from annotations.api.rows import Shape
from annotations.web.paging import Key, Page, is_mark, page_of

Shown = TypeVar("Shown")
Row = TypeVar("Row", bound=Model)
MOST = 200
BY_ID = (Key("id"),)


class Listing(Shape, Generic[Shown]):
    """`next` and `previous` are addresses; null where there is nothing more."""

    items: list[Shown]
    next: str | None
    previous: str | None


class Cut(Schema):
    """Which part of a list. `cursor` is what an earlier answer led to; do not make one up."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    cursor: Annotated[str, Field(max_length=2000)] = ""


Paging = Annotated[Cut, Query(...)]


def listed(
    request: HttpRequest,
    response: HttpResponse,
    rows: QuerySet[Row],
    cut: Cut,
    shaped: Callable[[list[Row]], list[Any]],
    keys: Sequence[Key] = BY_ID,
) -> dict[str, Any]:
    """A part of `rows` in the order of `keys`, the last of which is unique. One query.

    `shaped` turns all rows of a page into what is shown of them, at once. Sets the Link header.
    Raises Problem for a cursor that no answer had.
    """
    demand_mark(cut, keys)
    page = page_of(rows, keys, cut.cursor, cut.limit)
    return paged(request, response, page, shaped(page.rows))


def demand_mark(cut: Cut, keys: Sequence[Key]) -> None:
    """Raises Problem for a cursor that no answer had."""
    if cut.cursor and not is_mark(cut.cursor, len(keys)):
        raise Problem(422, _("There is no such place in this list. Begin at its first page."))


def paged(
    request: HttpRequest, response: HttpResponse, page: Page[Any], items: list[Any]
) -> dict[str, Any]:
    """The `items` of a page, with the addresses of its neighbours. Sets the Link header."""
    links = {"next": _at(request, page.next), "previous": _at(request, page.previous)}
    sent = [
        f'<{url}>; rel="{name}"'
        for name, url in (("next", links["next"]), ("prev", links["previous"]))
        if url
    ]
    if sent:
        response["Link"] = ", ".join(sent)
    return {"items": items, **links}


def each(shape: Callable[[Row], Any]) -> Callable[[list[Row]], list[Any]]:
    """For rows that need nothing from one another."""
    return lambda rows: [shape(row) for row in rows]


def _at(request: HttpRequest, mark: str) -> str | None:
    if not mark:
        return None
    asked = request.GET.copy()
    asked["cursor"] = mark
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
