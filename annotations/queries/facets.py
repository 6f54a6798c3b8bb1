"""What the found passages and annotations have in common, counted: what to narrow a search by."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from annotations.models import AttributionTag, Source, SpanTag
from annotations.models.spans import SpanQuerySet
from annotations.queries.search import MOST_COUNTED
from annotations.queries.search_pages import Survey

# Values of one kind that are shown.
SHOWN = 8


@dataclass(frozen=True)
class Facet:
    """`values` are (value, what it is called, how many), the most frequent first."""

    name: str
    values: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Counted:
    """`total` is at most MOST_COUNTED; with `is_more` there are more, and facets tell of those."""

    total: int
    facets: list[Facet]
    is_more: bool = False


def passages_counted(found: Survey) -> Counted:
    """One query."""
    names = dict(Source.objects.filter(pk__in=found.sources).values_list("pk", "name"))
    facets = [
        _facet("source", ((str(pk), names[pk], n) for pk, n in found.sources.items())),
        _plain("language", Counter(found.languages)),
    ]
    return Counted(found.total, facets, found.is_more)


COLUMNS = (
    "coding__project_article__article__source",
    "coding__project_article__article__source__name",
    "coding__project_article__article__language",
    "attribution__speaker",
    "attribution__speaker__name",
    "attribution__target",
    "attribution__target__name",
    "attribution__stance",
    "attribution__mode",
    "pk",
    "attribution",
)


def annotations_counted(rows: SpanQuerySet) -> Counted:
    """Three queries: of MOST_COUNTED annotations at most, whichever they are."""
    found = list(rows.order_by().values_list(*COLUMNS)[: MOST_COUNTED + 1])
    is_more, found = len(found) > MOST_COUNTED, found[:MOST_COUNTED]
    facets = [
        _named("source", found, 0),
        _plain("language", Counter(row[2] for row in found)),
        _named("speaker", found, 3),
        _named("target", found, 5),
        _plain("stance", Counter(row[7] for row in found)),
        _plain("mode", Counter(row[8] for row in found)),
        _tags(found),
    ]
    return Counted(len(found), facets, is_more)


def _named(name: str, found: list[Any], column: int) -> Facet:
    counts = Counter((row[column], row[column + 1]) for row in found if row[column])
    return _facet(name, ((str(pk), called, n) for (pk, called), n in counts.items()))


def _plain(name: str, counts: Counter[Any]) -> Facet:
    return _facet(name, ((value, "", n) for value, n in counts.items() if value))


def _facet(name: str, values: Iterable[tuple[str, str, int]]) -> Facet:
    return Facet(name, sorted(values, key=lambda one: (-one[2], one[1].casefold(), one[0]))[:SHOWN])


def _tags(found: list[Any]) -> Facet:
    counts: Counter[tuple[Any, str]] = Counter()
    links: list[QuerySet[Any]] = [
        SpanTag.objects.filter(span__in=[row[9] for row in found]),
        AttributionTag.objects.filter(attribution__in=[row[10] for row in found if row[10]]),
    ]
    for rows in links:
        counts.update(rows.values_list("tag", "tag__name"))
    return _facet("tag", ((str(pk), called, n) for (pk, called), n in counts.items()))
