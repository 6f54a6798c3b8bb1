"""Annotations of invented articles: tagged passages, and statements with who made them.

Half of the articles have been agreed upon, of the others one analyst's coding is there: so that
whoever is that analyst sees all of them.
"""

import random
from collections.abc import Mapping

from django.db import connection

from annotations.actions.indexing import index_due
from annotations.models import (
    Actor,
    Attribution,
    AttributionTag,
    Coding,
    Project,
    Saying,
    Span,
    SpanTag,
    Stance,
    Tag,
    User,
)
from tests.factories.actors import make_actor
from tests.factories.projects import make_tag

# In an article of 20 paragraphs: each has a tagged passage, and each fifth a statement.
PASSAGES, STATEMENTS = 20, 4
SPEAKERS, TAGS = 200, 20
# How many words a passage or the content of a statement has.
LONG = 12
# The words from a random one on, in a paragraph, and where they begin there.
PLACED = f"""
    CROSS JOIN LATERAL (
        SELECT string_to_array(paragraph.text, ' ') AS words,
            1 + (random() * 40)::int + 0 * paragraph.index AS first
    ) AS said
    CROSS JOIN LATERAL (
        SELECT array_to_string(words[first:first + {LONG - 1}], ' ') AS words,
            coalesce(length(array_to_string(words[1:first - 1], ' ')) + 1, 0)
                - (first = 1)::int AS start
    ) AS placed
"""
ANNOTATE = f"""
CREATE TEMP TABLE annotated ON COMMIT DROP AS
    SELECT gen_random_uuid() AS coding, its.id AS place, its.project_id AS project,
        revision.id AS revision, its.n %% 2 = 0 AS is_gold
    FROM (
        SELECT *, row_number() OVER (ORDER BY md5(id::text)) AS n
        FROM annotations_projectarticle WHERE project_id = %(project)s
    ) AS its
    JOIN annotations_revision revision ON revision.article_id = its.article_id
    WHERE n <= %(articles)s;
INSERT INTO annotations_coding (id, project_id, project_article_id, revision_id, kind, analyst_id,
    engine, is_current, counts, state, next_number, acts_done, annotation_count, created_at,
    changed_at)
    SELECT coding, project, place, revision, CASE WHEN is_gold THEN 'gold' ELSE 'human' END,
        CASE WHEN is_gold THEN NULL ELSE %(analyst)s::uuid END, '', TRUE, TRUE, 'done', 100, 0,
        {PASSAGES + STATEMENTS}, now(), now() FROM annotated;
INSERT INTO annotations_span (id, project_id, coding_id, number, role, start, "end", words, prefix,
    suffix, note, lane, created_at)
    SELECT gen_random_uuid(), project, coding, index + 1, 'passage', paragraph.start + placed.start,
        paragraph.start + placed.start + length(placed.words), placed.words, '', '', '', 0, now()
    FROM annotated JOIN annotations_paragraph paragraph ON paragraph.revision_id = revision
    {PLACED} WHERE index < {PASSAGES};
CREATE TEMP TABLE made_statements ON COMMIT DROP AS
    SELECT gen_random_uuid() AS id, project, coding, paragraph.id AS paragraph,
        1 + index / 5 AS number, floor(power({SPEAKERS}, random()))::int AS speaker,
        floor(power({SPEAKERS}, random()))::int AS target, 1 + (random() * 4)::int AS stance,
        1 + (random() * {TAGS - 1})::int AS tag
    FROM annotated JOIN annotations_paragraph paragraph ON paragraph.revision_id = revision
    WHERE index %% 5 = 0 AND index < {PASSAGES};
INSERT INTO annotations_attribution (id, project_id, coding_id, number, mode, speaker_id, target_id,
    stance, certainty, note, printed_capacity, created_at)
    SELECT id, project, coding, number, (ARRAY['direct', 'indirect'])[1 + number %% 2],
        (%(speakers)s::uuid[])[speaker], (%(speakers)s::uuid[])[target],
        (ARRAY['reject', 'critical', 'neutral', 'supportive', 'endorse'])[stance], 'certain', '',
        '', now() FROM made_statements;
INSERT INTO annotations_span (id, project_id, coding_id, attribution_id, number, role, start, "end",
    words, prefix, suffix, note, lane, created_at)
    SELECT gen_random_uuid(), project, coding, made.id, {PASSAGES} + number, 'content',
        paragraph.start + placed.start,
        paragraph.start + placed.start + length(placed.words), placed.words, '', '', '', 0, now()
    FROM made_statements made JOIN annotations_paragraph paragraph ON paragraph.id = made.paragraph
    {PLACED};
INSERT INTO annotations_attributiontag (attribution_id, tag_id)
    SELECT id, (%(tags)s::uuid[])[tag] FROM made_statements;
INSERT INTO annotations_spantag (span_id, tag_id)
    SELECT id, (%(tags)s::uuid[])[1 + number %% {TAGS}] FROM annotations_span
    WHERE project_id = %(project)s AND role = 'passage';
DROP TABLE annotated;
DROP TABLE made_statements;
"""
ANALYZED = "ANALYZE " + ", ".join(
    model._meta.db_table for model in (Coding, Span, Attribution, SpanTag, AttributionTag, Saying)
)
DUE = "INSERT INTO annotations_sayingdue (coding) SELECT id FROM annotations_coding"


def annotate(projects: Mapping[str, Project], readers: Mapping[str, User], passages: int) -> None:
    """About as many tagged passages, and a fifth as many statements, the same number in each of
    the projects, by these members of theirs."""
    speakers = [make_actor(f"Measured speaker {n}").pk for n in range(SPEAKERS)]
    tags = {
        name: [make_tag(project.codebook, f"Tag {n}").pk for n in range(TAGS)]
        for name, project in projects.items()
    }
    with connection.cursor() as cursor:
        # Without triggers: what they keep is written here.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name, project in projects.items():
            values = {
                "project": project.pk,
                "analyst": readers[name].pk,
                "articles": passages // PASSAGES // len(projects),
                "speakers": speakers,
                "tags": tags[name],
            }
            for statement in ANNOTATE.split(";\n"):
                if statement.strip():
                    cursor.execute(statement, values)
        cursor.execute(DUE)
        index_due()
        cursor.execute(ANALYZED)


def speakers(count: int) -> list[str]:
    """From those who say most to those who say next to nothing."""
    known = Actor.objects.filter(name__startswith="Measured speaker").order_by("pk")
    return _some_of([str(key) for key in known.values_list("pk", flat=True)], count)


def stances(count: int) -> list[str]:
    return _some_of([Stance.CRITICAL, Stance.NEUTRAL, Stance.ENDORSE], count)


def tags(count: int) -> list[str]:
    """Of all projects, so that some find nothing."""
    known = Tag.objects.order_by("name", "codebook__name")
    return _some_of([str(key) for key in known.values_list("pk", flat=True)], count)


def _some_of(keys: list[str], count: int) -> list[str]:
    chance = random.Random(len(keys))
    return [chance.choice(keys) for _ in range(count)]
