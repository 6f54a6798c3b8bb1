"""Making articles and annotations findable: the rows that search looks words up in."""

import json
from typing import Any

from django.db import connection, transaction

from annotations.domain.search.configurations import CONFIGURATIONS
from annotations.models.articles import UNDATED
from annotations.models.sayings import DICTIONARY, IS_OF, ROLES, lexemes

# Articles in one transaction.
AT_ONCE = 200

TAKE = """
    DELETE FROM annotations_findabledue WHERE article IN (
        SELECT article FROM annotations_findabledue
        ORDER BY article LIMIT %s FOR UPDATE SKIP LOCKED
    ) RETURNING article
"""
FORGET = "DELETE FROM annotations_findable WHERE article_id = ANY(%s)"
# All lexemes are kept by themselves, too, in one order, so that two workers do not wait for one
# another.
READ = f"""
    WITH made AS (
    INSERT INTO annotations_findable (article_id, place, source_id, revision, start, "end",
                                      language, day, configuration, projects, words)
    SELECT article.id, piece.place, article.source_id, newest.id, piece.start, piece."end",
           article.language, coalesce(article.published_on, %(undated)s), read_by.name,
           ARRAY(SELECT project_id FROM annotations_projectarticle
                 WHERE article_id = article.id ORDER BY project_id),
           {lexemes("read_by.name", "plain.words")}
    FROM annotations_article article
    CROSS JOIN LATERAL (
        SELECT id FROM annotations_revision WHERE article_id = article.id
        ORDER BY number DESC LIMIT 1
    ) newest
    CROSS JOIN LATERAL (SELECT {DICTIONARY} AS name) read_by
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
# How the articles are read, and their days, are those of their annotations.
PASS_ON = """
    INSERT INTO annotations_sayingdue (coding)
    SELECT coding.id FROM annotations_projectarticle its
    JOIN annotations_coding coding ON coding.project_article_id = its.id
    WHERE its.article_id = ANY(%(articles)s) AND coding.is_current
"""
TAKE_CODINGS = """
    DELETE FROM annotations_sayingdue WHERE id IN (
        SELECT id FROM annotations_sayingdue ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
    ) RETURNING coding
"""
SAID = f"""
    SELECT span.*, article.source_id AS source, article.language,
        coalesce(article.published_on, %(undated)s) AS day, {DICTIONARY} AS configuration
    FROM annotations_coding coding
    JOIN annotations_projectarticle its ON its.id = coding.project_article_id
    JOIN annotations_article article ON article.id = its.article_id
    JOIN annotations_span span ON span.coding_id = coding.id
    WHERE coding.id = ANY(%(codings)s) AND coding.is_current
"""
FORGET_SAID = f"""
    DELETE FROM annotations_saying said
    WHERE coding = ANY(%(codings)s) AND NOT EXISTS (
        SELECT FROM ({SAID}) AS span
        WHERE {IS_OF} AND said.source = span.source AND said.language = span.language
            AND said.day = span.day
    )
"""
# In one order, as above. A span that was another coding's has a row, which may be due as well.
READ_SAID = f"""
    INSERT INTO annotations_saying (span, coding, project, attribution, start, "end", source,
                                    language, day, words)
    SELECT span.id, span.coding_id, span.project_id, span.attribution_id, span.start, span."end",
        span.source, span.language, span.day, {lexemes("span.configuration", "plain.words")}
    FROM ({SAID}) AS span
    CROSS JOIN LATERAL (SELECT annotations_plain_words(span.words) AS words OFFSET 0) plain
    WHERE span.role IN {ROLES} AND NOT EXISTS (SELECT FROM annotations_saying said WHERE {IS_OF})
    ORDER BY span.id
    ON CONFLICT (span) DO UPDATE SET coding = EXCLUDED.coding, project = EXCLUDED.project,
        attribution = EXCLUDED.attribution, start = EXCLUDED.start, "end" = EXCLUDED."end",
        source = EXCLUDED.source, language = EXCLUDED.language, day = EXCLUDED.day,
        words = EXCLUDED.words
"""


def index_due() -> int:
    """Make all articles that are due findable, AT_ONCE in a transaction, and then all annotations
    that are; answers how many articles.

    Two workers share the work. What was changed meanwhile is due again.
    """
    total = 0
    while count := _index_some():
        total += count
    while _read_what_some_say():
        pass
    return total


@transaction.atomic
def _index_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [AT_ONCE])
        articles = [row[0] for row in cursor.fetchall()]
        if not articles:
            return 0
        cursor.execute(FORGET, [articles])
        values = {"articles": articles, **_read_by()}
        cursor.execute(READ, values)
        cursor.execute(PASS_ON, values)
    return len(articles)


@transaction.atomic
def _read_what_some_say() -> int:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_CODINGS, [AT_ONCE])
        codings = [row[0] for row in cursor.fetchall()]
        if not codings:
            return 0
        values = {"codings": codings, **_read_by()}
        cursor.execute(FORGET_SAID, values)
        cursor.execute(READ_SAID, values)
    return len(codings)


def _read_by() -> dict[str, Any]:
    """What all that is read takes: the day of undated articles, and the dictionaries."""
    return {"undated": UNDATED, "configurations": json.dumps(CONFIGURATIONS)}
