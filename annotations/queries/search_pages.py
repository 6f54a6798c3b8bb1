"""By which way the passages that search finds are looked for, so that few are read."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from annotations.models import Findable
from annotations.models.findables import FindableQuerySet
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
from annotations.queries.surveying import (
    KEYS,
    PageAt,
    Survey,
    planned_for_its_words,
    survey_of,
    survey_of_first,
)

# Nothing but speed depends on these: which way is the shortest was measured with a million passages
# (docs/benchmarks-log.md), and "expected" is what PostgreSQL's statistics make of a question.

# Passages are read in their order, without an index of words, where MOST_COUNTED should be among
# the first so many of them; for a page alone, as many as it has. Behind DEEP it is given up.
ENOUGH, ENOUGH_FOR_A_PAGE, DEEP = 8_000, 3_000, 50_000
# Words with at most FEW times MOST_COUNTED passages are looked up in all days, in a small project
# with at most WHOLE times as many; with more, in a window of days.
FEW, WHOLE = 5, 3
# A window should have so many times as many passages as are wanted, since they lie unevenly. Those
# of a page are few, so that it may have a fourth of what is expected.
AMPLE, AMPLE_FOR_A_PAGE = 1.5, 10
# So many times MOST_COUNTED are read of a window at most, and so many windows are tried.
FAR_TOO_MANY, TRIES = 8, 3
# With less than this share of all passages in the days and projects that are looked through, the
# words that begin alike are looked up one by one, however many they are.
NARROW = 0.05
# PostgreSQL counts no passage for the rarer of many words that begin alike: so many times as many
# are to be expected, or fewer, which the first window tells.
UNKNOWN = 2
# The share of a window that has next to nothing.
LEAST = 1e-6


@dataclass(frozen=True)
class Look:
    """Words to look for in these projects, and how all passages lie."""

    projects: Projects
    where: Where
    asked: Understood
    spread: Spread

    def seen(self) -> FindableQuerySet:
        """Those that the reader may see, as an index is asked for them; in no order."""
        rows = passages_in(self.projects, self.where, self.asked).order_by()
        return self.spread.narrowed(rows, self.projects)

    def of_anybody(self, window: Window | None = None) -> FindableQuerySet:
        """Those of a window of days, or of all days, whoever may see them, as an index is asked
        for them; in no order. For `survey_of_first`."""
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
    if window := _window(look.spread, DEEP / look.spread.total, at.is_oldest_first):
        rows = rows.filter(day__range=(window.first, window.last))
    ways = zip(KEYS, at.ways, strict=True)
    rows = rows.order_by(*(f"{'-' * (way == 'DESC')}{key}" for key, way in ways))
    with planned_for_its_words(in_order=True):
        found = survey_of(rows, at, MOST_COUNTED)
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
            wanted = AMPLE * MOST_COUNTED / expected
            window = _window(look.spread, wanted, at.is_oldest_first)
            if window is None:
                return None
        rows = look.of_anybody(window)
        found = survey_of_first(rows, at, MOST_COUNTED, look.projects, most)
        if found.read < most and (window is None or found.is_more):
            return _begun(found, at) if found.is_more else found
        share = look.spread.share_of(window) if window else 1.0
        expected = max(found.read if found.is_more else found.total, 1) / max(share, LEAST)
    return None


def _begun(found: Survey, at: PageAt) -> Survey:
    """Of the first of all passages. A page that is read backwards may begin behind those."""
    return replace(found, passages=[]) if at.backwards else found


def _among_all(look: Look, at: PageAt) -> Survey:
    found = survey_of(look.seen(), at, MOST_COUNTED)
    return replace(found, passages=[]) if found.is_more else found


def _page(look: Look, expected: float, at: PageAt) -> list[Findable]:
    """The page alone; nothing where no window holds all of it, or where it is read in order."""
    expected = max(expected, MOST_COUNTED)
    if expected * ENOUGH_FOR_A_PAGE > look.spread.total * at.size:
        return []
    wanted = AMPLE_FOR_A_PAGE * at.size / expected
    window = _window(look.spread, wanted, at.goes_up, at.day)
    if window is None:
        return []
    most = FAR_TOO_MANY * MOST_COUNTED
    found = survey_of_first(look.of_anybody(window), at, most, look.projects, most)
    return found.passages if found.read < most and len(found.passages) == at.size else []


def _window(spread: Spread, share: float, goes_up: bool, day: date | None = None) -> Window | None:
    """The oldest days from `day` on, or the newest up to it, that should have that share of all."""
    return spread.oldest(share, day) if goes_up else spread.newest(share, day)
