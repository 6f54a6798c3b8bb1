"""The orders of the list of articles, none of which needs to sort all of them for a page.

By work the list has two parts: what was worked on, and after it the rest, by its keys. When work
was done is in no index, since every write changes it; the spell of some minutes is, which only its
first writes change. So what is sorted is a page, and what was done in the spells at its ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, F, Func, Max, OuterRef, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from annotations.models import Coding, Project, ProjectArticle, User
from annotations.models.articles import NEVER, UNDATED
from annotations.models.coding_triggers import spell_of
from annotations.models.projects import SPELL, UNTOUCHED
from annotations.permissions import can_see_all_codings
from annotations.queries.articles import Wanted, count_articles, find_articles, own_codings

Rows = QuerySet[ProjectArticle, Any]

MOMENT: "models.DateTimeField[Any, Any]" = models.DateTimeField()
MOMENT_BEFORE = timedelta(microseconds=1)
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


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
        parts = [_touched(rows), _part(lambda: rows.filter(touched_until=UNTOUCHED))]
    elif sort == Sort.TOUCHED:
        parts = _begun_first(rows, project, user, {}, spell="changed_about", place="changed_at")
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
        return rows.exclude(pk__in=own_codings(user, project, **but))

    return [_part(begun, *columns), _part(others)]


def _touched(rows: Rows) -> Part:
    """Those that anybody worked on, the latest first."""
    names = ("spell", "place", "article_id")
    known = rows.filter(touched_until__gt=UNTOUCHED)
    spell = Func("touched_until", template=spell_of("%(expressions)s"), output_field=MOMENT)
    theirs = Coding.objects.filter(project_article=OuterRef("pk")).by_people()
    latest = theirs.values("project_article").annotate(latest=Max("changed_at")).values("latest")
    # The codings are asked only where the article does not know it, which is where somebody went on
    # working: what came in one act, as from a file, may be many.
    place = Case(
        When(touched_until=F("spell") + SPELL - MOMENT_BEFORE, then=Subquery(latest)),
        default=F("touched_until"),
    )

    def near(value: str | None, backwards: bool, most: int) -> Rows:
        found = further = known
        start = datetime.fromisoformat(value) if value else None
        if start and backwards:
            found, further = (
                known.filter(touched_until__gte=first) for first in (start, start + SPELL)
            )
        elif start:
            found, further = (known.filter(touched_until__lt=end) for end in (start + SPELL, start))
        # The spell of the mark may be begun, and that of the last one may have more.
        edge = further.order_by("touched_until" if backwards else "-touched_until")
        last = Subquery(edge.annotate(spell=spell).values("spell")[most - 1 : most])
        if backwards:
            found = found.filter(touched_until__lt=Coalesce(last + SPELL, FOREVER))
        else:
            found = found.filter(touched_until__gte=Coalesce(last, UNTOUCHED))
        return found.annotate(spell=spell, place=place).values_list("pk", *names, named=True)

    return Part(near, tuple((name, True) for name in names))
