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
from annotations.queries.asking import Understood
from annotations.queries.search import (
    MOST_COUNTED,
    Projects,
    Where,
    newest,
    of_any_project,
    passages_in,
    passages_read,
)
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
# The first that the reader may see: asked of one after the other, until there are enough. An EXISTS
# would be answered for all at once, by looking at each article of the project.
FIRST = """
    SELECT * FROM (SELECT * FROM found ORDER BY {order} OFFSET 0) AS it
    WHERE (SELECT TRUE FROM annotations_projectarticle AS its
           WHERE its.article_id = it.article_id {theirs} LIMIT 1)
    LIMIT {most}
"""
ALL = "SELECT * FROM found"
# How they go where the newest come first, and where the oldest do.
KEYS = ("day", "article", "place")
NEWEST, OLDEST = ("DESC", "DESC", "ASC"), ("ASC", "ASC", "ASC")
OTHER = {"ASC": "DESC", "DESC": "ASC"}
BEYOND = {"ASC": ">", "DESC": "<"}
# Words that should stand in more than one passage of so many as this makes of MOST_COUNTED are read
# in their order: that takes as long as looking them up in days. It ends at the latest when DEEP
# passages were read.
ENOUGH, DEEP = 8_000, 50_000
# The same for a page.
ENOUGH_FOR_A_PAGE = 3_000
# So many times as many as are counted are found among all; of a small project, where the index
# takes long to say which they are, up to WHOLE times as many are all read, and then put in order.
# To look up more, days are looked up too.
FEW, WHOLE = 5, 3
# How many times as many passages as are wanted a window of days should have, since they lie
# unevenly; and how many times as many at most it is worth while to read.
AMPLE, FAR_TOO_MANY = 1.5, 8
# The same for a page, whose passages are few, and may be a fourth of what is expected.
AMPLE_FOR_A_PAGE = 10
# With less than this share of all passages in the days and projects that are looked through, the
# words that begin alike are looked up one by one, however many they are.
NARROW = 0.05
# PostgreSQL counts no passage for the rarer of many words that begin alike: so many times as many
# are to be expected, or fewer, which the first window tells.
UNKNOWN = 2
# How often another window is tried, after one that had too few or too many.
TRIES = 3
# The share of a window that has next to nothing.
LEAST = 1e-6

SET = """
    SELECT set_config('enable_bitmapscan', %s, true), set_config('enable_sort', %s, true)
"""


@dataclass(frozen=True)
class Survey:
    """`total` is at most MOST_COUNTED. With `is_more` there are more, sources and languages tell
    of so many of them, and `passages` may be empty: then the page is read by itself.

    Of each source there are the id, the name and how many. `read` are those that were looked at,
    whoever may see them.
    """

    total: int
    is_more: bool
    sources: list[tuple[UUID, str, int]]
    languages: dict[str, int]
    passages: list[Findable]
    read: int = 0


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


@dataclass(frozen=True)
class Look:
    """Words to look for in these projects, and how all passages lie."""

    projects: Projects
    where: Where
    asked: Understood
    spread: Spread

    def up(self) -> FindableQuerySet:
        """The passages, as an index is asked for them; in no order."""
        rows = passages_in(self.projects, self.where, self.asked).order_by()
        return self.spread.narrowed(rows, self.projects)

    def of_anybody(self, window: Window | None = None) -> FindableQuerySet:
        """The same of these days and perhaps others, until the FIRST are told that the reader may
        see."""
        is_narrow = window is not None and self.spread.share_of(window) < NARROW
        asked = self.asked.of_language(self.where.language, is_narrow)
        rows = self.spread.narrowed(of_any_project(self.where).saying(*asked), self.projects)
        return rows.on_days(window.numbers) if window else rows


def survey(projects: Projects, where: Where, asked: Understood, at: PageAt) -> Survey:
    """The page `at` a place, and what there is in all.

    Three queries; where there are many passages and words stand often, one or two more.

    Told to give the newest first, PostgreSQL reads passages day by day until it has enough, which
    is right for words that stand everywhere and takes seconds for rare ones. So only those are read
    in order; of what stands often only so many days are looked through as should have enough, and
    of the rest all are found before any is put in order.
    """
    look = Look(projects, where, asked, spread_of_passages())
    if not look.spread.is_large:
        return _among_all(look, at)
    expected = max(expected_of(look), 1.0)
    found = _counted(look, expected, at)
    if found.is_more and len(found.passages) < at.size:
        return replace(found, passages=_page(look, expected, at))
    return found


def newest_of(
    projects: Projects, where: Where, asked: Understood, most: int
) -> tuple[Survey, list[Findable]]:
    """What there is in all, and the newest of it, `most` of them."""
    found = survey(projects, where, asked, PageAt(most))
    if found.passages or not found.is_more:
        return found, found.passages
    rows = newest(passages_read(projects, where, asked)).defer("words")
    with planned_for_its_words(in_order=True):
        return found, list(rows[:most])


def _counted(look: Look, expected: float, at: PageAt) -> Survey:
    """By the way that should be the shortest, or else among all."""
    if expected * ENOUGH > look.spread.total * MOST_COUNTED:
        found = _read_in_order(look, at)
    elif expected <= FEW * MOST_COUNTED and not look.spread.is_small(look.projects):
        found = None
    else:
        found = _in_a_window(look, expected, at)
    return found or _among_all(look, at)


