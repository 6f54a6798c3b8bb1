"""Annotations as the API shows them: where they stand, and what they say.

Words of an article are as many as the rights of its source let leave; `words_sha256` tells them
without them. Places are code points of the text of the coding’s revision.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from annotations.api.rows import Shape, facts_of
from annotations.domain.rights import fingerprint, leaving, leaving_parts
from annotations.domain.spans.excerpts import Excerpt
from annotations.models import (
    Attribution,
    Coding,
    Link,
    Span,
    SpanRole,
    User,
)
from annotations.queries.beside import (
    Above,
    Piece,
    above,
    pieces_of,
    relays_of,
    tags_of_spans,
    tags_of_statements,
)


class PlaceOut(Shape):
    """[start, end). `words` is cut, or empty, where not all of them may leave."""

    start: int
    end: int
    words: str
    words_sha256: str


class AnnotationOut(Shape):
    """`number` is unique in its coding, and what links and comments call it by."""

    id: UUID
    project: UUID
    article: UUID
    coding: UUID
    number: int
    by: UUID | None
    kind: str
    counts: bool
    tags: list[UUID]
    note: str
    created_at: datetime


class SpanOut(AnnotationOut):
    """A tagged passage, with up to 32 characters on either side of it."""

    place: PlaceOut
    prefix: str
    suffix: str


class LinkOut(Shape):
    """What the statement of that coding and number does to the other one."""

    id: UUID
    kind: str
    coding: UUID
    number: int
    other_coding: UUID
    other_number: int
    day: date | None


class AttributionOut(AnnotationOut):
    """A statement: who said it, in what capacity, about whom, with what stance, in whose words."""

    content: list[PlaceOut]
    cue: PlaceOut | None
    mention: PlaceOut | None
    mode: str
    speaker: UUID | None
    speaker_name: str
    affiliation: UUID | None
    printed_capacity: str
    target: UUID | None
    target_name: str
    relayers: list[UUID]
    stance: str
    certainty: str
    links: list[LinkOut]


class CodingOut(Shape):
    id: UUID
    project: UUID
    article: UUID
    revision: UUID
    kind: str
    by: UUID | None
    by_name: str
    engine: str
    state: str
    counts: bool
    tags: list[UUID]
    annotations: int
    changed_at: datetime


def whole_spans(rows: QuerySet[Span]) -> QuerySet[Span]:
    """Passages as `shape_spans` takes them."""
    return rows.filter(role=SpanRole.PASSAGE)


def whole_attributions(rows: QuerySet[Attribution]) -> QuerySet[Attribution]:
    """As `shape_attributions` takes them."""
    names = {"name_of_speaker": F("speaker__name"), "name_of_target": F("target__name")}
    return rows.annotate(**names)


def shape_spans(rows: list[Span]) -> list[SpanOut]:
    """Two queries."""
    codings = above({row.coding_id for row in rows})
    tags = tags_of_spans(row.pk for row in rows)
    return [_span(row, codings[row.coding_id], tags[row.pk]) for row in rows]


def shape_attributions(rows: list[Attribution], user: User) -> list[AttributionOut]:
    """Five queries, one of them for the links that this user may see."""
    codings = {row.coding_id for row in rows}
    links: dict[tuple[UUID, int], list[LinkOut]] = defaultdict(list)
    seen = Link.objects.visible_to(user) if codings else Link.objects.none()
    for link in seen.filter(coding__in=codings).order_by("linked_at", "id"):
        links[link.coding_id, link.number].append(shape_link(link))
    keys = [row.pk for row in rows]
    its = above(codings)
    pieces, tags, relays = pieces_of(keys), tags_of_statements(keys), relays_of(keys)
    return [
        AttributionOut(
            links=links[row.coding_id, row.number],
            **_statement(row, its[row.coding_id], pieces[row.pk], relays[row.pk]),
            **_common(row, its[row.coding_id], tags[row.pk]),
        )
        for row in rows
    ]


def shape_coding(row: Coding) -> CodingOut:
    """Of one with `analyst` and `article_tags`."""
    return CodingOut(
        id=row.pk,
        project=row.project_id,
        article=row.project_article_id,
        revision=row.revision_id,
        kind=row.kind,
        by=row.analyst_id,
        by_name=row.analyst.shown_name if row.analyst else "",
        engine=row.engine,
        state=row.state,
        counts=row.counts,
        tags=sorted(tag.tag_id for tag in row.article_tags.all()),
        annotations=row.annotation_count,
        changed_at=row.changed_at,
    )


def _common(row: Any, coding: Above, tags: list[UUID]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "project": row.project_id,
        "article": coding.project_article,
        "coding": row.coding_id,
        "number": row.number,
        "by": coding.analyst,
        "kind": coding.kind,
        "counts": coding.counts,
        "tags": tags,
        "note": row.note,
        "created_at": row.created_at,
    }


def _span(row: Span, coding: Above, tags: list[UUID]) -> SpanOut:
    left = leaving(Excerpt(row.words, row.prefix, row.suffix), coding.rights)
    return SpanOut(
        place=_place(row, left.words),
        prefix=left.prefix,
        suffix=left.suffix,
        **_common(row, coding, tags),
    )


def _statement(row: Any, coding: Above, pieces: list[Piece], relays: list[UUID]) -> dict[str, Any]:
    content = [piece for piece in pieces if piece.role == SpanRole.CONTENT]
    kept = leaving_parts([piece.words for piece in content], coding.rights)

    def single(role: str) -> PlaceOut | None:
        piece = next((one for one in pieces if one.role == role), None)
        if piece is None:
            return None
        return _place(piece, leaving(Excerpt(piece.words, "", ""), coding.rights).words)

    return {
        "content": [_place(piece, words) for piece, words in zip(content, kept, strict=True)],
        "cue": single(SpanRole.CUE),
        "mention": single(SpanRole.SPEAKER),
        "mode": row.mode,
        "speaker": row.speaker_id,
        "speaker_name": row.name_of_speaker or "",
        "affiliation": row.affiliation_id,
        "printed_capacity": row.printed_capacity,
        "target": row.target_id,
        "target_name": row.name_of_target or "",
        "relayers": [row.relayer_id, *relays] if row.relayer_id else [],
        "stance": row.stance,
        "certainty": row.certainty,
    }


def _place(span: Span | Piece, words: str) -> PlaceOut:
    return PlaceOut(
        start=span.start, end=span.end, words=words, words_sha256=fingerprint(span.words)
    )


def shape_link(link: Link) -> LinkOut:
    return LinkOut(**facts_of(link, LinkOut))
