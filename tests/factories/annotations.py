"""Codings and what is in them, made directly in the tables; the actions have tests of their own."""

from datetime import UTC, datetime

from annotations.models import (
    Attribution,
    AttributionTag,
    Coding,
    CodingKind,
    CodingState,
    ProjectArticle,
    Span,
    SpanRole,
    SpanTag,
    Tag,
    User,
)

TOUCHED = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


def make_coding(
    project_article: ProjectArticle, analyst: User | None, state: str = CodingState.OPEN, **fields
) -> Coding:
    """A coding of the article's first revision; without an analyst it is the machine's."""
    fields.setdefault("changed_at", TOUCHED)
    fields.setdefault("kind", CodingKind.HUMAN if analyst else CodingKind.MACHINE)
    return Coding.objects.create(
        project_id=project_article.project_id,
        project_article=project_article,
        revision=project_article.article.revisions.get(number=1),
        analyst=analyst,
        state=state,
        **fields,
    )


def take_number(coding: Coding) -> int:
    number = coding.next_number
    coding.next_number += 1
    coding.save(update_fields=["next_number"])
    return number


def make_span(coding: Coding, words: str, role: str = SpanRole.PASSAGE, **fields: object) -> Span:
    """A span over the first place where `words` stand in the text."""
    text = coding.revision.text
    start = text.index(words)
    end = start + len(words)
    return Span.objects.create(
        project_id=coding.project_id,
        coding=coding,
        number=take_number(coding),
        role=role,
        start=start,
        end=end,
        words=words,
        prefix=text[max(0, start - 32) : start],
        suffix=text[end : end + 32],
        **fields,
    )


def make_passage(coding: Coding, words: str, *tags: Tag, **fields: object) -> Span:
    span = make_span(coding, words, **fields)
    SpanTag.objects.bulk_create(SpanTag(span=span, tag=tag) for tag in tags)
    return span


def make_attribution(
    coding: Coding,
    content: str | list[str],
    *tags: Tag,
    cue: str = "",
    mention: str = "",
    **fields: object,
) -> Attribution:
    """A statement whose content, cue and speaker mention are given by their words."""
    fields.setdefault("mode", "direct")
    attribution = Attribution.objects.create(
        project_id=coding.project_id, coding=coding, number=take_number(coding), **fields
    )
    parts = [content] if isinstance(content, str) else content
    for words in parts:
        make_span(coding, words, SpanRole.CONTENT, attribution=attribution)
    if cue:
        make_span(coding, cue, SpanRole.CUE, attribution=attribution)
    if mention:
        make_span(coding, mention, SpanRole.SPEAKER, attribution=attribution)
    AttributionTag.objects.bulk_create(
        AttributionTag(attribution=attribution, tag=tag) for tag in tags
    )
    return attribution
