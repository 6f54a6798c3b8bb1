"""How much search finds in texts, of which sources and languages, and the passages of one page."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from annotations.models import Findable
from annotations.models.findables import FindableQuerySet
from annotations.models.ready import planned_anew
from annotations.queries.search import MOST_COUNTED, Projects
from annotations.queries.search_spread import Spread, Window, spread_of_passages

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
    WITH found AS MATERIALIZED ({found}),
    counted AS MATERIALIZED (SELECT * FROM found {first}),
    page AS (SELECT * FROM counted WHERE {beyond} ORDER BY {order} LIMIT {size})
    SELECT (SELECT count(*) FROM found),
        (SELECT json_agg(json_build_array(source.id, source.name, n))
            FROM (SELECT source_id, count(*) AS n FROM counted GROUP BY 1) AS each
            JOIN annotations_source source ON source.id = each.source_id),
        (SELECT json_object_agg(language, n)
            FROM (SELECT language, count(*) AS n FROM counted GROUP BY 1) AS each),
        (SELECT json_agg(to_json(page)) FROM page)
"""
# How they go where the newest come first, and where the oldest do.
KEYS = ("day", "article", "place")
NEWEST, OLDEST = ("DESC", "DESC", "ASC"), ("ASC", "ASC", "ASC")
OTHER = {"ASC": "DESC", "DESC": "ASC"}
BEYOND = {"ASC": ">", "DESC": "<"}
# Words that should stand in more than one passage of so many as this makes of MOST_COUNTED are read
# in their order: that takes as long as putting together what the index says of two words. It ends
# at the latest when DEEP passages were read.
ENOUGH, DEEP = 15_000, 50_000
# The same for a page.
ENOUGH_FOR_A_PAGE = 3_000
# How many times as many passages as are wanted a window of days should have, since they lie
# unevenly; and how many times as many at most it is worth while to read.
AMPLE, FAR_TOO_MANY = 1.5, 8
# The same for a page, whose passages are few, and may be a fourth of what is expected.
AMPLE_FOR_A_PAGE = 10
# Of more days than those that have this share of all passages the index has as much to put together
# as there is to read.
WORTH_WHILE = 0.1

SET = """
    SELECT set_config('enable_bitmapscan', %s, true), set_config('enable_sort', %s, true)
"""


@dataclass(frozen=True)
class Survey:
    """`total` is at most MOST_COUNTED. With `is_more` there are more, sources and languages tell
    of so many of them, and `passages` may be empty: then the page is read by itself.

    Of each source there are the id, the name and how many.
    """

    total: int
    is_more: bool
    sources: list[tuple[UUID, str, int]]
    languages: dict[str, int]
    passages: list[Findable]


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


def survey(rows: FindableQuerySet, projects: Projects, at: PageAt) -> Survey:
    """The page `at` a place, and what there is in all. `projects` are those of the `rows`.

    Three queries; where there are many passages and words stand often, one or two more.

    Told to give the newest first, PostgreSQL reads passages day by day until it has enough, which
    is right for words that stand everywhere and takes seconds for rare ones. So only those are read
    in order; of what stands often only so many days are looked through as should have enough, and
    of the rest all are found before any is put in order.
    """
    spread = spread_of_passages()
    rows = spread.narrowed(rows, projects)
    if not spread.is_large:
        return _among_all(rows, at)
    expected = max(_expected(rows), 1)
    found = _counted(rows, spread, expected, at)
    if found.is_more and len(found.passages) < at.size:
        return replace(found, passages=_page(rows, spread, expected, at))
    return found


def _counted(rows: FindableQuerySet, spread: Spread, expected: int, at: PageAt) -> Survey:
    """By the way that should be the shortest, or else among all."""
    if expected * ENOUGH > spread.total * MOST_COUNTED:
        found = _read_in_order(rows, spread, at)
    else:
        found = _in_a_window(rows, spread, expected, at)
    return found or _among_all(rows, at)


def _expected(rows: FindableQuerySet) -> int:
    """How many PostgreSQL takes them to be."""
    sought, values = rows.order_by().values("place").query.sql_with_params()
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sought}", values)
        [[plan]] = cursor.fetchone()
    return int(plan["Plan"]["Plan Rows"])


