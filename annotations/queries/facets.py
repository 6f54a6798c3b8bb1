"""What the found passages and annotations have in common, counted: what to narrow a search by."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from annotations.models import CodingKind
from annotations.models.actors import ActorQuerySet
from annotations.models.comments import CommentQuerySet
from annotations.models.spans import SpanQuerySet
from annotations.queries.search import MOST_COUNTED
from annotations.queries.search_annotations import Origin, Whose, with_origin
from annotations.queries.search_pages import Survey, planned_for_its_words

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
# Each facet by its value and what it is called, of the columns above; "" and nothing are no values.
FACETS = {
    "source": ("source::text", "source_name"),
    "language": ("language", "''"),
    "speaker": ("speaker::text", "speaker_name"),
    "speaker_kind": ("speaker_kind", "''"),
    "post_kind": ("post_kind", "''"),
    # Whom a post is for, or where a speaker without one is at home: as the filter has it.
    "country": ("CASE WHEN post IS NULL THEN speaker_country ELSE represents END", "''"),
    "target": ("target::text", "target_name"),
    "stance": ("stance", "''"),
    "mode": ("mode", "''"),
    "tag": ("", ""),
    "coder": ("coder::text", "coalesce(nullif(coder_name, ''), coder_login)"),
    "whose": (f"CASE WHEN kind = '{CodingKind.GOLD}' THEN '{Whose.GOLD}' END", "''"),
    "origin": (f"CASE WHEN carried THEN '{Origin.CARRIED}' ELSE '{Origin.OWN}' END", "''"),
}
OF_ONE = """
    SELECT '{name}' AS facet, {value} AS value, {called} AS called, count(*) AS n
    FROM counted GROUP BY 2, 3
"""
# An annotation with a tag has those above it, too, as the filter means it.
COUNTED = """
    WITH RECURSIVE found ({columns}) AS MATERIALIZED ({found}),
    counted AS MATERIALIZED (SELECT * FROM found LIMIT {most}),
    given (span, tag) AS MATERIALIZED (
        SELECT counted.span, link.tag_id
        FROM counted JOIN annotations_spantag link ON link.span_id = counted.span
        UNION
        SELECT counted.span, link.tag_id
        FROM counted JOIN annotations_attributiontag link
            ON link.attribution_id = counted.attribution
    ),
    above (tag, its) AS (
        SELECT DISTINCT tag, tag FROM given
        UNION
        SELECT above.tag, tag.parent_id FROM above
        JOIN annotations_tag tag ON tag.id = above.its WHERE tag.parent_id IS NOT NULL
    )
    SELECT facet, value, called, n FROM ({each}) AS each WHERE value <> ''
    UNION ALL
    SELECT 'tag', tag.id::text, tag.name, count(DISTINCT given.span)
    FROM given JOIN above ON above.tag = given.tag JOIN annotations_tag tag ON tag.id = above.its
    GROUP BY tag.id, tag.name
    UNION ALL
    SELECT '', '', '', count(*) FROM found
"""


def annotations_counted(rows: SpanQuerySet) -> Counted:
    """One query: of MOST_COUNTED annotations at most, whichever they are."""
    values = with_origin(rows).order_by().values_list(*COLUMNS.values())[: MOST_COUNTED + 1]
    found, given = values.query.sql_with_params()
    each = [
        OF_ONE.format(name=name, value=value, called=called)
        for name, (value, called) in FACETS.items()
        if value
    ]
    sql = COUNTED.format(
        columns=", ".join(COLUMNS), found=found, most=MOST_COUNTED, each=" UNION ALL ".join(each)
    )
    counted: dict[str, list[tuple[str, str, int]]] = {}
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(sql, given)
        for name, *value in cursor.fetchall():
            counted.setdefault(name, []).append(tuple(value))
    [(_value, _called, total)] = counted[""]
    facets = [_facet(name, counted.get(name, ())) for name in FACETS]
    return Counted(min(total, MOST_COUNTED), facets, total > MOST_COUNTED)


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
