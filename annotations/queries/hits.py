"""Passages that were found, with all that a page shows of them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from annotations.domain.search.contexts import Context, context_of
from annotations.models import Findable
from annotations.queries.asking import Understood
from annotations.queries.search import Projects, begun


@dataclass(frozen=True)
class Hit:
    """A passage that was found, and what results show of its article.

    `opens` is the article in that of the reader's projects which had it first.
    """

    findable: Findable
    title: str
    language: str
    published_on: date | None
    source: str
    opens: UUID
    project: UUID
    project_name: str
    context: Context


# In the order of `key`, without what has gone meanwhile; the numbers are those of the words that
# were asked for.
READ = """
    WITH wanted AS MATERIALIZED (
        SELECT asked.configuration,
            ARRAY(SELECT jsonb_array_elements_text(asked.lexemes)) AS lexemes
        FROM jsonb_each(%(lexemes)s::jsonb) AS asked(configuration, lexemes)
    )
    SELECT key.n - 1,
        coalesce(paragraph.text, CASE found.place WHEN 0 THEN article.title ELSE '' END),
        ARRAY(
            SELECT DISTINCT position
            FROM unnest(found.words) AS word(lexeme, positions, weights)
            CROSS JOIN LATERAL unnest(word.positions) AS position
            WHERE word.lexeme = ANY(wanted.lexemes)
        ),
        article.title, article.language, article.published_on, source.name,
        opens.id, opens.project_id, opens.name
    FROM unnest(%(articles)s::uuid[], %(places)s::int[]) WITH ORDINALITY AS key(article, place, n)
    JOIN annotations_findable found ON found.article_id = key.article AND found.place = key.place
    JOIN annotations_article article ON article.id = key.article
    JOIN annotations_source source ON source.id = article.source_id
    CROSS JOIN LATERAL (
        SELECT one.id, one.project_id, project.name
        FROM annotations_projectarticle one
        JOIN annotations_project project ON project.id = one.project_id
        WHERE one.article_id = key.article
            AND (%(projects)s::uuid[] IS NULL OR one.project_id = ANY(%(projects)s::uuid[]))
        ORDER BY one.added_at, one.id DESC
        LIMIT 1
    ) opens
    LEFT JOIN annotations_paragraph paragraph
        ON paragraph.revision_id = found.revision AND paragraph.index = found.place - 1
    LEFT JOIN wanted ON wanted.configuration = found.configuration
    ORDER BY key.n
"""


def hits_of(found: list[Findable], projects: Projects, asked: Understood) -> list[Hit]:
    """Those of articles in one of the `projects`, which the reader may see. One query."""
    if not found:
        return []
    values: dict[str, Any] = {
        "articles": [one.article_id for one in found],
        "places": [one.place for one in found],
        "lexemes": json.dumps(asked.lexemes),
        "projects": projects,
    }
    with connection.cursor() as cursor:
        cursor.execute(READ, values)
        return [_hit(found[n], asked, *said) for n, *said in cursor.fetchall()]


def _hit(one: Findable, asked: Understood, text: str, numbers: list[int], *said: Any) -> Hit:
    title, language, day, source, opens, project, name = said
    context = context_of(text, {*numbers, *begun(text, asked.prefixes)})
    return Hit(one, title, language, day, source, opens, project, name, context)