def _read_in_order(rows: FindableQuerySet, spread: Spread, at: PageAt) -> Survey | None:
    """None where there are not more than are counted, so far as it is worth while to read."""
    window = _find(spread, at.is_oldest_first)(DEEP / spread.total)
    if window:
        rows = rows.filter(day__range=(window.first, window.last))
    ways = zip(KEYS, OLDEST if at.is_oldest_first else NEWEST, strict=True)
    rows = rows.order_by(*(f"{'-' * (way == 'DESC')}{key}" for key, way in ways))
    with planned_for_its_words(in_order=True):
        found, count = _surveyed(rows, MOST_COUNTED + 1, at)
    return _begun(found, at) if count > MOST_COUNTED else None


def _in_a_window(
    rows: FindableQuerySet, spread: Spread, expected: int, at: PageAt
) -> Survey | None:
    """None where no short window is expected to have more than are counted, or it has not."""
    share = AMPLE * MOST_COUNTED / expected
    window = _find(spread, at.is_oldest_first)(share) if share < WORTH_WHILE else None
    if window is None:
        return None
    most = FAR_TOO_MANY * MOST_COUNTED
    order = _order(OLDEST if at.is_oldest_first else NEWEST)
    first = f"ORDER BY {order} LIMIT {MOST_COUNTED + 1}"
    found, count = _surveyed(_within(rows, window), most, at, first)
    return _begun(found, at) if MOST_COUNTED < count < most else None


def _begun(found: Survey, at: PageAt) -> Survey:
    """Of the first of all passages; what lies before a page may lie behind those."""
    return replace(found, passages=[]) if at.backwards else found


def _among_all(rows: FindableQuerySet, at: PageAt) -> Survey:
    found, _count = _surveyed(rows.order_by(), MOST_COUNTED + 1, at)
    return replace(found, passages=[]) if found.is_more else found


def _page(rows: FindableQuerySet, spread: Spread, expected: int, at: PageAt) -> list[Findable]:
    """The page alone; nothing where no window holds all of it, or where it is read in order."""
    expected = max(expected, MOST_COUNTED)
    if expected * ENOUGH_FOR_A_PAGE > spread.total * at.size:
        return []
    window = _find(spread, at.goes_up)(AMPLE_FOR_A_PAGE * at.size / expected, at.day)
    if window is None:
        return []
    most = FAR_TOO_MANY * MOST_COUNTED
    found, count = _surveyed(_within(rows, window), most, at)
    return found.passages if count < most and len(found.passages) == at.size else []


def _find(spread: Spread, goes_up: bool) -> Callable[..., Window | None]:
    return spread.oldest if goes_up else spread.newest


def _within(rows: FindableQuerySet, window: Window) -> FindableQuerySet:
    return rows.order_by().between(window.first, window.last, window.numbers)


def _order(ways: Sequence[str]) -> str:
    return "day {}, article_id {}, place {}".format(*ways)


def _surveyed(rows: FindableQuerySet, most: int, at: PageAt, first: str = "") -> tuple[Survey, int]:
    """Of `most` of the rows, whichever they are, and how many that were; `first` are those of them
    that are counted, where not all are."""
    found, values = rows.values(*COLUMNS)[:most].query.sql_with_params()
    ways: Sequence[str] = OLDEST if at.is_oldest_first else NEWEST
    if at.backwards:
        ways = [OTHER[way] for way in ways]
    beyond = "TRUE"
    if at.after:
        day, article, number = (BEYOND[way] for way in ways)
        beyond = (
            f"(day {day} %s::date OR day = %s::date AND (article_id {article} %s::uuid"
            f" OR article_id = %s::uuid AND place {number} %s::int))"
        )
        after = at.after
        values = (*values, after[0], after[0], after[1], after[1], after[2])
    sql = SURVEY.format(
        found=found, first=first, beyond=beyond, order=_order(ways), size=int(at.size)
    )
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        count, sources, languages, page = cursor.fetchone()
    return Survey(
        min(count, MOST_COUNTED),
        count > MOST_COUNTED,
        [(UUID(key), name, n) for key, name, n in _read(sources)],
        _read(languages),
        [_passage(one) for one in _read(page)],
    ), count


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
