"""What the found passages and annotations have in common, counted: what to narrow a search by."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotations.models import AttributionTag, CodingKind, SpanTag, Tag
from annotations.models.actors import ActorQuerySet
from annotations.models.comments import CommentQuerySet
from annotations.models.spans import SpanQuerySet
from annotations.queries.search import MOST_COUNTED
from annotations.queries.search_annotations import Origin, Whose, with_origin
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
    facets = [
        _facet("source", ((str(pk), name, n) for pk, name, n in found.sources)),
        _plain("language", Counter(found.languages)),
    ]
    return Counted(found.total, facets, found.is_more)


ARTICLE = "coding__project_article__article__"
COLUMNS = {
    "source": f"{ARTICLE}source",
    "source_name": f"{ARTICLE}source__name",
    "language": f"{ARTICLE}language",
    "speaker": "attribution__speaker",
    "speaker_name": "attribution__speaker__name",
    "speaker_kind": "attribution__speaker__kind",
    "speaker_country": "attribution__speaker__country",
    "post": "attribution__affiliation",
    "post_kind": "attribution__affiliation__kind",
    "represents": "attribution__affiliation__represents",
    "target": "attribution__target",
    "target_name": "attribution__target__name",
    "stance": "attribution__stance",
    "mode": "attribution__mode",
    "coder": "coding__analyst",
    "coder_name": "coding__analyst__name",
    "coder_login": "coding__analyst__username",
    "kind": "coding__kind",
    "carried": "is_carried",
    "span": "pk",
    "attribution": "attribution",
}
Row = dict[str, Any]


def annotations_counted(rows: SpanQuerySet) -> Counted:
    """Four queries: of MOST_COUNTED annotations at most, whichever they are."""
    values = with_origin(rows).order_by().values_list(*COLUMNS.values())[: MOST_COUNTED + 1]
    found = [dict(zip(COLUMNS, one, strict=True)) for one in values]
    is_more, found = len(found) > MOST_COUNTED, found[:MOST_COUNTED]
    facets = [
        _named("source", found),
        _plain("language", Counter(row["language"] for row in found)),
        _named("speaker", found),
        _plain("speaker_kind", Counter(row["speaker_kind"] for row in found)),
        _plain("post_kind", Counter(row["post_kind"] for row in found)),
        _plain("country", Counter(_country(row) for row in found)),
        _named("target", found),
        _plain("stance", Counter(row["stance"] for row in found)),
        _plain("mode", Counter(row["mode"] for row in found)),
        _tags(found),
        _coders(found),
        _plain("whose", Counter(Whose.GOLD for row in found if row["kind"] == CodingKind.GOLD)),
        _plain("origin", Counter(_origin(row) for row in found)),
    ]
    return Counted(len(found), facets, is_more)


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


def _country(row: Row) -> str:
    """Whom a post is for, or where a speaker without one is at home: as the filter has it."""
    return str((row["represents"] if row["post"] else row["speaker_country"]) or "")


def _origin(row: Row) -> str:
    return Origin.CARRIED if row["carried"] else Origin.OWN


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


def _tags(found: list[Row]) -> Facet:
    """An annotation with a tag has those above it, too, as the filter means it. Three queries."""
    of_statements = {row["attribution"]: row["span"] for row in found if row["attribution"]}
    given: dict[Any, set[Any]] = {}
    passages = SpanTag.objects.filter(span__in=[row["span"] for row in found])
    for tag, span in passages.values_list("tag", "span"):
        given.setdefault(span, set()).add(tag)
    statements = AttributionTag.objects.filter(attribution__in=of_statements)
    for tag, said in statements.values_list("tag", "attribution"):
        given.setdefault(of_statements[said], set()).add(tag)
    codebooks = Tag.objects.filter(pk__in=set().union(*given.values())).values("codebook")
    tags = Tag.objects.filter(codebook__in=codebooks).values_list("pk", "name", "parent")
    names = {pk: name for pk, name, _parent in tags}
    above = {pk: parent for pk, _name, parent in tags}
    counts = Counter(tag for each in given.values() for tag in _with_those_above(each, above))
    return _facet("tag", ((str(pk), names[pk], n) for pk, n in counts.items()))


def _with_those_above(tags: set[Any], above: dict[Any, Any]) -> set[Any]:
    found: set[Any] = set()
    for tag in tags:
        while tag and tag not in found:
            found.add(tag)
            tag = above[tag]
    return found
