"""What annotations say it: tagged passages, and contents of statements."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from annotations.domain.search.configurations import CONFIGURATIONS
from annotations.models import SearchKind, SpanRole, User
from annotations.models.articles import UNDATED
from annotations.models.ready import Asked
from annotations.models.sayings import DICTIONARY, IS_OF, lexemes
from annotations.queries.asking import Understood
from annotations.queries.search import Projects, Where, reached
from annotations.queries.search_pages import planned_for_its_words

# So many of the newest that say it are looked at, of passages and of contents of statements.
MOST_SAYING = 2_000
# What was annotated a moment ago, and nobody has read yet, the search reads by itself: so many of
# the spans of the codings that were written last.
MOST_DUE, MOST_READ = 200, 1_000
# Of a coding that is due a row may be of a span that says something else since.
SAID = """
    WITH hit AS MATERIALIZED (
        SELECT span, attribution, day, coding FROM annotations_saying said
        WHERE {looked_up} {where} AND (
            coding NOT IN (SELECT coding FROM annotations_sayingdue)
            OR EXISTS (SELECT FROM annotations_span span WHERE {is_of})
        )
    ),
    unread AS MATERIALIZED (
        SELECT span.*, due.coding, said.day, said.configuration
        FROM (
            SELECT DISTINCT coding FROM (
                SELECT coding FROM annotations_sayingdue ORDER BY id DESC LIMIT {most_due}
            ) AS newest
        ) AS due
        CROSS JOIN LATERAL (
            SELECT coding.project_id AS project, article.source_id AS source, article.language,
                coalesce(article.published_on, %(undated)s) AS day, {dictionary} AS configuration
            FROM annotations_coding coding
            JOIN annotations_projectarticle its ON its.id = coding.project_article_id
            JOIN annotations_article article ON article.id = its.article_id
            WHERE coding.id = due.coding AND coding.is_current OFFSET 0
        ) AS said
        CROSS JOIN LATERAL (
            SELECT span.id AS span, span.attribution_id AS attribution,
                annotations_plain_words(span.words) AS words
            FROM annotations_span span
            WHERE span.coding_id = due.coding AND span.role IN ('passage', 'content')
                AND NOT EXISTS (SELECT FROM annotations_saying said WHERE {is_of})
            OFFSET 0
        ) AS span
        WHERE TRUE {where}
        LIMIT {most_read}
    ),
    said AS MATERIALIZED (
        SELECT span, attribution, day FROM (
            SELECT * FROM hit
            UNION ALL
            SELECT span, attribution, day, coding FROM unread
            WHERE {lexemes} @@ %(query)s::tsquery
        ) AS each
        WHERE coding IN ({codings})
    ),
    content AS MATERIALIZED (
        SELECT attribution FROM said WHERE attribution IS NOT NULL
        ORDER BY day DESC, span DESC LIMIT {contents}
    ),
    passage AS MATERIALIZED (
        SELECT span, day FROM said WHERE attribution IS NULL
        ORDER BY day DESC, span DESC LIMIT {passages}
    )
    SELECT (SELECT {told}(DISTINCT attribution) FROM (SELECT * FROM content LIMIT {most}) _),
        (SELECT {told}(span ORDER BY day DESC, span DESC)
            FROM (SELECT * FROM passage LIMIT {most}) _),
        (SELECT count(*) FROM content) > {most} OR (SELECT count(*) FROM passage) > {most}
"""
# Marks of configurations stand in every row: an index is asked for words alone.
LOOKED_UP = "words @@ %(words)s::tsquery"
ASKED = "CASE WHEN words @@ %(query)s::tsquery THEN TRUE END IS NOT UNKNOWN"

LIMITS = {
    "projects": "AND ARRAY[project] && %(projects)s::uuid[]",
    "source": "AND source = %(source)s",
    "language": "AND language = %(language)s",
    "since": "AND day >= %(since)s",
    "until": "AND day <= %(until)s",
}


@dataclass(frozen=True)
class Inside:
    """The `statements` and tagged `passages` that say it, by their keys, passages from the newest
    on. With `is_more` some of these are only the newest MOST_SAYING."""

    statements: list[UUID]
    passages: list[UUID]
    is_more: bool

    def keys_for(self, kind: str) -> list[UUID]:
        return self.statements if kind == SearchKind.STATEMENTS else self.passages

    @property
    def looked_through(self) -> int | None:
        """How many, where that is not all of them."""
        return MOST_SAYING if self.is_more else None


def inside_of(
    user: User, where: Where, asked: Understood, roles: Collection[str], codings: Asked
) -> Inside:
    """What spans of these roles say it, of the `codings`: all, or the newest of very many.

    `codings` is a statement for the keys of those that the user may see, which are current. Two
    queries.
    """
    statements, passages, is_more = _said("array_agg", user, where, asked, roles, codings)
    return Inside(statements or [], passages or [], is_more)


def how_many_inside(
    user: User, where: Where, asked: Understood, roles: Collection[str], codings: Asked
) -> tuple[int, int]:
    """How many statements and passages `inside_of` would find. Two queries."""
    statements, passages, _is_more = _said("count", user, where, asked, roles, codings)
    return statements, passages


def _said(
    told: str,
    user: User,
    where: Where,
    asked: Understood,
    roles: Collection[str],
    codings: Asked,
) -> tuple[Any, Any, bool]:
    alone = asked.words_alone
    limits = _limits(reached(user, where), where)
    seen, given = codings
    named = [f"coding_{place}" for place in range(len(given))]
    values = {
        **limits,
        **dict(zip(named, given, strict=True)),
        "words": " | ".join(f"( {query} )" for query in alone),
        "query": asked.query,
        "undated": UNDATED,
        "configurations": json.dumps(CONFIGURATIONS),
    }
    sql = SAID.format(
        looked_up=LOOKED_UP if alone == [asked.query] else f"{LOOKED_UP} AND {ASKED}",
        where=" ".join(LIMITS[name] for name in limits),
        is_of=IS_OF,
        dictionary=DICTIONARY,
        lexemes=lexemes("configuration", "words"),
        codings=seen % tuple(f"%({name})s" for name in named),
        told=told,
        most=MOST_SAYING,
        contents=MOST_SAYING + 1 if SpanRole.CONTENT in roles else 0,
        passages=MOST_SAYING + 1 if SpanRole.PASSAGE in roles else 0,
        most_due=MOST_DUE,
        most_read=MOST_READ,
    )
    with planned_for_its_words(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: tuple[Any, Any, bool] = cursor.fetchone()
    return found


def _limits(projects: Projects, where: Where) -> dict[str, Any]:
    """What rows are limited by."""
    limits = {
        "projects": projects,
        "source": where.source,
        "language": where.language or None,
        "since": where.since,
        "until": where.until,
    }
    return {name: value for name, value in limits.items() if value is not None}
