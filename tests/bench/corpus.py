"""Invented articles of any length with any number of annotations, for measuring."""

import random
from datetime import UTC, datetime

from annotations.actions.machine import suggest_quotations
from annotations.domain.identifiers import uuid7
from annotations.domain.spans.lanes import Placed, laid_out
from annotations.models import (
    Attribution,
    AttributionTag,
    Coding,
    ProjectArticle,
    Span,
    SpanTag,
    Tag,
    User,
)
from tests.factories.actors import make_actor
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_codebook, make_project, make_tag
from tests.factories.users import make_user

WORDS = [
    *("envoys", "ministers", "harbour", "talks", "treaty", "sanction", "border", "accord"),
    *("council", "delegation", "neutral", "statement", "observers", "proposal", "ceasefire"),
]
COLOURS = ["teal", "blue", "indigo", "violet", "plum", "rose", "red", "orange", "amber", "olive"]


def a_text(length: int, seed: int) -> str:
    """Paragraphs of about 90 words; every sixth sentence is a quotation."""
    chance = random.Random(seed)
    paragraphs = ["Envoys meet again"]
    size = 0
    while size < length:
        sentences = []
        for place in range(6):
            words = " ".join(chance.choices(WORDS, k=chance.randrange(9, 20))).capitalize()
            sentences.append(f"“{words},” says Ada Quill." if place == 2 else f"{words}.")
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def an_article(length: int, spans: int, name: str = "") -> tuple[ProjectArticle, User, str, Tag]:
    """One analyst's coding: about a quarter of the spans are passages, the rest attributions'.

    The machine has read the text as well.
    """
    name = name or f"{length} {spans}"
    codebook = make_codebook(name)
    tags = [
        make_tag(codebook, f"Tag {place}", colour=COLOURS[place % 10], definition="Meaning. " * 8)
        for place in range(40)
    ]
    project = make_project(name, codebook)
    user = make_user(f"analyst of {name}".replace(" ", "-"))
    join(project, user)
    text = a_text(length, spans)
    page = add_article(project, make_article(text))
    coding = Coding.objects.create(
        project=project,
        project_article=page,
        revision=page.article.revisions.get(),
        analyst=user,
        changed_at=datetime.now(UTC),
    )
    fill(coding, text, spans, tags)
    suggest_quotations(project_article=page, at=datetime.now(UTC))
    return page, user, text, tags[0]


def fill(coding: Coding, text: str, count: int, tags: list[Tag]) -> None:
    chance = random.Random(count)
    speakers = [make_actor(f"Speaker {place} of {coding.pk}") for place in range(12)]
    said, rows, span_tags, said_tags = [], [], [], []
    number = 0
    while len(rows) < count:
        number += 1
        start = chance.randrange(len(text) - 400)
        if len(rows) % 2:
            rows.append(a_span(coding, text, number, start, chance.randrange(20, 200)))
            span_tags.append(SpanTag(span=rows[-1], tag=chance.choice(tags)))
            continue
        statement = Attribution(
            id=uuid7(),
            project_id=coding.project_id,
            coding=coding,
            number=number,
            mode="direct",
            stance="critical",
            speaker=chance.choice(speakers),
        )
        said.append(statement)
        said_tags.append(AttributionTag(attribution=statement, tag=chance.choice(tags)))
        for role, offset, size in (("content", 0, 140), ("cue", 142, 4), ("speaker", 147, 9)):
            number += 1
            rows.append(a_span(coding, text, number, start + offset, size, role, statement))
    lanes = laid_out([Placed(row.number, row.start, row.end) for row in rows])
    for row in rows:
        row.lane = lanes[row.number]
    Attribution.objects.bulk_create(said, batch_size=1000)
    Span.objects.bulk_create(rows, batch_size=1000)
    SpanTag.objects.bulk_create(span_tags, batch_size=1000)
    AttributionTag.objects.bulk_create(said_tags, batch_size=1000)
    Coding.objects.filter(pk=coding.pk).update(next_number=number + 1)


def a_span(
    coding: Coding,
    text: str,
    number: int,
    start: int,
    size: int,
    role: str = "passage",
    statement: Attribution | None = None,
) -> Span:
    return Span(
        id=uuid7(),
        project_id=coding.project_id,
        coding=coding,
        attribution=statement,
        number=number,
        role=role,
        start=start,
        end=start + size,
        words=text[start : start + size],
    )
