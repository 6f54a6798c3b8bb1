"""What stands beside the annotations of a coding and is none: comments, and the reader's flags."""

from collections.abc import Iterable
from uuid import UUID

from annotations.models.ready import ask
from annotations.queries.readings import Card, Notes

# Written out because writes ask for it too, and for one annotation within a larger question.
NOTES = """
    SELECT annotation, sum(comments)::int AS comments, sum(unresolved)::int AS unresolved,
        sum(unread)::int AS unread, bool_or(is_flagged) AS is_flagged
    FROM (
        SELECT thread.annotation, count(*) AS comments,
            count(DISTINCT thread.id) FILTER (WHERE thread.resolved_at IS NULL) AS unresolved,
            count(*) FILTER (WHERE comment.author_id <> %(reader)s
                AND (mark.until IS NULL OR comment.created_at > mark.until)) AS unread,
            FALSE AS is_flagged
        FROM annotations_thread thread
        JOIN annotations_comment comment
            ON comment.thread_id = thread.id AND comment.deleted_at IS NULL
        LEFT JOIN annotations_readmark mark
            ON mark.thread_id = thread.id AND mark.reader_id = %(reader)s
        WHERE thread.coding_id = %(coding)s
        GROUP BY thread.annotation
        UNION ALL
        SELECT flag.annotation, 0, 0, 0, TRUE
        FROM annotations_flag flag
        JOIN annotations_coding coding ON coding.project_article_id = flag.project_article_id
            AND coding.analyst_id = flag.reader_id AND coding.id = %(coding)s
        WHERE flag.reader_id = %(reader)s AND flag.annotation IS NOT NULL
    ) note
    {only}
    GROUP BY annotation
"""
EVERY = NOTES.format(only="")
OF_ONE = NOTES.format(only="WHERE annotation = %(number)s")
THERE = """(
    EXISTS (SELECT 1 FROM annotations_attribution said
        WHERE said.coding_id = {coding} AND said.number = {number})
    OR EXISTS (SELECT 1 FROM annotations_span span
        WHERE span.coding_id = {coding} AND span.number = {number} AND span.role = 'passage'))
"""
# How many comments are on annotations that are not there (any more).
LEFT = f"""
    SELECT count(*) FROM annotations_thread thread
    JOIN annotations_comment comment
        ON comment.thread_id = thread.id AND comment.deleted_at IS NULL
    WHERE thread.coding_id = %(coding)s
        AND NOT {THERE.format(coding="thread.coding_id", number="thread.annotation")}
"""
# How many of the reader's flags are on annotations that are there; within a query on `coding`.
FLAGGED = f"""
    SELECT count(*) FROM annotations_flag flag
    WHERE flag.reader_id = %(reader)s AND flag.project_article_id = coding.project_article_id
        AND flag.annotation IS NOT NULL
        AND {THERE.format(coding="coding.id", number="flag.annotation")}
"""


def notes_of(coding: UUID, reader: UUID) -> dict[int, Notes]:
    """By annotation, of those beside which something stands. One query."""
    rows = ask(EVERY, {"coding": coding, "reader": reader})
    return {number: Notes(*counts) for number, *counts in rows}


def put_notes(cards: Iterable[Card], coding: UUID, reader: UUID) -> int:
    """Tell each card what stands beside its annotation; how many comments are on deleted ones."""
    notes = notes_of(coding, reader)
    if notes:
        for card in cards:
            card.notes = notes.pop(card.number, None)
    return sum(left.comments for left in notes.values())
