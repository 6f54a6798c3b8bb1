"""How much search finds in texts, of which sources and languages, and the passages of one page."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from annotations.models import Findable
from annotations.models.findables import FindableQuerySet
from annotations.models.ready import planned_anew
from annotations.queries.search import MOST_COUNTED

COLUMNS = (
    "article_id",
    "place",
    "day",
    "source_id",
    "language",
    "revision",
    "start",
    "end",
)
SURVEY = """
    WITH {before} found AS MATERIALIZED ({found})
    SELECT (SELECT count(*) FROM found),
        (SELECT json_agg(json_build_array(source.id, source.name, n))
            FROM (SELECT source_id, count(*) AS n FROM found GROUP BY 1) AS each
            JOIN annotations_source source ON source.id = each.source_id),
        (SELECT json_object_agg(language, n)
            FROM (SELECT language, count(*) AS n FROM found GROUP BY 1) AS each),
        (SELECT json_agg(to_json(page)) FROM (
            SELECT * FROM found WHERE {beyond} ORDER BY {order} LIMIT {size}) AS page)
"""
# The first of the table, which `found` then takes for all of it.
FIRST = (
    "annotations_findable AS (SELECT * FROM annotations_findable ORDER BY {order} LIMIT {deep}),"
)
# Day, article and place; how each goes where the newest come first, and where the oldest do.
KEYS = ("day", "article", "place")
NEWEST, OLDEST = ("DESC", "DESC", "ASC"), ("ASC", "ASC", "ASC")
OTHER = {"ASC": "DESC", "DESC": "ASC"}
BEYOND = {"ASC": ">", "DESC": "<"}
# How many passages are read in their order at most, and how many of them are expected to do:
# reading those takes as long as putting together what the index says of two words.
DEEP, ENOUGH = 50_000, 15_000
ROWS = "SELECT reltuples FROM pg_class WHERE oid = 'annotations_findable'::regclass"

SET = """
    SELECT set_config('enable_bitmapscan', %s, true), set_config('enable_sort', %s, true)
"""


@dataclass(frozen=True)
class Survey:
    """`total` is at most MOST_COUNTED. With `is_more` there are more, sources and languages tell
    of so many of them, whichever they are, and `passages` may be empty: then the page is read by
    itself.

    Of each source there are the id, the name and how many.
    """

    total: int
    is_more: bool
    sources: list[tuple[UUID, str, int]]
    languages: dict[str, int]
    passages: list[Findable]


def survey(
    rows: FindableQuerySet,
    *,
    size: int,
    is_oldest_first: bool = False,
    after: Sequence[str] = (),
    backwards: bool = False,
) -> Survey:
    """`size` passages in order, beyond the day, article and place in `after`, counted from there
    backwards if told so. Three queries, and where words stand often three more.

    Told to give the newest first, PostgreSQL reads passages day by day until it has enough, which
    is right for common words and takes seconds for rare ones. So it is told to only where it
    expects many, and not to read on for ever; else it finds everything before it puts anything in
    order.
    """
    if _stand_often(rows):
        found = _read_in_order(rows, size, is_oldest_first)
        if found.is_more:
            return replace(found, passages=[]) if after or backwards else found
    return _looked_up(rows, size, is_oldest_first, after, backwards)


def _stand_often(rows: FindableQuerySet) -> bool:
    """Whether ENOUGH of all passages should have more of these than are counted."""
    sought, values = rows.order_by().values("place").query.sql_with_params()
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sought}", values)
        [[plan]] = cursor.fetchone()
        cursor.execute(ROWS)
        [everything] = cursor.fetchone()
    return bool(plan["Plan"]["Plan Rows"] * ENOUGH > max(everything, 0) * MOST_COUNTED)


def _read_in_order(rows: FindableQuerySet, size: int, is_oldest_first: bool) -> Survey:
    """The first page, of the DEEP first of all passages."""
    ways = OLDEST if is_oldest_first else NEWEST
    order = _order(ways)
    ordered = rows.order_by(
        *(f"{'-' * (way == 'DESC')}{key}" for key, way in zip(KEYS, ways, strict=True))
    )
    found, values = ordered.values(*COLUMNS)[: MOST_COUNTED + 1].query.sql_with_params()
    before = FIRST.format(order=order, deep=DEEP)
    sql = SURVEY.format(before=before, found=found, beyond="TRUE", order=order, size=int(size))
    with planned_for_its_words(in_order=True):
        return _survey(sql, values, has_page=True)


def _order(ways: Sequence[str]) -> str:
    return "day {}, article_id {}, place {}".format(*ways)


def _looked_up(
    rows: FindableQuerySet,
    size: int,
    is_oldest_first: bool,
    after: Sequence[str],
    backwards: bool,
) -> Survey:
    found, values = rows.order_by().values(*COLUMNS)[: MOST_COUNTED + 1].query.sql_with_params()
    ways: Sequence[str] = OLDEST if is_oldest_first else NEWEST
    if backwards:
        ways = [OTHER[way] for way in ways]
    beyond = "TRUE"
    if after:
        day, article, place = (BEYOND[way] for way in ways)
        beyond = (
            f"(day {day} %s::date OR day = %s::date AND (article_id {article} %s::uuid"
            f" OR article_id = %s::uuid AND place {place} %s::int))"
        )
        values = (*values, after[0], after[0], after[1], after[1], after[2])
    order = _order(ways)
    sql = SURVEY.format(before="", found=found, beyond=beyond, order=order, size=int(size))
    with planned_for_its_words():
        return _survey(sql, values)


def _survey(sql: str, values: Sequence[Any], has_page: bool = False) -> Survey:
    """`has_page`: also where there are more, of which only some were found."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        total, sources, languages, page = cursor.fetchone()
    is_more = total > MOST_COUNTED
    return Survey(
        min(total, MOST_COUNTED),
        is_more,
        [(UUID(key), name, n) for key, name, n in _read(sources)],
        _read(languages),
        [_passage(one) for one in _read(page)] if has_page or not is_more else [],
    )


@contextmanager
def planned_for_its_words(in_order: bool = False) -> Iterator[None]:
    """No plan is kept of what is asked inside of this.

    `in_order`: what follows is known to stand everywhere, so it is read in its order until there
    is enough.
    """
    with planned_anew(), read_in_order() if in_order else nullcontext():
        yield


@contextmanager
def read_in_order() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET, ["off", "off"])
        yield
        # A transaction around this one would go on with it.
        cursor.execute(SET, ["on", "on"])


def _read(value: Any) -> Any:
    return (json.loads(value) if isinstance(value, str) else value) or {}


def _passage(said: dict[str, Any]) -> Findable:
    return Findable(
        article_id=UUID(said["article_id"]),
        place=said["place"],
        day=date.fromisoformat(said["day"]),
        source_id=UUID(said["source_id"]),
        language=said["language"],
        revision=UUID(said["revision"]),
        start=said["start"],
        end=said["end"],
    )
