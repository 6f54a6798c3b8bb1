"""Codings carried on to a new revision of their article."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from annotations.domain.anchoring import Carried, carry
from annotations.domain.anchoring import Outcome as Fate
from annotations.domain.identifiers import uuid7
from annotations.domain.spans.excerpts import cut
from annotations.domain.spans.lanes import Placed, laid_out
from annotations.models import (
    ArticleTag,
    Attribution,
    AttributionTag,
    Carry,
    Coding,
    CodingKind,
    CodingState,
    Link,
    Outcome,
    Relay,
    Revision,
    Span,
    SpanTag,
    Thread,
)
from annotations.models.carries import CERTAIN
from annotations.models.spans import MAIN_ROLES

Row = TypeVar("Row", bound=models.Model)
ROWS_AT_ONCE = 2_000


def carry_codings(revision: Revision) -> None:
    """A coding of `revision` for each that is current and of an earlier one.

    What is certain to be the same stands in it; the rest waits for its analyst. The machine reads
    the new text by itself. The caller holds the article, so no other revision comes meanwhile.
    """
    earlier = Coding.objects.filter(project_article__article=revision.article_id)
    earlier.filter(kind=CodingKind.MACHINE).update(is_current=False)
    people = earlier.by_people().exclude(revision=revision)
    # Whoever is writing is waited for; whoever comes next finds the new coding.
    for coding in people.in_order_of_locks().select_for_update(of=("self",)):
        _carry(coding, revision)


def _carry(earlier: Coding, revision: Revision) -> Coding:
    Coding.objects.filter(pk=earlier.pk).update(is_current=False)
    coding = Coding.objects.create(
        project_id=earlier.project_id,
        project_article_id=earlier.project_article_id,
        revision=revision,
        kind=earlier.kind,
        analyst_id=earlier.analyst_id,
        state=earlier.state,
        next_number=earlier.next_number,
        changed_at=earlier.changed_at,
    )
    carries: list[Carry] = []
    copied: list[tuple[Span, Carried]] = []
    for origin, spans in _by_origin(earlier).items():
        made, certain = _outcomes(coding, origin, spans)
        carries += made
        copied += certain
    Carry.objects.bulk_create(carries, batch_size=ROWS_AT_ONCE)
    _copy(coding, copied)
    whole = ArticleTag.objects.filter(coding=earlier)
    _insert(ArticleTag(coding=coding, tag_id=one.tag_id) for one in whole)
    Thread.objects.filter(coding=earlier).update(coding=coding)
    Link.objects.filter(coding=earlier).update(coding=coding)
    Link.objects.filter(other_coding=earlier).update(other_coding=coding)
    if coding.state == CodingState.DONE and Carry.objects.waiting().filter(coding=coding).exists():
        coding.state = CodingState.OPEN
        coding.save(update_fields=["state"])
    return coding


def _by_origin(earlier: Coding) -> dict[UUID, list[Span]]:
    """All that is to be carried, by the coding that it was made in.

    What still waits for an answer is carried once more from there: the outlet may have taken back
    what it changed.
    """
    spans = list(Span.objects.filter(coding=earlier).select_related("attribution"))
    waiting: dict[UUID, set[int]] = defaultdict(set)
    rows = Carry.objects.waiting().filter(coding=earlier)
    for origin, number in rows.values_list("origin", "annotation"):
        waiting[origin].add(number)
    found = {earlier.pk: spans}
    for origin, numbers in waiting.items():
        theirs = Span.objects.filter(coding=origin).select_related("attribution")
        found[origin] = [span for span in theirs if _number(span) in numbers]
    return found


def _number(span: Span) -> int:
    """The number of the annotation that a span is, or belongs to."""
    return span.attribution.number if span.attribution else span.number


def _outcomes(
    coding: Coding, origin: UUID, spans: Sequence[Span]
) -> tuple[list[Carry], list[tuple[Span, Carried]]]:
    old = Revision.objects.get(codings=origin)
    language = coding.project_article.article.language or None
    places = [(span.start, span.end) for span in spans]
    carried = carry(old.text, coding.revision.text, places, language)
    together: dict[int, list[tuple[Span, Carried]]] = defaultdict(list)
    for span, one in zip(spans, carried, strict=True):
        together[_number(span)].append((span, one))
    carries = [
        Carry(
            project_id=coding.project_id,
            coding=coding,
            origin_id=origin,
            annotation=number,
            start=min(span.start for span, _ in pairs),
            outcome=_of_all(pairs),
            places=[
                {"number": span.number, "outcome": one.outcome, "start": one.start, "end": one.end}
                for span, one in pairs
            ],
        )
        for number, pairs in together.items()
    ]
    certain = [together[one.annotation] for one in carries if one.outcome in CERTAIN]
    return carries, list(chain.from_iterable(certain))


def _of_all(pairs: Iterable[tuple[Span, Carried]]) -> Outcome:
    """What became of an annotation, by what became of its spans."""
    main = {one.outcome for span, one in pairs if span.role in MAIN_ROLES}
    every = {one.outcome for _, one in pairs}
    if main == {Fate.GONE}:
        return Outcome.GONE
    if Fate.AMBIGUOUS in every:
        return Outcome.AMBIGUOUS
    if not all(one.is_certain for one in every):
        return Outcome.CHANGED
    return Outcome.MOVED if Fate.MOVED in every else Outcome.SAME


def _copy(coding: Coding, certain: Sequence[tuple[Span, Carried]]) -> None:
    """The annotations of these spans, with their numbers, at their new places."""
    said = {span.attribution_id: uuid7() for span, _ in certain if span.attribution_id}
    keys = {span.pk: uuid7() for span, _ in certain}
    spans = []
    for span, one in certain:
        assert one.start is not None
        assert one.end is not None
        excerpt = cut([(0, coding.revision.text)], one.start, one.end)
        assert excerpt is not None
        spans.append(
            _like(
                span,
                id=keys[span.pk],
                coding_id=coding.pk,
                attribution_id=said[span.attribution_id] if span.attribution_id else None,
                start=one.start,
                end=one.end,
                prefix=excerpt.prefix,
                suffix=excerpt.suffix,
            )
        )
    lanes = laid_out(Placed(span.number, span.start, span.end) for span in spans)
    for span in spans:
        span.lane = lanes[span.number]
    attributions = Attribution.objects.filter(pk__in=said)
    _insert(_like(one, id=said[one.pk], coding_id=coding.pk) for one in attributions)
    _insert(spans)
    tags = AttributionTag.objects.filter(attribution__in=said)
    _insert(
        AttributionTag(attribution_id=said[one.attribution_id], tag_id=one.tag_id) for one in tags
    )
    relays = Relay.objects.filter(attribution__in=said)
    _insert(
        Relay(attribution_id=said[one.attribution_id], position=one.position, actor_id=one.actor_id)
        for one in relays
    )
    own_tags = SpanTag.objects.filter(span__in=keys)
    _insert(SpanTag(span_id=keys[one.span_id], tag_id=one.tag_id) for one in own_tags)


def _like(row: Row, **changes: Any) -> Row:
    """Another row with the same values but for `changes`."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**values | changes)


def _insert(rows: Iterable[models.Model]) -> None:
    rows = list(rows)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
