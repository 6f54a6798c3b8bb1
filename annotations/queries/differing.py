"""In how many articles those who are done differ, without reading what they annotated."""

from django.db import connection

from annotations.models import Project

# Each thing that an annotation says is a number, and their sum stands for the coding: the same one
# in whatever order they were made. How far two differ is for queries/agreement.py to say.
DIFFERING = """
    WITH coding AS MATERIALIZED (
        SELECT id, project_article_id FROM (
            SELECT id, project_article_id, count(*) OVER (PARTITION BY project_article_id) AS n
            FROM annotations_coding
            WHERE project_id = %s AND kind = 'human' AND is_current AND state = 'done'
        ) done WHERE n > 1
    ), says AS (
        SELECT span.coding_id, hashtextextended(concat_ws('|', span.role, span.start, span."end",
            said.speaker_id, 'of', said.target_id, said.stance, said.mode), 0) AS word
        FROM annotations_span span
        LEFT JOIN annotations_attribution said ON said.id = span.attribution_id
        WHERE span.coding_id IN (SELECT id FROM coding)
        UNION ALL
        SELECT span.coding_id,
            hashtextextended(concat_ws('|', 'passage', span.start, span."end", tagged.tag_id), 0)
        FROM annotations_span span
        JOIN annotations_spantag tagged ON tagged.span_id = span.id
        WHERE span.coding_id IN (SELECT id FROM coding)
        UNION ALL
        SELECT span.coding_id,
            hashtextextended(concat_ws('|', 'said', span.start, span."end", tagged.tag_id), 0)
        FROM annotations_span span
        JOIN annotations_attributiontag tagged ON tagged.attribution_id = span.attribution_id
        WHERE span.role = 'content' AND span.coding_id IN (SELECT id FROM coding)
        UNION ALL
        SELECT tagged.coding_id, hashtextextended(concat_ws('|', 'article', tagged.tag_id), 0)
        FROM annotations_articletag tagged WHERE tagged.coding_id IN (SELECT id FROM coding)
    ), summed AS (
        SELECT coding_id, sum(word::numeric) AS meaning FROM says GROUP BY coding_id
    )
    SELECT count(*) FROM (
        SELECT FROM coding LEFT JOIN summed ON summed.coding_id = coding.id
        GROUP BY coding.project_article_id
        HAVING count(DISTINCT coalesce(summed.meaning, 0)) > 1
    ) differing
"""


def differing_in(project: Project) -> int:
    """Articles that two or more are done with, and not all alike. One query."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING, [project.pk])
        (count,) = cursor.fetchone()
    return int(count)
