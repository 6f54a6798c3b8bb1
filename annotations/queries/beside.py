"""What programs are shown beside passages and statements: looked up for all of a list at once.

As values, since a list of 200 would otherwise make a thousand rows of the same few tables.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from annotations.domain.rights import Extent, Rights
from annotations.models.ready import ask


class Above(NamedTuple):
    """Of a coding: where it belongs, and what may leave of the words of its article."""

    project_article: UUID
    analyst: UUID | None
    kind: str
    counts: bool
    rights: Rights


class Piece(NamedTuple):
    """A span of a statement."""

    role: str
    start: int
    end: int
    words: str


CODINGS = """
    SELECT coding.id, coding.project_article_id, coding.analyst_id, coding.kind, coding.counts,
        source.may_leave, source.excerpt_words
    FROM annotations_coding coding
    JOIN annotations_projectarticle placed ON placed.id = coding.project_article_id
    JOIN annotations_article article ON article.id = placed.article_id
    JOIN annotations_source source ON source.id = article.source_id
    WHERE coding.id = ANY(%s)
"""
SPAN_TAGS = """
    SELECT span_id, tag_id FROM annotations_spantag WHERE span_id = ANY(%s) ORDER BY tag_id
"""
STATEMENT_TAGS = """
    SELECT attribution_id, tag_id FROM annotations_attributiontag
    WHERE attribution_id = ANY(%s) ORDER BY tag_id
"""
RELAYS = """
    SELECT attribution_id, actor_id FROM annotations_relay
    WHERE attribution_id = ANY(%s) ORDER BY position
"""
PIECES = """
    SELECT attribution_id, role, start, "end", words FROM annotations_span
    WHERE attribution_id = ANY(%s) ORDER BY start, "end" DESC, number
"""


def above(codings: Iterable[UUID]) -> dict[UUID, Above]:
    """One query."""
    return {
        key: Above(article, analyst, kind, counts, Rights(Extent(extent), words))
        for key, article, analyst, kind, counts, extent, words in _asked(CODINGS, codings)
    }


def tags_of_spans(spans: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """One query."""
    return _by_owner(SPAN_TAGS, spans)


def tags_of_statements(statements: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """One query."""
    return _by_owner(STATEMENT_TAGS, statements)


def relays_of(statements: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who passed them on after the relayer, in their order. One query."""
    return _by_owner(RELAYS, statements)


def pieces_of(statements: Iterable[UUID]) -> dict[UUID, list[Piece]]:
    """In reading order. One query."""
    found: dict[UUID, list[Piece]] = defaultdict(list)
    for owner, *piece in _asked(PIECES, statements):
        found[owner].append(Piece(*piece))
    return found


def _by_owner(sql: str, owners: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for owner, key in _asked(sql, owners):
        found[owner].append(key)
    return found


def _asked(sql: str, keys: Iterable[UUID]) -> list[tuple[Any, ...]]:
    return ask(sql, [list(keys)])
