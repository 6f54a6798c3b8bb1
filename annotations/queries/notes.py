"""What stands beside the annotations of a coding and is none: how much is said about each."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from annotations.queries.readings import Card, Notes

# Written out because writes ask for it too, and for one annotation within a larger question.
NOTES = """
    SELECT thread.annotation, count(*) AS comments,
        count(DISTINCT thread.id) FILTER (WHERE thread.resolved_at IS NULL) AS unresolved,
        count(*) FILTER (WHERE comment.author_id <> %(reader)s
            AND (mark.until IS NULL OR comment.created_at > mark.until)) AS unread
    FROM annotations_thread thread
    JOIN annotations_comment comment
        ON comment.thread_id = thread.id AND comment.deleted_at IS NULL
    LEFT JOIN annotations_readmark mark
        ON mark.thread_id = thread.id AND mark.reader_id = %(reader)s
    WHERE thread.coding_id = %(coding)s {only}
    GROUP BY thread.annotation
"""
# How many comments are on annotations that are not there (any more).
LEFT = """
    SELECT count(*) FROM annotations_thread thread
    JOIN annotations_comment comment
        ON comment.thread_id = thread.id AND comment.deleted_at IS NULL
    WHERE thread.coding_id = %(coding)s
        AND NOT EXISTS (SELECT 1 FROM annotations_attribution said
            WHERE said.coding_id = thread.coding_id AND said.number = thread.annotation)
        AND NOT EXISTS (SELECT 1 FROM annotations_span span
            WHERE span.coding_id = thread.coding_id AND span.number = thread.annotation
                AND span.role = 'passage')
"""
EVERY = NOTES.format(only="")
OF_ONE = NOTES.format(only="AND thread.annotation = %(number)s")


def notes_of(coding: UUID, reader: UUID) -> dict[int, Notes]:
    """By annotation, of those about which something is said. One query."""
    with connection.cursor() as cursor:
        cursor.execute(EVERY, {"coding": coding, "reader": reader})
        return {number: Notes(*counts) for number, *counts in cursor.fetchall()}


def put_notes(cards: Iterable[Card], coding: UUID, reader: UUID) -> int:
    """Tell each card what stands beside its annotation; how many comments are on deleted ones."""
    notes = notes_of(coding, reader)
    if notes:
        for card in cards:
            card.notes = notes.pop(card.number, None)
    return sum(left.comments for left in notes.values())
