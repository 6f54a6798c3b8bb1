"""The words of ranges of a revision, read from the paragraphs around them and no others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.codings import CannotAnnotate
from annotations.actions.snapshots import Place
from annotations.domain.identifiers import uuid7
from annotations.domain.spans.excerpts import CONTEXT, Excerpt, cut
from annotations.domain.spans.lanes import Neighbours, Placed
from annotations.domain.spans.words import same_words
from annotations.models import Coding
from annotations.models.articles import Piece
from annotations.models.ready import ask


class WordsDiffer(CannotAnnotate):
    """The text of the revision does not say at [start, end) what the page said; `words` is what it
    does say, for a door to tell as far as the rights of the source let it."""

    def __init__(self, revision: UUID, start: int, end: int, words: str | None) -> None:
        super().__init__(
            _("The text says “%(words)s” here. The place has been read again; please look.")
            % {"words": words[:200]}
            if words is not None
            else _("This place is outside the text. It has been read again; please look.")
        )
        self.revision, self.start, self.end, self.words = revision, start, end, words


@dataclass(frozen=True)
class Range:
    """What a page calls a place: [start, end) in code points, and the words that it saw there."""

    start: int
    end: int
    words: str


# Written out because every write waits for it: see queries/readings.py.
NEAR = """
    SELECT index, kind, start, "end", text, NULL::integer
    FROM annotations_paragraph WHERE revision_id = %s AND ({near})
    UNION ALL
    SELECT number, '', start, "end", '', lane
    FROM annotations_span WHERE coding_id = %s AND ({near})
"""


def excerpts(coding: Coding, ranges: Sequence[Range]) -> list[Excerpt]:
    """The excerpts of `ranges`, in their order. One query. Raises WordsDiffer.

    The coding keeps the paragraphs, for who shows afterwards what was done there; and its spans
    near them, among which a new one finds its lane.
    """
    around = [(one.start - CONTEXT, one.end + CONTEXT) for one in ranges]
    near = " OR ".join(['(start < %s AND "end" > %s)'] * len(around)) or "FALSE"
    edges = [edge for start, end in around for edge in (end, start)]
    rows = ask(NEAR.format(near=near), [coding.revision_id, *edges, coding.pk, *edges])
    pieces = coding.read = sorted(tuple(row[:5]) for row in rows if row[5] is None)
    spans = [
        Placed(number, start, end, lane)
        for number, _, start, end, _, lane in rows
        if lane is not None
    ]
    coding.neighbours = Neighbours(around, spans)
    return [_checked(coding.revision_id, pieces, one) for one in ranges]


def _checked(revision: UUID, pieces: list[Piece], one: Range) -> Excerpt:
    near = [
        (start, text)
        for _, _, start, end, text in pieces
        if start < one.end + CONTEXT and end > one.start - CONTEXT
    ]
    excerpt = cut(near, one.start, one.end)
    if excerpt is None or not same_words(excerpt.words, one.words):
        raise WordsDiffer(revision, one.start, one.end, excerpt.words if excerpt else None)
    return excerpt


def places(coding: Coding, wanted: Sequence[tuple[str, Range]], at: datetime) -> tuple[Place, ...]:
    """New spans for `(role, range)` pairs, each with the coding's next number.

    Raises WordsDiffer. The caller holds the coding's lock.
    """
    found = excerpts(coding, [one for _, one in wanted])
    return tuple(
        placed(coding, role, one, excerpt, at)
        for (role, one), excerpt in zip(wanted, found, strict=True)
    )


def placed(
    coding: Coding,
    role: str,
    one: Range,
    excerpt: Excerpt,
    at: datetime,
    moved: Place | None = None,
) -> Place:
    """A new span with the coding's next number; or `moved`, which keeps its own, put there."""
    if moved:
        return replace(moved_to(moved, one, excerpt), role=role)
    return Place(
        id=str(uuid7()),
        number=take_number(coding),
        role=role,
        start=one.start,
        end=one.end,
        words=excerpt.words,
        prefix=excerpt.prefix,
        suffix=excerpt.suffix,
        created_at=at.isoformat(),
    )


def moved_to(span: Place, where: Range, excerpt: Excerpt) -> Place:
    """The same span with other edges, and the words that stand there."""
    return replace(
        span,
        start=where.start,
        end=where.end,
        words=excerpt.words,
        prefix=excerpt.prefix,
        suffix=excerpt.suffix,
    )


def take_number(coding: Coding) -> int:
    """The coding's next number. It is saved with the act, and never handed out again."""
    number = coding.next_number
    coding.next_number += 1
    return number
