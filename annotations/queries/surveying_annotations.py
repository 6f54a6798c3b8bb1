"""What search finds among annotations: how many, what they have in common, and a page of them, by
one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from annotations.models import CodingKind, SearchKind, User
from annotations.queries.asking import Understood
from annotations.queries.newest_annotations import newest_found
from annotations.queries.search import MOST_COUNTED, Where
from annotations.queries.search_annotations import Origin, Said, Whose
from annotations.queries.search_inside import Inside
from annotations.queries.surveying import BEYOND, OTHER, PageAt, planned_for_its_words

# Each facet by its value and the table below that has it, and where it is called what; "" and
# nothing are no values. Names are looked up for values, of which there are fewer than annotations.
NAMED = "JOIN {} named ON named.id = value"
FACETS = {
    "source": ("source", "counted", "named.name", NAMED.format("annotations_source")),
    "language": ("language", "counted", "''", ""),
    "speaker": ("speaker", "voice", "named.name", NAMED.format("annotations_actor")),
    "speaker_kind": ("speaker_kind", "voice", "''", ""),
    "post_kind": ("post_kind", "voice", "''", ""),
    "country": ("country", "voice", "''", ""),
    "target": ("target", "counted", "named.name", NAMED.format("annotations_actor")),
    "stance": ("stance", "counted", "''", ""),
    "mode": ("mode", "counted", "''", ""),
    "tag": ("its", "borne", "named.name", NAMED.format("annotations_tag")),
    "coder": (
        "coder",
        "counted",
        "coalesce(nullif(named.name, ''), named.username)",
        NAMED.format("annotations_user"),
    ),
    "whose": (f"CASE WHEN kind = '{CodingKind.GOLD}' THEN '{Whose.GOLD}' END", "counted", "''", ""),
    "origin": (
        f"CASE WHEN carried THEN '{Origin.CARRIED}' ELSE '{Origin.OWN}' END",
        "counted",
        "''",
        "",
    ),
}
OF_ONE = """
    SELECT '{name}' AS facet, value::text AS value, {called} AS called, n
    FROM (SELECT {value} AS value, sum(n) AS n FROM {table} GROUP BY 1) AS each {named}
"""
EACH = " UNION ALL ".join(
    OF_ONE.format(name=name, value=value, table=table, called=called, named=named)
    for name, (value, table, called, named) in FACETS.items()
)
# `found` is as in newest_annotations.py. As the filters mean it, country is whom a post is for, or
# where a speaker without one is at home, and what bears a tag bears those above it, too. Only
# passages bear tags themselves.
SURVEY = """
    WITH RECURSIVE found AS MATERIALIZED (
        SELECT * FROM ({found}) AS it (span, attribution, number, day, coding, kind, coder, source,
            language, speaker, target, stance, mode, post)
        WHERE span IS NOT NULL
    ),
    counted AS MATERIALIZED (
        SELECT found.*, 1 AS n,
            EXISTS (
                SELECT FROM annotations_carry carry
                WHERE carry.coding_id = found.coding AND carry.annotation = found.number
            ) AS carried
        FROM found LIMIT {most}
    ),
    voice AS MATERIALIZED (
        SELECT each.speaker, speaker.kind AS speaker_kind, post.kind AS post_kind, n,
            CASE WHEN each.post IS NULL THEN speaker.country ELSE post.represents END AS country
        FROM (SELECT speaker, post, sum(n) AS n FROM counted GROUP BY 1, 2) AS each
        LEFT JOIN annotations_actor speaker ON speaker.id = each.speaker
        LEFT JOIN annotations_affiliation post ON post.id = each.post
    ),
    given (span, tag) AS MATERIALIZED (
        SELECT counted.span, link.tag_id
        FROM counted JOIN annotations_spantag link ON link.span_id = counted.span
        WHERE counted.attribution IS NULL
        UNION ALL
        SELECT counted.span, link.tag_id
        FROM counted JOIN annotations_attributiontag link
            ON link.attribution_id = counted.attribution
    ),
    above (tag, its) AS (
        SELECT DISTINCT tag, tag FROM given
        UNION
        SELECT above.tag, tag.parent_id FROM above
        JOIN annotations_tag tag ON tag.id = above.its WHERE tag.parent_id IS NOT NULL
    ),
    borne AS (
        SELECT above.its, count(DISTINCT given.span) AS n
        FROM given JOIN above ON above.tag = given.tag GROUP BY 1
    ),
    page AS (SELECT span, day FROM found WHERE {beyond} ORDER BY {order} LIMIT {size})
    SELECT (SELECT count(*) FROM found),
        (SELECT json_agg(json_build_array(facet, value, called, n)) FROM ({each}) AS each
            WHERE value <> ''),
        (SELECT json_agg(json_build_array(span, day)) FROM page)
"""


@dataclass(frozen=True)
class Found:
    """An annotation by its span: the passage, or the first content of the statement."""

    id: UUID
    day: date


@dataclass(frozen=True)
class Survey:
    """`total` is at most MOST_COUNTED. With `is_more` there are more, `values` tell of the newest
    so many, and `page` may be shorter than asked for: then it is read by itself.

    Each of the values is (facet, value, what it is called, how many).
    """

    total: int = 0
    is_more: bool = False
    values: tuple[tuple[str, str, str, int], ...] = ()
    page: tuple[Found, ...] = ()


def survey_of(
    kind: SearchKind,
    user: User,
    where: Where,
    said: Said,
    asked: Understood,
    inside: Inside | None,
    at: PageAt,
) -> Survey:
    """Of statements, tagged passages or annotations with notes, the newest first. `inside` as in
    `statements`. One query; with a tag one more for each level of those below it.

    Raises ValueError where what the page begins after is no day and key.
    """
    if kind == SearchKind.TAGGED and said.is_of_statements:
        return Survey()
    if inside is not None and not inside.keys_for(kind):
        return Survey()
    found, given = newest_found(kind, user, where, said, asked, inside)
    ways = [OTHER["DESC"] if at.backwards else "DESC"] * 2
    beyond, after = "TRUE", list[Any]()
    if at.after:
        beyond = f"(day, span) {BEYOND[ways[0]]} (%s, %s)"
        after = [date.fromisoformat(at.after[0]), UUID(at.after[1])]
    sql = SURVEY.format(
        found=found,
        most=MOST_COUNTED,
        beyond=beyond,
        order="day {}, span {}".format(*ways),
        size=int(at.size),
        each=EACH,
    )
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(sql, [*given, *after])
        total, values, page = cursor.fetchone()
    return Survey(
        min(total, MOST_COUNTED),
        total > MOST_COUNTED,
        tuple(tuple(one) for one in values or ()),
        tuple(Found(UUID(key), date.fromisoformat(day)) for key, day in page or ()),
    )
