"""How all passages lie over projects and days, as PostgreSQL's statistics have it.

It is good for choosing a way to look, and for nothing that anybody is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from time import monotonic
from uuid import UUID

from django.db import connection

from annotations.domain.search.days import cover
from annotations.models.articles import UNDATED
from annotations.models.findables import FindableQuerySet
from annotations.models.users import User
from annotations.queries.asking import Understood
from annotations.queries.search import Projects, Where, passages_in, reached

# The statistics of a column are no parameters of a table, but rows of a view.
SPREAD = """
    SELECT class.reltuples,
        (SELECT min(day) FROM annotations_findable WHERE day > %(undated)s),
        (SELECT max(day) FROM annotations_findable),
        of_days.histogram_bounds::text::date[],
        of_days.most_common_vals::text::date[],
        of_days.most_common_freqs,
        of_projects.most_common_elems::text::uuid[],
        of_projects.most_common_elem_freqs
    FROM pg_class class
    JOIN pg_namespace namespace ON namespace.oid = class.relnamespace
    LEFT JOIN pg_stats of_days ON of_days.schemaname = namespace.nspname
        AND of_days.tablename = class.relname AND of_days.attname = 'day'
    LEFT JOIN pg_stats of_projects ON of_projects.schemaname = namespace.nspname
        AND of_projects.tablename = class.relname AND of_projects.attname = 'projects'
    WHERE class.oid = 'annotations_findable'::regclass
"""
# With fewer passages than these any way to look is quick.
MANY = 20_000
# A project with less than this share of all passages is small.
SMALL = 0.3
# Days of a window after which it ends where a month does: months are fewer to look up than days.
LONG = 62
# More numbers of days than these are not looked up; a window has about one for each year, or fewer.
MOST_NUMBERS = 200


# How long statistics are not asked for anew: many passages do not change much in a minute, and what
# is found does not depend on them. By the name of the database.
SECONDS_KNOWN = 60
_KNOWN: "dict[str, tuple[float, Spread]]" = {}


@dataclass(frozen=True)
class Window:
    """Days from `first` to `last`, both included; the `numbers` are those of all among them that
    some passage may have."""

    first: date
    last: date
    numbers: list[int]


@dataclass(frozen=True)
class Spread:
    """`total` passages, the dated ones from `first` to `last`.

    `stretches` are of days, in their order, both ends included, each with its share of all
    passages; `projects` are the shares of those that have a good deal.
    """

    total: int = 0
    first: date | None = None
    last: date | None = None
    stretches: Sequence[tuple[date, date, float]] = ()
    projects: Mapping[UUID, float] = field(default_factory=dict)

    @property
    def is_large(self) -> bool:
        return self.total >= MANY

    def part_of(self, projects: Projects) -> float:
        """Which share of all passages they should have; next to nothing of those that have few."""
        if projects is None:
            return 1.0
        return min(sum(self.projects.get(key, 0) for key in projects), 1.0)

    def is_small(self, projects: Projects) -> bool:
        return projects is not None and self.is_large and self.part_of(projects) < SMALL

    def narrowed(self, rows: FindableQuerySet, projects: Projects) -> FindableQuerySet:
        """`rows` of these projects: the same, looked up by project too where that is worth while.

        Of projects with many passages the index knows nothing that the words do not say alone.
        """
        if projects is None or not self.is_small(projects):
            return rows
        return rows.likely_in(projects)

    def newest(self, share: float, until: date | None = None) -> Window | None:
        """The last days up to `until` that should have this share of all passages; none where all
        days together should not, or nothing is known."""
        if self.first is None or self.last is None:
            return None
        last = min(until or date.max, date(self.last.year, 12, 31))
        # A stretch that `until` cuts counts for nothing, since who knows how much is left of it.
        first = _reached(
            [
                (begins, part if ends <= last else 0)
                for begins, ends, part in reversed(self.stretches)
                if begins <= last
            ],
            share,
        )
        if first is None or first < self.first:
            return None
        if (self.last - first).days > LONG:
            first = first.replace(day=1)
        return _window(first, last, cover(first, last))

    def share_of(self, window: Window) -> float:
        """Which share of all passages should lie in it."""
        return sum(
            part * _common(begins, ends, window) / ((ends - begins).days + 1)
            for begins, ends, part in self.stretches
        )

    def oldest(self, share: float, since: date | None = None) -> Window | None:
        """The same the other way round, what is undated before everything else."""
        if self.first is None or self.last is None:
            return None
        first = since or UNDATED
        last = _reached(
            [
                (ends, part if begins >= first else 0)
                for begins, ends, part in self.stretches
                if ends >= first
            ],
            share,
        )
        if last is None or last >= self.last:
            return None
        if (last - self.first).days > LONG:
            last = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        undated = cover(UNDATED, UNDATED) if first == UNDATED else []
        return _window(first, last, undated + cover(max(first, self.first), last))


def _reached(days: Iterable[tuple[date, float]], share: float) -> date | None:
    for day, part in days:
        share -= part
        if share <= 0:
            return day
    return None


def _common(begins: date, ends: date, window: Window) -> int:
    """How many days of a stretch are days of the window."""
    return max((min(ends, window.last) - max(begins, window.first)).days + 1, 0)


def _window(first: date, last: date, numbers: list[int]) -> Window | None:
    return Window(first, last, numbers) if len(numbers) <= MOST_NUMBERS else None


def spread_of_passages() -> Spread:
    """One query; none where one was asked lately and there are many. Nothing is known of a table
    that nobody has analysed yet."""
    name = str(connection.settings_dict["NAME"])
    until, known = _KNOWN.get(name, (0.0, Spread()))
    if monotonic() < until:
        return known
    with connection.cursor() as cursor:
        cursor.execute(SPREAD, {"undated": UNDATED})
        total, first, last, bounds, common, shares, projects, parts = cursor.fetchone()
    spread = Spread(
        max(int(total), 0),
        first,
        last,
        _stretches(bounds or [], common or [], shares or []),
        # Behind the shares of the projects come the least and the greatest of them.
        dict(zip(projects or [], parts or [], strict=False)),
    )
    if spread.is_large:
        _KNOWN[name] = monotonic() + SECONDS_KNOWN, spread
    return spread


def _stretches(
    bounds: Sequence[date], common: Sequence[date], shares: Sequence[float]
) -> list[tuple[date, date, float]]:
    """`bounds` cut into equal parts all days but the `common` ones, which have these shares."""
    each = max(1 - sum(shares), 0) / max(len(bounds) - 1, 1)
    found = [(day, day, share) for day, share in zip(common, shares, strict=True)]
    found += [(first, last, each) for first, last in pairwise(bounds)]
    return sorted(found)


def narrowed(user: User, where: Where, asked: Understood) -> FindableQuerySet:
    """The passages that match, as `search.passages` has them, looked up by project where that is
    worth while. Two queries decide how to look."""
    projects = reached(user, where)
    return spread_of_passages().narrowed(passages_in(projects, where, asked), projects)
