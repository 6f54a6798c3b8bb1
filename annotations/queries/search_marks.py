"""Which words of what people wrote or marked are those that were asked for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from annotations.domain.search.configurations import SIMPLE, configuration_of
from annotations.domain.search.contexts import Context, context_of, whole
from annotations.models import Article, Comment, Span, Tag
from annotations.queries.asking import Understood
from annotations.queries.search import begun
from annotations.queries.search_rows import Shown

# The same dictionaries that found them number their words.
MARKS = """
    SELECT said.key, array_agg(DISTINCT position)
    FROM unnest(%(keys)s::int[], %(configurations)s::text[], %(texts)s::text[])
        AS said(key, configuration, text)
    CROSS JOIN LATERAL unnest(
        to_tsvector(said.configuration::regconfig, annotations_plain_words(said.text))
    ) AS word(lexeme, positions, weights)
    CROSS JOIN LATERAL unnest(word.positions) AS position
    WHERE %(lexemes)s::jsonb -> said.configuration ? word.lexeme
    GROUP BY said.key
"""


def marks_in(texts: Sequence[tuple[str, str]], asked: Understood) -> list[set[int]]:
    """The numbers of the words that were asked for, from 1 on, in each of `texts`, which come as
    pairs of a configuration and a text. One query, none where no words were asked for."""
    if not asked.query or not texts:
        return [set() for _ in texts]
    values: dict[str, Any] = {
        "keys": list(range(len(texts))),
        "configurations": [configuration for configuration, _ in texts],
        "texts": [text for _, text in texts],
        "lexemes": json.dumps(asked.lexemes),
    }
    with connection.cursor() as cursor:
        cursor.execute(MARKS, values)
        found = dict(cursor.fetchall())
    return [
        {*found.get(key, ()), *begun(text, asked.prefixes)} for key, (_, text) in enumerate(texts)
    ]


@dataclass(frozen=True)
class Part:
    """A span, and its words with those that were asked for apart."""

    span: Span
    words: Context


@dataclass(frozen=True)
class SaidRow:
    """A statement or a passage that was found: `parts` are what it says, `note` what its coder
    wrote, where they wrote something."""

    span: Span
    parts: list[Part]
    tags: list[Tag]
    note: Context | None
    is_relayed: bool


def said_rows(found: Sequence[Shown], words: Understood, notes: Understood) -> list[SaidRow]:
    """Of those in which `words` were looked for, or in their notes `notes`; the other one is
    empty. One query."""
    texts = [
        (configuration_of(_article(one).language), part.words)
        for one in found
        for part in one.parts
    ]
    in_words = iter(marks_in(texts, words))
    in_notes = marks_in([(SIMPLE, _note(one.span)) for one in found], notes)
    return [
        SaidRow(
            one.span,
            [Part(part, whole(part.words, next(in_words))) for part in one.parts],
            one.tags,
            whole(note, hits) if (note := _note(one.span)) else None,
            one.is_relayed,
        )
        for one, hits in zip(found, in_notes, strict=True)
    ]


def _article(one: Shown) -> Article:
    return one.span.coding.project_article.article


def _note(span: Span) -> str:
    return (span.attribution.note if span.attribution else "") or span.note


@dataclass(frozen=True)
class CommentRow:
    """A comment that was found, and what of it is shown."""

    comment: Comment
    words: Context


def comment_rows(comments: Sequence[Comment], asked: Understood) -> list[CommentRow]:
    """One query."""
    found = marks_in([(SIMPLE, comment.text) for comment in comments], asked)
    return [
        CommentRow(comment, context_of(comment.text, hits))
        for comment, hits in zip(comments, found, strict=True)
    ]
