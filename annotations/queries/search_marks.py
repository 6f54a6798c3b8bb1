"""Which words of what people wrote or marked are those that were asked for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from annotations.domain.search.configurations import SIMPLE, configuration_of
from annotations.domain.search.contexts import Context, context_of, whole
from annotations.models import Comment
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
class SaidRow:
    """A statement or a passage that was found: `parts` are its words, and `note` what its coder
    wrote, where they wrote something, with what was asked for apart."""

    shown: Shown
    parts: list[Context]
    note: Context | None


def said_rows(found: Sequence[Shown], words: Understood, notes: Understood) -> list[SaidRow]:
    """Of those in which `words` were looked for, or in their notes `notes`; the other one is
    empty. One query."""
    texts = [(configuration_of(one.language), part) for one in found for part in one.parts]
    in_words = iter(marks_in(texts, words))
    in_notes = marks_in([(SIMPLE, one.note) for one in found], notes)
    return [
        SaidRow(
            one,
            [whole(part, next(in_words)) for part in one.parts],
            whole(one.note, hits) if one.note else None,
        )
        for one, hits in zip(found, in_notes, strict=True)
    ]


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
