"""How far a project is, and how far one analyst is in it: as many questions for 10,000 articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate

from annotations.domain.pace import Pace, pace_of
from annotations.models import (
    Assignment,
    Coding,
    CodingKind,
    CodingState,
    Project,
    Sitting,
    User,
)
from annotations.queries.differing import differing_in

SHOWN = 25

STANDING = """
    WITH coding AS (
        SELECT project_article_id, count(*) FILTER (WHERE state = 'done') AS done
        FROM annotations_coding
        WHERE project_id = %(project)s AND kind = 'human' AND is_current
        GROUP BY project_article_id
    ), given AS (
        SELECT DISTINCT project_article_id FROM annotations_assignment
        WHERE project_id = %(project)s AND released_at IS NULL
    )
    SELECT count(*), count(*) FILTER (WHERE coding.done >= %(needed)s),
        count(*) FILTER (WHERE coding.done < %(needed)s),
        count(given.project_article_id) FILTER (WHERE coding.done IS NULL),
        count(opened_at),
        coalesce(sum(least(coding.done, %(needed)s)) FILTER (WHERE coding.done > 0), 0)::int
    FROM annotations_projectarticle row
    LEFT JOIN coding ON coding.project_article_id = row.id
    LEFT JOIN given ON given.project_article_id = row.id
    WHERE row.project_id = %(project)s
"""
# An analyst's time at an article is one value, in however many sittings.
MEDIAN = """
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), count(*) FROM (
        SELECT sum(sitting.seconds) AS seconds FROM annotations_sitting sitting
        JOIN annotations_coding coding
            ON coding.project_article_id = sitting.project_article_id
                AND coding.analyst_id = sitting.analyst_id
        WHERE sitting.project_id = %(project)s AND coding.state = 'done' AND coding.is_current
            AND (%(analyst)s::uuid IS NULL OR sitting.analyst_id = %(analyst)s::uuid)
        GROUP BY sitting.project_article_id, sitting.analyst_id
        HAVING sum(sitting.seconds) > 0
    ) each_
"""


@dataclass(frozen=True)
class Standing:
    """Articles by how far they are; `assigned` is a part of those that wait, `slots_done` counts
    codings that are needed and done."""

    articles: int
    done: int
    open: int
    assigned: int
    opened: int
    slots_done: int

    @property
    def waiting(self) -> int:
        return self.articles - self.done - self.open


@dataclass(frozen=True)
class Time:
    """The median of what analysts took for an article, over so many that were measured."""

    median: timedelta | None
    count: int


@dataclass(frozen=True)
class ProjectProgress:
    standing: Standing
    differing: int
    gold: int
    time: Time
    pace: Pace


@dataclass(frozen=True)
class MyProgress:
    """`rows` are the reader's codings that were touched last, with `seconds`."""

    waiting: int
    open: int
    done: int
    time: Time
    pace: Pace
    rows: Sequence[Coding]


def progress_of_project(project: Project, today: date) -> ProjectProgress:
    """For those who see all codings. Five queries."""
    standing = Standing(*_one(STANDING, project))
    codings = Coding.objects.filter(project=project)
    days = done_by_day(codings.filter(kind=CodingKind.HUMAN))
    # Who annotates an article that needs nobody any more brings no end nearer.
    left = standing.articles * project.analysts_per_article - standing.slots_done
    return ProjectProgress(
        standing=standing,
        differing=differing_in(project),
        gold=codings.filter(kind=CodingKind.GOLD, state=CodingState.DONE).count(),
        time=time_in(project),
        pace=pace_of(days, sum(days.values()) + left, today),
    )


def progress_of_mine(project: Project, user: User, today: date) -> MyProgress:
    """Of the reader's own work, whoever else is at it. Five queries."""
    mine = Coding.objects.filter(project=project, kind=CodingKind.HUMAN, analyst=user)
    counts = mine.aggregate(
        open=Count("pk", filter=Q(state=CodingState.OPEN)),
        done=Count("pk", filter=Q(state=CodingState.DONE)),
    )
    given = Assignment.objects.unfinished().filter(Q(state=""), project=project, analyst=user)
    waiting = given.count()
    needed = waiting + counts["open"] + counts["done"]
    return MyProgress(
        waiting=waiting,
        **counts,
        time=time_in(project, user),
        pace=pace_of(done_by_day(mine), needed, today),
        rows=list(with_time(mine)[:SHOWN]),
    )


def done_by_day(codings: QuerySet[Coding]) -> dict[date, int]:
    """How many became done on each day, in the reader's time zone. One query."""
    done = codings.filter(state=CodingState.DONE).order_by()
    days = done.annotate(day=TruncDate("changed_at")).values("day")
    return dict(days.annotate(n=Count("pk")).values_list("day", "n"))


def with_time(codings: QuerySet[Coding]) -> QuerySet[Coding]:
    """The last touched first, each with `seconds`: how long its analyst was active at it."""
    sittings = Sitting.objects.filter(
        project_article=OuterRef("project_article"), analyst=OuterRef("analyst")
    ).order_by()
    total = sittings.values("analyst").annotate(total=Sum("seconds")).values("total")
    rows = codings.annotate(seconds=Coalesce(Subquery(total), 0))
    return rows.select_related("project_article__article__source").order_by("-changed_at", "-pk")


def time_in(project: Project, user: User | None = None) -> Time:
    """Of all, or of one analyst. One query."""
    seconds, count = _one(MEDIAN, project, analyst=user.pk if user else None)
    return Time(timedelta(seconds=round(seconds)) if count else None, count)


def _one(sql: str, project: Project, **more: Any) -> tuple[Any, ...]:
    values: dict[str, Any] = {"project": project.pk, "needed": project.analysts_per_article}
    with connection.cursor() as cursor:
        cursor.execute(sql, values | more)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
