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
from annotations.queries.search_annotations import Origin, Whose
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


# What is counted of an annotation.
COLUMNS = ("pk", "attribution", "coding", "number")
# Each facet by its value, of the columns above, and where it is called what; "" and nothing are no
# values. Names are looked up for values, of which there are fewer than annotations.
NAMED = "JOIN {} named ON named.id = value"
FACETS = {
    "source": ("source", "named.name", NAMED.format("annotations_source")),
    "language": ("language", "''", ""),
    "speaker": ("speaker", "named.name", NAMED.format("annotations_actor")),
    "speaker_kind": ("speaker_kind", "''", ""),
    "post_kind": ("post_kind", "''", ""),
    # Whom a post is for, or where a speaker without one is at home: as the filter has it.
    "country": ("CASE WHEN post IS NULL THEN speaker_country ELSE represents END", "''", ""),
    "target": ("target", "named.name", NAMED.format("annotations_actor")),
    "stance": ("stance", "''", ""),
    "mode": ("mode", "''", ""),
    "tag": ("", "", ""),
    "coder": (
        "coder",
        "coalesce(nullif(named.name, ''), named.username)",
        NAMED.format("annotations_user"),
    ),
    "whose": (f"CASE WHEN kind = '{CodingKind.GOLD}' THEN '{Whose.GOLD}' END", "''", ""),
    "origin": (f"CASE WHEN carried THEN '{Origin.CARRIED}' ELSE '{Origin.OWN}' END", "''", ""),
}
OF_ONE = """
    SELECT '{name}' AS facet, value::text AS value, {called} AS called, n
    FROM (SELECT {value} AS value, count(*) AS n FROM counted GROUP BY 1) AS each {named}
"""
# What belongs to each is looked up one by one: told to join, PostgreSQL reads whole tables. An
# annotation with a tag has those above it, too, as the filter means it.
COUNTED = """
    WITH RECURSIVE found (span, attribution, coding, number) AS MATERIALIZED ({found}),
    counted AS MATERIALIZED (
        SELECT found.span, found.attribution, place.*, said.*,
            EXISTS (
                SELECT FROM annotations_carry carry
                WHERE carry.coding_id = found.coding
                    AND carry.annotation = coalesce(said.called, found.number)
            ) AS carried
        FROM (SELECT * FROM found LIMIT {most}) AS found
        CROSS JOIN LATERAL (
            SELECT coding.kind, coding.analyst_id AS coder, article.source_id AS source,
                article.language
            FROM annotations_coding coding
            JOIN annotations_projectarticle its ON its.id = coding.project_article_id
            JOIN annotations_article article ON article.id = its.article_id
            WHERE coding.id = found.coding OFFSET 0
        ) AS place
        LEFT JOIN LATERAL (
            SELECT said.number AS called, said.speaker_id AS speaker, said.target_id AS target,
                said.stance, said.mode, said.affiliation_id AS post, post.kind AS post_kind,
                post.represents, speaker.kind AS speaker_kind, speaker.country AS speaker_country
            FROM annotations_attribution said
            LEFT JOIN annotations_actor speaker ON speaker.id = said.speaker_id
            LEFT JOIN annotations_affiliation post ON post.id = said.affiliation_id
            WHERE said.id = found.attribution OFFSET 0
        ) AS said ON TRUE
    ),
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
    values = rows.order_by().values_list(*COLUMNS)[: MOST_COUNTED + 1]
    found, given = values.query.sql_with_params()
    each = [
        OF_ONE.format(name=name, value=value, called=called, named=named)
        for name, (value, called, named) in FACETS.items()
        if value
    ]
    sql = COUNTED.format(found=found, most=MOST_COUNTED, each=" UNION ALL ".join(each))
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
