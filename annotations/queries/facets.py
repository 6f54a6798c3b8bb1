"""What the found passages and annotations have in common, counted: what to narrow a search by."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotations.models.actors import ActorQuerySet
from annotations.models.comments import CommentQuerySet
from annotations.queries.search import MOST_COUNTED
from annotations.queries.search_pages import Survey
from annotations.queries.surveying_annotations import FACETS
from annotations.queries.surveying_annotations import Survey as AnnotationsFound

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
    facets = [
        _facet("source", ((str(pk), name, n) for pk, name, n in found.sources)),
        _plain("language", Counter(found.languages)),
    ]
    return Counted(found.total, facets, found.is_more)


def annotations_counted(found: AnnotationsFound) -> Counted:
    values: dict[str, list[tuple[str, str, int]]] = {}
    for name, value, called, n in found.values:
        values.setdefault(name, []).append((value, called, n))
    return Counted(
        found.total, [_facet(name, values.get(name, ())) for name in FACETS], found.is_more
    )


Row = dict[str, Any]


def comments_counted(rows: CommentQuerySet) -> Counted:
    """One query: of MOST_COUNTED comments at most, whichever they are."""
    article = "thread__coding__project_article__article__"
    columns = {
        "source": f"{article}source",
        "source_name": f"{article}source__name",
        "language": f"{article}language",
        "coder": "author",
        "coder_name": "author__name",
        "coder_login": "author__username",
    }
    values = rows.order_by().values_list(*columns.values())[: MOST_COUNTED + 1]
    found = [dict(zip(columns, one, strict=True)) for one in values]
    is_more, found = len(found) > MOST_COUNTED, found[:MOST_COUNTED]
    languages = _plain("language", Counter(row["language"] for row in found))
    return Counted(len(found), [_named("source", found), languages, _coders(found)], is_more)


def people_counted(rows: ActorQuerySet) -> Counted:
    """One query: of MOST_COUNTED people at most, whichever they are."""
    found = list(rows.order_by().values_list("kind", "country")[: MOST_COUNTED + 1])
    is_more, found = len(found) > MOST_COUNTED, found[:MOST_COUNTED]
    facets = [
        _plain("speaker_kind", Counter(kind for kind, _country in found)),
        _plain("country", Counter(country for _kind, country in found)),
    ]
    return Counted(len(found), facets, is_more)


def _coders(found: list[Row]) -> Facet:
    counts = Counter(
        (row["coder"], row["coder_name"] or row["coder_login"]) for row in found if row["coder"]
    )
    return _facet("coder", ((str(pk), called, n) for (pk, called), n in counts.items()))


def _named(name: str, found: list[Row]) -> Facet:
    counts = Counter((row[name], row[f"{name}_name"]) for row in found if row[name])
    return _facet(name, ((str(pk), called, n) for (pk, called), n in counts.items()))


def _plain(name: str, counts: Counter[Any]) -> Facet:
    return _facet(name, ((value, "", n) for value, n in counts.items() if value))


def _facet(name: str, values: Iterable[tuple[str, str, int]]) -> Facet:
    return Facet(name, sorted(values, key=lambda one: (-one[2], one[1].casefold(), one[0]))[:SHOWN])
