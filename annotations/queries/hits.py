"""Passages that were found, with all that a page shows of them."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from annotations.domain.search.contexts import Context, context_of
from annotations.models import Article, Findable, ProjectArticle, Source, User
from annotations.queries.asking import Understood
from annotations.queries.search import Where, begun, opened_in


@dataclass(frozen=True)
class Hit:
    """A passage that was found. `row` is the article in the project in which it opens.

    Of `article` and its source there is what results show.
    """

    findable: Findable
    article: Article
    row: ProjectArticle
    context: Context


# In the order of `key`, without what has gone meanwhile; the numbers are those of the words that
# were asked for.
READ = """
    WITH wanted AS MATERIALIZED (
        SELECT asked.configuration,
            ARRAY(SELECT jsonb_array_elements_text(asked.lexemes)) AS lexemes
        FROM jsonb_each(%(lexemes)s::jsonb) AS asked(configuration, lexemes)
    )
    SELECT key.n - 1, article.title, article.language, article.published_on, source.id, source.name,
        coalesce(paragraph.text, CASE found.place WHEN 0 THEN article.title ELSE '' END),
        ARRAY(
            SELECT DISTINCT position
            FROM unnest(found.words) AS word(lexeme, positions, weights)
            CROSS JOIN LATERAL unnest(word.positions) AS position
            WHERE word.lexeme = ANY(wanted.lexemes)
        )
    FROM unnest(%(articles)s::uuid[], %(places)s::int[]) WITH ORDINALITY AS key(article, place, n)
    JOIN annotations_findable found ON found.article_id = key.article AND found.place = key.place
    JOIN annotations_article article ON article.id = key.article
    JOIN annotations_source source ON source.id = article.source_id
    LEFT JOIN annotations_paragraph paragraph
        ON paragraph.revision_id = found.revision AND paragraph.index = found.place - 1
    LEFT JOIN wanted ON wanted.configuration = found.configuration
    ORDER BY key.n
"""


def hits_of(found: list[Findable], user: User, where: Where, asked: Understood) -> list[Hit]:
    """With the article, the words around what was found, and where it opens. Two queries."""
    if not found:
        return []
    rows = opened_in(user, where, {one.article_id for one in found})
    found = [one for one in found if one.article_id in rows]
    values: dict[str, Any] = {
        "articles": [one.article_id for one in found],
        "places": [one.place for one in found],
        "lexemes": json.dumps(asked.lexemes),
    }
    with connection.cursor() as cursor:
        cursor.execute(READ, values)
        read = cursor.fetchall()
    return [_hit(found[n], rows[found[n].article_id], asked, *said) for n, *said in read]


def _hit(one: Findable, row: ProjectArticle, asked: Understood, *said: Any) -> Hit:
    title, language, published_on, source, name, text, numbers = said
    article = Article(
        id=one.article_id,
        title=title,
        language=language,
        published_on=published_on,
        source=Source(id=UUID(str(source)), name=name),
    )
    hits = {*numbers, *begun(text, asked.prefixes)}
    return Hit(one, article, row, context_of(text, hits))
