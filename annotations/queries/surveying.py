"""What there is in all of some passages, and those of one page, by one statement."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from annotations.models import Findable
from annotations.models.findables import FindableQuerySet
from annotations.models.ready import planned_anew
from annotations.queries.search import Projects

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
# `found` is whatever was looked up, `counted` as much of it as the reader may see and is told of.
SURVEY = """
    WITH found AS MATERIALIZED ({found}),
    counted AS MATERIALIZED ({counted}),
    page AS (SELECT * FROM counted WHERE {beyond} ORDER BY {order} LIMIT {size})
    SELECT (SELECT count(*) FROM found), (SELECT count(*) FROM counted),
        (SELECT json_agg(json_build_array(source.id, source.name, n))
            FROM (SELECT source_id, count(*) AS n FROM counted GROUP BY 1) AS each
            JOIN annotations_source source ON source.id = each.source_id),
        (SELECT json_object_agg(language, n)
            FROM (SELECT language, count(*) AS n FROM counted GROUP BY 1) AS each),
        (SELECT json_agg(to_json(page)) FROM page)
"""
ALL = "SELECT * FROM found"
# The first that the reader may see: asked of one after the other, until there are enough. An EXISTS
# would be answered for all at once, by looking at each article of the project.
FIRST = """
    SELECT * FROM (SELECT * FROM found ORDER BY {order} OFFSET 0) AS it
    WHERE (SELECT TRUE FROM annotations_projectarticle AS its
           WHERE its.article_id = it.article_id {theirs} LIMIT 1)
    LIMIT {most}
"""
# Which way day, article and place go where the newest come first, and where the oldest do.
KEYS = ("day", "article", "place")
NEWEST, OLDEST = ("DESC", "DESC", "ASC"), ("ASC", "ASC", "ASC")
OTHER = {"ASC": "DESC", "DESC": "ASC"}
BEYOND = {"ASC": ">", "DESC": "<"}
# Without these two ways PostgreSQL reads an index in its order.
SET = """
    SELECT set_config('enable_bitmapscan', %s, true), set_config('enable_sort', %s, true)
"""


@dataclass(frozen=True)
class PageAt:
    """Where a page begins, and how long it is: `size` passages in order, beyond the day, article
    and place in `after`, counted from there backwards if told so."""

    size: int
    is_oldest_first: bool = False
    after: Sequence[str] = ()
    backwards: bool = False

    @property
    def goes_up(self) -> bool:
        """Whether days follow one another on it as in a calendar."""
        return self.is_oldest_first != self.backwards

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.after[0]) if self.after else None

    @property
    def ways(self) -> Sequence[str]:
        """Which way KEYS go where pages follow one another, whichever way this one is read."""
        return OLDEST if self.is_oldest_first else NEWEST


@dataclass(frozen=True)
class Survey:
    """`total` is at most what was to be counted. With `is_more` there are more, sources and
    languages tell of so many of them, and `passages` may be empty: then the page is read by itself.

    Of each source there are the id, the name and how many. `read` are those that were looked at,
    whoever may see them.
    """

    total: int
    is_more: bool
    sources: list[tuple[UUID, str, int]]
    languages: dict[str, int]
    passages: list[Findable]
    read: int = 0


def survey_of(rows: FindableQuerySet, at: PageAt, counted: int) -> Survey:
    """Of passages that the reader may see. At most `counted` are, whichever they are. One query."""
    return _survey(rows[: counted + 1], at, counted, ALL, [])


def survey_of_first(
    rows: FindableQuerySet, at: PageAt, counted: int, projects: Projects, most: int
) -> Survey:
    """Of passages that are anybody's: of `most` of them, whichever they are, the first are counted
    whose articles are in one of the `projects`. One query."""
    theirs = "" if projects is None else "AND its.project_id = ANY(%s)"
    first = FIRST.format(order=_order(at.ways), theirs=theirs, most=counted + 1)
    return _survey(rows[:most], at, counted, first, [] if projects is None else [projects])


def _survey(
    rows: FindableQuerySet, at: PageAt, most: int, counted: str, theirs: Sequence[Any]
) -> Survey:
    found, values = rows.values(*COLUMNS).query.sql_with_params()
    ways = [OTHER[way] for way in at.ways] if at.backwards else at.ways
    beyond, after = _beyond(at, ways)
    sql = SURVEY.format(
        found=found, counted=counted, beyond=beyond, order=_order(ways), size=int(at.size)
    )
    with planned_anew(), connection.cursor() as cursor:
        cursor.execute(sql, [*values, *theirs, *after])
        read, total, sources, languages, page = cursor.fetchone()
    return Survey(
        min(total, most),
        total > most,
        [(UUID(key), name, n) for key, name, n in _read(sources)],
        _read(languages),
        [_passage(one) for one in _read(page)],
        read,
    )


def _beyond(at: PageAt, ways: Sequence[str]) -> tuple[str, list[str]]:
    """What is on the page or behind it: a condition, and its values."""
    if not at.after:
        return "TRUE", []
    day, article, number = (BEYOND[way] for way in ways)
    condition = (
        f"(day {day} %s::date OR day = %s::date AND (article_id {article} %s::uuid"
        f" OR article_id = %s::uuid AND place {number} %s::int))"
    )
    return condition, [at.after[place] for place in (0, 0, 1, 1, 2)]


def _order(ways: Sequence[str]) -> str:
    return "day {}, article_id {}, place {}".format(*ways)


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
