"""Making articles findable: the rows that search looks words up in, made of newest revisions."""

import json
from typing import Any

from django.db import connection, transaction

from annotations.domain.search.configurations import CONFIGURATIONS, SIMPLE
from annotations.models.articles import UNDATED

# Articles in one transaction.
AT_ONCE = 200

TAKE = """
    DELETE FROM annotations_findabledue WHERE article IN (
        SELECT article FROM annotations_findabledue
        ORDER BY article LIMIT %s FOR UPDATE SKIP LOCKED
    ) RETURNING article
"""
FORGET = "DELETE FROM annotations_findable WHERE article_id = ANY(%s)"
# The first lexeme says which dictionary read the row: a question is asked in each language's own
# way, and each way only of the rows of that language. The last ones are the words as they are
# spelled, without their places: what begins with some letters is looked up among them. All of them
# are kept by themselves, too, in one order, so that two workers do not wait for one another.
READ = """
    WITH made AS (
    INSERT INTO annotations_findable (article_id, place, source_id, revision, start, "end",
                                      language, day, configuration, projects, words)
    SELECT article.id, piece.place, article.source_id, newest.id, piece.start, piece."end",
           article.language, coalesce(article.published_on, %(undated)s), read_by.name,
           ARRAY(SELECT project_id FROM annotations_projectarticle
                 WHERE article_id = article.id ORDER BY project_id),
           array_to_tsvector(ARRAY['=' || read_by.name])
           || to_tsvector(read_by.name::regconfig, plain.words)
           || CASE read_by.name WHEN %(simple)s THEN ''
              ELSE strip(to_tsvector(%(simple)s::regconfig, plain.words)) END
    FROM annotations_article article
    CROSS JOIN LATERAL (
        SELECT id FROM annotations_revision WHERE article_id = article.id
        ORDER BY number DESC LIMIT 1
    ) newest
    CROSS JOIN LATERAL (
        SELECT coalesce(%(configurations)s::jsonb ->> lower(split_part(article.language, '-', 1)),
                        %(simple)s) AS name
    ) read_by
    CROSS JOIN LATERAL (
        SELECT 0 AS place, 0 AS start, 0 AS "end", article.title AS text
        UNION ALL
        SELECT index + 1, start, "end", text FROM annotations_paragraph
        WHERE revision_id = newest.id
            AND NOT (index = 0 AND btrim(text, E' \\n\\t') = article.title)
    ) piece
    CROSS JOIN LATERAL (SELECT annotations_plain_words(piece.text) AS words) plain
    WHERE article.id = ANY(%(articles)s)
    RETURNING words
    )
    INSERT INTO annotations_lexeme (lexeme)
    SELECT DISTINCT lexeme FROM made CROSS JOIN unnest(tsvector_to_array(words)) AS lexeme
    WHERE left(lexeme, 1) <> '=' ORDER BY lexeme
    ON CONFLICT DO NOTHING
"""


def index_due() -> int:
    """Make all articles that are due findable, AT_ONCE in a transaction; answers how many.

    Two workers share the work. What was changed meanwhile is due again.
    """
    total = 0
    while count := _index_some():
        total += count
    return total


@transaction.atomic
def _index_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [AT_ONCE])
        articles = [row[0] for row in cursor.fetchall()]
        if not articles:
            return 0
        cursor.execute(FORGET, [articles])
        values: dict[str, Any] = {
            "articles": articles,
            "undated": UNDATED,
            "simple": SIMPLE,
            "configurations": json.dumps(CONFIGURATIONS),
        }
        cursor.execute(READ, values)
    return len(articles)
