"""The orders of the list of articles, none of which needs to sort all of them for a page.

By work the list has two parts: what was worked on, and after it the rest, by its keys. When work
was done is in no index, since every write changes it; the day is. For everybody's work the days
that a page can be of are counted first, and what was done on them is sorted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from annotations.models import Coding, CodingKind, Project, ProjectArticle, User
from annotations.models.articles import NEVER, UNDATED
from annotations.models.projects import UNTOUCHED
from annotations.permissions import can_see_all_codings
from annotations.queries.articles import Wanted, count_articles, find_articles

Rows = QuerySet[ProjectArticle, Any]


class Sort(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    TITLE = "title", _("Title")
    SOURCE = "source", _("Source")
    TOUCHED = "touched", _("Last worked on")
    ANNOTATIONS = "annotations", _("My annotations")


@dataclass(frozen=True)
class Part:
    """A part of the list, in the order of `columns`, which its rows have as attributes beside `pk`.

    A column is (name, descending); none is ever null, and the last one is unique. `rows(value,
    backwards, most)` has all of the next `most` rows, from where the first column has `value`, or
    from the end where it is None.
    """

    rows: Callable[[str | None, bool, int], Rows]
    columns: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Ordered:
    """The parts of the list, one after the other, and how many articles are in all of them."""

    parts: list[Part]
    count: Callable[[], int]


PLAIN: dict[str, tuple[Combinable, bool]] = {
    Sort.NEWEST: (Coalesce("article__published_on", UNDATED), True),
    Sort.OLDEST: (Coalesce("article__published_on", NEVER), False),
    Sort.TITLE: (Lower("article__title"), False),
    Sort.SOURCE: (Lower("article__source__name"), False),
}


def ordered(project: Project, user: User, wanted: Wanted, sort: str) -> Ordered:
    """What `find_articles` finds, in an order of the list.

    Last worked on is by the reader, or by anybody whose work the reader may see.
    """
    rows = find_articles(project, user, wanted)
    if sort == Sort.TOUCHED and can_see_all_codings(project):
        days = Days(rows)
        return Ordered([days.part(), _part(lambda: rows.filter(touched_on=UNTOUCHED))], days.count)
    if sort == Sort.TOUCHED:
        parts = _begun_first(rows, project, user, {}, day="changed_on", place="changed_at")
    elif sort == Sort.ANNOTATIONS:
        some = {"annotation_count__gt": 0}
        parts = _begun_first(rows, project, user, some, place="annotation_count")
    else:
        place, descending = PLAIN[sort]
        # Not the row's own id: an index on articles can then give the whole order.
        parts = [_part(lambda: rows.annotate(place=place), "place", descending=descending)]
    return Ordered(parts, lambda: count_articles(project, user, wanted))


def _part(rows: Callable[[], Rows], *names: str, descending: bool = True) -> Part:
    names = (*names, "article_id")
    return Part(
        lambda *_where: rows().values_list("pk", *names, named=True),
        tuple((name, descending) for name in names),
    )


def _begun_first(
    rows: Rows, project: Project, user: User, but: dict[str, Any], **columns: str
) -> list[Part]:
    """Those with a coding of the user's that fits `but` by `columns` of it, and then the others."""
    # The project says nothing new of a coding, but an index begins with it.
    its = {"analyst": user, "is_current": True, "project": project, **but}

    def begun() -> Rows:
        found = rows.filter(**{f"codings__{name}": value for name, value in its.items()})
        return found.annotate(**{name: F(f"codings__{own}") for name, own in columns.items()})

    def others() -> Rows:
        theirs = Coding.objects.filter(project_article=OuterRef("pk"), analyst=user, **but)
        return rows.filter(~Exists(theirs))

    return [_part(begun, *columns), _part(others)]


class Days:
    """Articles by when anybody last worked on them, and how many are of which day."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def count(self) -> int:
        return sum(number for _day, number in self._numbers)

    def part(self) -> Part:
        """Those that somebody worked on at all."""
        names = ("touched_on", "place", "article_id")

        def near(value: str | None, backwards: bool, most: int) -> Rows:
            day = date.fromisoformat(value) if value else None
            rows = self.rows.filter(
                touched_on__range=self._window(day, backwards, most),
                codings__is_current=True,
                codings__kind__in=[CodingKind.HUMAN, CodingKind.GOLD],
            )
            rows = rows.values("pk", "touched_on", "article_id")
            rows = rows.annotate(place=Max("codings__changed_at"))
            return rows.values_list("pk", *names, named=True)

        return Part(near, tuple((name, True) for name in names))

    @cached_property
    def _numbers(self) -> list[tuple[date, int]]:
        """How many articles of which day, the latest day first. One query."""
        days = self.rows.order_by().values_list("touched_on").annotate(number=Count("pk"))
        return sorted(days, reverse=True)

    def _window(self, day: date | None, backwards: bool, most: int) -> tuple[date, date]:
        """The days of the next `most` articles: the day itself, since it may be begun, and as many
        more as it takes."""
        days = [one for one in self._numbers if one[0] != UNTOUCHED]
        if backwards:
            days.reverse()
        if day:
            days = [one for one in days if (one[0] >= day if backwards else one[0] <= day)]
        taken, more = [], 0
        for one, number in days:
            taken.append(one)
            more += number if one != day else 0
            if more >= most:
                break
        return (min(taken), max(taken)) if taken else (UNTOUCHED, UNTOUCHED)
