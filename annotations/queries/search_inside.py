"""Passages with words in them, looked through for annotations that say these words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from annotations.models import Coding, User
from annotations.models.articles import UNDATED
from annotations.models.findables import FindableQuerySet
from annotations.queries.asking import Understood
from annotations.queries.search import Where, newest, passages_read, reached
from annotations.queries.search_pages import Look, expected_of, planned_for_its_words
from annotations.queries.search_spread import spread_of_passages

# So many of the newest passages that match, of annotated texts, are looked at for annotations.
MOST_PASSAGES = 2_000
# To put annotated texts in order, by how long it takes to read one of their passages.
PLACING = 0.1
COLUMNS = ("article_id", "place", "day", "revision", "start", "end", "configuration")
# What stands in a passage that matches is read once more by itself: it may be another sentence.
# All spans of a coding are read at once, since several of its passages match. Words as they are
# spelled are only put to the question where one that was asked for may be among them.
SAID = """
    WITH found AS MATERIALIZED ({found}),
    passage AS MATERIALIZED (SELECT * FROM found LIMIT %s),
    span AS MATERIALIZED (
        SELECT span.*, coding.revision_id AS revision
        FROM (SELECT DISTINCT revision FROM passage) AS text
        JOIN annotations_coding coding ON coding.revision_id = text.revision
            AND coding.is_current {theirs}
        CROSS JOIN LATERAL (
            SELECT id, attribution_id, role, start, "end", words FROM annotations_span
            WHERE coding_id = coding.id AND role = ANY(%s) OFFSET 0
        ) AS span
    ),
    said AS MATERIALIZED (
        SELECT span.id, span.attribution_id, span.role
        FROM passage
        JOIN span ON span.revision = passage.revision
            AND span.start < passage."end" AND span."end" > passage.start
        CROSS JOIN LATERAL (SELECT annotations_plain_words(span.words) OFFSET 0) AS plain(words)
        WHERE array_to_tsvector(ARRAY['=' || passage.configuration])
            || to_tsvector(passage.configuration::regconfig, plain.words)
            || CASE WHEN plain.words LIKE ANY(%s)
                THEN strip(to_tsvector('simple'::regconfig, plain.words)) ELSE '' END
            @@ %s::tsquery
    )
    SELECT (SELECT count(*) FROM found),
        (SELECT array_agg(DISTINCT attribution_id) FROM said WHERE role = 'content'),
        (SELECT array_agg(DISTINCT id) FROM said WHERE role = 'passage')
"""
# Text by text, the newest first, until there are enough.
OF_TEXTS = """
    SELECT found.* FROM (
        SELECT DISTINCT its.id AS article, coding.revision_id AS revision, its.day
        FROM annotations_coding coding
        CROSS JOIN LATERAL (
            SELECT article.id, coalesce(article.published_on, %s) AS day
            FROM annotations_projectarticle its
            JOIN annotations_article article ON article.id = its.article_id
            WHERE its.id = coding.project_article_id OFFSET 0
        ) AS its
        WHERE coding.is_current {theirs}
        ORDER BY day DESC, article DESC
    ) AS text
    CROSS JOIN LATERAL (
        SELECT * FROM ({found}) AS found
        WHERE found.article_id = text.article AND found.revision = text.revision
        ORDER BY found.place
    ) AS found
    LIMIT %s
"""


@dataclass(frozen=True)
class Inside:
    """The `statements` and tagged `passages` that say it, whoever may see them, by their keys.
    With `is_more` there are more than the newest MOST_PASSAGES passages of annotated texts."""

    statements: list[UUID]
    passages: list[UUID]
    is_more: bool

    @property
    def looked_through(self) -> int | None:
        """How many passages, where that is not all of them."""
        return MOST_PASSAGES if self.is_more else None


def inside_of(user: User, where: Where, asked: Understood, roles: Collection[str]) -> Inside:
    """What spans of these roles say it, in passages of texts that somebody annotates: all, or the
    newest of very many.

    Two queries; where there are many passages, one more.
    """
    look = Look(reached(user, where), where, asked, spread_of_passages())
    way = _shortest(look)
    found, values = way(look)
    theirs, projects = _theirs(look)
    values = [
        *values,
        MOST_PASSAGES,
        *projects,
        [str(role) for role in roles],
        [f"%{word}%" for word in asked.spelled],
        asked.query,
    ]
    with planned_for_its_words(in_order=way is _in_order), connection.cursor() as cursor:
        cursor.execute(SAID.format(found=found, theirs=theirs), values)
        read, statements, passages = cursor.fetchone()
    return Inside(statements or [], passages or [], read > MOST_PASSAGES)


Way = Callable[[Look], tuple[str, Sequence[Any]]]


def _shortest(look: Look) -> Way:
    """By how many passages each way should read. Of one text they lie side by side, and take half
    as long as those that have a word."""
    spread = look.spread
    if not spread.is_large:
        return _by_words
    expected = max(expected_of(look), 1.0)
    among = max(spread.total * spread.part_of(look.projects), 1.0)
    annotated = min(max(spread.annotated, 1.0), among)
    enough = MOST_PASSAGES * among / expected
    ways: list[tuple[float, Way]] = [
        (2 * expected, _by_words),
        (min(annotated, enough) + annotated * PLACING, _by_texts),
        (enough * spread.total / annotated, _in_order),
    ]
    return min(ways, key=lambda way: way[0])[1]


def _annotated(look: Look) -> Exists:
    """That somebody in these projects annotates the text of a row."""
    # A coding is of a revision of its article.
    codings = Coding.objects.filter(revision=OuterRef("revision"))
    if look.projects is not None:
        codings = codings.filter(project__in=look.projects)
    return Exists(codings)


def _theirs(look: Look) -> tuple[str, list[Any]]:
    """The same of a row of codings."""
    if look.projects is None:
        return "", []
    return "AND coding.project_id = ANY(%s)", [look.projects]


def _by_words(look: Look) -> tuple[str, Sequence[Any]]:
    return _cut(newest(look.up().filter(_annotated(look))))


def _in_order(look: Look) -> tuple[str, Sequence[Any]]:
    """Where most texts are annotated, and the words stand everywhere."""
    rows = passages_read(look.projects, look.where, look.asked)
    return _cut(newest(rows.filter(_annotated(look))))


def _cut(rows: FindableQuerySet) -> tuple[str, Sequence[Any]]:
    return rows.values(*COLUMNS)[: MOST_PASSAGES + 1].query.sql_with_params()


def _by_texts(look: Look) -> tuple[str, Sequence[Any]]:
    rows = passages_read(look.projects, look.where, look.asked).order_by()
    sql, values = rows.values(*COLUMNS).query.sql_with_params()
    theirs, projects = _theirs(look)
    found = OF_TEXTS.format(found=sql, theirs=theirs)
    return found, [UNDATED, *projects, *values, MOST_PASSAGES + 1]