def expected_of(look: Look) -> float:
    """How many PostgreSQL takes them to be.

    It is asked for the texts of each configuration by themselves, since it believes that what one
    of them finds is another matter than what the next one does; and not for projects, of which it
    would count twice that they are small.
    """
    among = of_any_project(look.where)
    parts: list[str] = []
    values: list[Any] = []
    for question, configurations in look.asked.by_question(look.where.language).items():
        rows = among.filter(question.condition(), configuration__in=configurations)
        sql, given = rows.values("place").query.sql_with_params()
        parts.append(f"({sql})")
        values += given
    if not parts:
        return 0
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {' UNION ALL '.join(parts)}", values)
        [[plan]] = cursor.fetchone()
    return float(plan["Plan"]["Plan Rows"]) * look.spread.part_of(look.projects)


def _read_in_order(look: Look, at: PageAt) -> Survey | None:
    """None where there are not more than are counted, so far as it is worth while to read."""
    rows = passages_read(look.projects, look.where, look.asked)
    if window := _find(look.spread, at.is_oldest_first)(DEEP / look.spread.total):
        rows = rows.filter(day__range=(window.first, window.last))
    ways = zip(KEYS, OLDEST if at.is_oldest_first else NEWEST, strict=True)
    rows = rows.order_by(*(f"{'-' * (way == 'DESC')}{key}" for key, way in ways))
    with planned_for_its_words(in_order=True):
        found = _surveyed(rows, MOST_COUNTED + 1, at)
    return _begun(found, at) if found.is_more else None


def _in_a_window(look: Look, expected: float, at: PageAt) -> Survey | None:
    """By days that should have enough, or by all, where there should be few. What one of them has
    tells how many to expect of the next. None where none of them was right."""
    most = FAR_TOO_MANY * MOST_COUNTED
    if look.asked.by_words and not look.spread.is_small(look.projects):
        expected *= UNKNOWN
    for _try in range(TRIES):
        window = None
        if expected > WHOLE * MOST_COUNTED:
            window = _find(look.spread, at.is_oldest_first)(AMPLE * MOST_COUNTED / expected)
            if window is None:
                return None
        rows = look.of_anybody(window)
        found = _surveyed(rows, most, at, look.projects, MOST_COUNTED + 1)
        if found.read < most and (window is None or found.is_more):
            return _begun(found, at) if found.is_more else found
        share = look.spread.share_of(window) if window else 1.0
        expected = max(found.read if found.is_more else found.total, 1) / max(share, LEAST)
    return None


def _begun(found: Survey, at: PageAt) -> Survey:
    """Of the first of all passages; what lies before a page may lie behind those."""
    return replace(found, passages=[]) if at.backwards else found


def _among_all(look: Look, at: PageAt) -> Survey:
    found = _surveyed(look.up(), MOST_COUNTED + 1, at)
    return replace(found, passages=[]) if found.is_more else found


def _page(look: Look, expected: float, at: PageAt) -> list[Findable]:
    """The page alone; nothing where no window holds all of it, or where it is read in order."""
    expected = max(expected, MOST_COUNTED)
    if expected * ENOUGH_FOR_A_PAGE > look.spread.total * at.size:
        return []
    window = _find(look.spread, at.goes_up)(AMPLE_FOR_A_PAGE * at.size / expected, at.day)
    if window is None:
        return []
    most = FAR_TOO_MANY * MOST_COUNTED
    rows = look.of_anybody(window)
    found = _surveyed(rows, most, at, look.projects, most)
    return found.passages if found.read < most and len(found.passages) == at.size else []


def _find(spread: Spread, goes_up: bool) -> Callable[..., Window | None]:
    return spread.oldest if goes_up else spread.newest


def _order(ways: Sequence[str]) -> str:
    return "day {}, article_id {}, place {}".format(*ways)


def _surveyed(
    rows: FindableQuerySet, most: int, at: PageAt, projects: Projects = None, first: int = 0
) -> Survey:
    """Of `most` of the rows, whichever they are. With `first` only so many of these are counted
    that are in the `projects`, else all."""
    found, values = rows.values(*COLUMNS)[:most].query.sql_with_params()
    counted, theirs = ALL, []
    if first:
        order = _order(OLDEST if at.is_oldest_first else NEWEST)
        named = "" if projects is None else "AND its.project_id = ANY(%s)"
        counted = FIRST.format(order=order, theirs=named, most=first)
        theirs = [] if projects is None else [projects]
    ways: Sequence[str] = OLDEST if at.is_oldest_first else NEWEST
    if at.backwards:
        ways = [OTHER[way] for way in ways]
    beyond, after = "TRUE", []
    if at.after:
        day, article, number = (BEYOND[way] for way in ways)
        beyond = (
            f"(day {day} %s::date OR day = %s::date AND (article_id {article} %s::uuid"
            f" OR article_id = %s::uuid AND place {number} %s::int))"
        )
        after = [at.after[place] for place in (0, 0, 1, 1, 2)]
    sql = SURVEY.format(
        found=found,
        counted=counted,
        beyond=beyond,
        order=_order(ways),
        size=int(at.size),
    )
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(sql, [*values, *theirs, *after])
        read, counted, sources, languages, page = cursor.fetchone()
    return Survey(
        min(counted, MOST_COUNTED),
        counted > MOST_COUNTED,
        [(UUID(key), name, n) for key, name, n in _read(sources)],
        _read(languages),
        [_passage(one) for one in _read(page)],
        read,
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
