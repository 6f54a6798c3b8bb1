"""Annotations as the API shows them: where they stand, and what they say.

Words of an article are as many as the rights of its source let leave; `words_sha256` tells them
without them. Places are code points of the text of the coding’s revision.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from ninja import Schema

from annotations.api.rows import facts_of
from annotations.domain.rights import fingerprint, leaving, leaving_parts
from annotations.domain.spans.excerpts import Excerpt
from annotations.models import (
    Attribution,
    AttributionTag,
    Coding,
    Link,
    Relay,
    Span,
    SpanRole,
    SpanTag,
    User,
)

ABOVE = "coding__project_article__article__source"


class PlaceOut(Schema):
    """[start, end). `words` is cut, or empty, where not all of them may leave."""

    start: int
    end: int
    words: str
    words_sha256: str


class AnnotationOut(Schema):
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


class LinkOut(Schema):
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


class CodingOut(Schema):
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
    """Passages with all that `shape_spans` needs: two queries."""
    tags = Prefetch("span_tags", SpanTag.objects.order_by("tag"))
    passages = rows.filter(role=SpanRole.PASSAGE).select_related(ABOVE)
    return passages.prefetch_related(tags)


def whole_attributions(rows: QuerySet[Attribution]) -> QuerySet[Attribution]:
    """With all that `shape_attributions` needs but the links: four queries."""
    return rows.select_related(ABOVE, "speaker", "target").prefetch_related(
        Prefetch("spans", Span.objects.in_reading_order()),
        Prefetch("attribution_tags", AttributionTag.objects.order_by("tag")),
        Prefetch("relays", Relay.objects.order_by("position")),
    )


def shape_spans(rows: list[Span]) -> list[SpanOut]:
    return [_span(row) for row in rows]


def shape_attributions(rows: list[Attribution], user: User) -> list[AttributionOut]:
    """One query more, for the links that this user may see."""
    codings = {row.coding_id for row in rows}
    links: dict[tuple[UUID, int], list[LinkOut]] = defaultdict(list)
    seen = Link.objects.visible_to(user) if codings else Link.objects.none()
    for link in seen.filter(coding__in=codings).order_by("linked_at", "id"):
        links[link.coding_id, link.number].append(shape_link(link))
    return [_attribution(row, links[row.coding_id, row.number]) for row in rows]


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


def _common(row: Any, tags: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "project": row.project_id,
        "article": row.coding.project_article_id,
        "coding": row.coding_id,
        "number": row.number,
        "by": row.coding.analyst_id,
        "kind": row.coding.kind,
        "counts": row.coding.counts,
        "tags": [tag.tag_id for tag in tags],
        "note": row.note,
        "created_at": row.created_at,
    }


def _span(row: Span) -> SpanOut:
    rights = row.coding.project_article.article.source.rights
    left = leaving(Excerpt(row.words, row.prefix, row.suffix), rights)
    return SpanOut(
        place=_place(row, left.words),
        prefix=left.prefix,
        suffix=left.suffix,
        **_common(row, row.span_tags.all()),
    )


def _attribution(row: Attribution, links: list[LinkOut]) -> AttributionOut:
    rights = row.coding.project_article.article.source.rights
    by_role: dict[str, list[Span]] = defaultdict(list)
    for span in row.spans.all():
        by_role[span.role].append(span)
    content = by_role[SpanRole.CONTENT]
    kept = leaving_parts([span.words for span in content], rights)

    def single(role: str) -> PlaceOut | None:
        span = next(iter(by_role[role]), None)
        if span is None:
            return None
        return _place(span, leaving(Excerpt(span.words, "", ""), rights).words)

    relays = [relay.actor_id for relay in row.relays.all()]
    return AttributionOut(
        content=[_place(span, words) for span, words in zip(content, kept, strict=True)],
        cue=single(SpanRole.CUE),
        mention=single(SpanRole.SPEAKER),
        mode=row.mode,
        speaker=row.speaker_id,
        speaker_name=row.speaker.name if row.speaker else "",
        affiliation=row.affiliation_id,
        printed_capacity=row.printed_capacity,
        target=row.target_id,
        target_name=row.target.name if row.target else "",
        relayers=[row.relayer_id, *relays] if row.relayer_id else [],
        stance=row.stance,
        certainty=row.certainty,
        links=links,
        **_common(row, row.attribution_tags.all()),
    )


def _place(span: Span, words: str) -> PlaceOut:
    return PlaceOut(
        start=span.start, end=span.end, words=words, words_sha256=fingerprint(span.words)
    )


def shape_link(link: Link) -> LinkOut:
    return LinkOut(**facts_of(link, LinkOut))
