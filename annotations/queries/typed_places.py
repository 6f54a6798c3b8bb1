"""Where in passages stands what was typed: a word, or words that stand as those of a phrase do."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection

from annotations.domain.search.asking import Leaf, sought_in
from annotations.domain.search.lines import places_of, ranges_of
from annotations.domain.search.tokens import folded
from annotations.models import Findable
from annotations.queries.asking import Understood, is_beginning, with_article
from annotations.queries.search import begun

Key = tuple[UUID, int]
# A lexeme and its number, as the index has it.
Lexemes = list[tuple[str, int]]

# First what was typed, in the manner of each configuration, then each passage.
PLACES = """
    WITH typed AS MATERIALIZED (
        SELECT name, typed.number - 1 AS number, word.lexeme, word.positions
        FROM unnest(%(names)s::text[]) AS name
        CROSS JOIN unnest(%(words)s::text[]) WITH ORDINALITY AS typed(words, number)
        CROSS JOIN LATERAL
            unnest(to_tsvector(name::regconfig, annotations_plain_words(typed.words))) AS word
    )
    SELECT NULL, NULL, '',
        (SELECT coalesce(jsonb_agg(jsonb_build_array(name, number, lexeme, positions)), '[]')
         FROM typed)::text
    UNION ALL
    SELECT found.article_id, found.place, found.configuration,
        -- A word as it is spelled, which is kept without places, may be the lexeme of another one.
        jsonb_object_agg(word.lexeme, coalesce(word.positions, '{}'))::text
    FROM unnest(%(articles)s::uuid[], %(places)s::int[]) AS key(article, place)
    JOIN annotations_findable found ON found.article_id = key.article AND found.place = key.place
    CROSS JOIN LATERAL unnest(found.words) AS word
    WHERE (found.configuration, word.lexeme) IN (SELECT name, lexeme FROM typed)
    GROUP BY found.article_id, found.place, found.configuration
"""


@dataclass(frozen=True)
class Typed:
    """What a term of a search looks for: any of `words`, and whatever begins with `beginnings`,
    which are folded."""

    words: tuple[str, ...]
    beginnings: tuple[str, ...]


def typed_ranges(
    found: Sequence[Findable], texts: Mapping[Key, str], asked: Understood
) -> dict[Key, list[tuple[int, int]]]:
    """In code points of each text that has any; a query.

    Of a phrase only where all of it stands; its words that say nothing, like “the”, are passed
    over at its ends.
    """
    terms = [_typed(sought_in(term)) for term in asked.terms]
    words = [each for term in terms for each in term.words]
    lexemes, positions = _positions(found, sorted(asked.lexemes), words)
    ranges = {}
    for key, text in texts.items():
        name, stands = positions.get(key, ("", {}))
        of_words = iter(lexemes.get(name, []))
        places = []
        for term in terms:
            its_words = islice(of_words, len(term.words))
            of_term = {place for one in its_words for place in places_of(one, stands)}
            of_term |= {(number, number) for number in begun(text, term.beginnings)}
            places.append(of_term)
        if its := ranges_of(text, places):
            ranges[key] = its
    return ranges


def _typed(leaves: Sequence[Leaf]) -> Typed:
    words = [leaf for leaf in leaves if not is_beginning(leaf)]
    articles = [article for leaf in words if (article := with_article(leaf))]
    return Typed(
        (*(leaf.text for leaf in words), *articles),
        tuple(folded(leaf.text) for leaf in leaves if is_beginning(leaf)),
    )


def _positions(
    found: Sequence[Findable], names: list[str], words: list[str]
) -> tuple[dict[str, list[Lexemes]], dict[Key, tuple[str, dict[str, list[int]]]]]:
    """The lexemes of each of `words` by configuration; and of each passage its configuration, and
    where they stand in it."""
    lexemes: dict[str, list[Lexemes]] = {name: [[] for _words in words] for name in names}
    if not words:
        return lexemes, {}
    values: dict[str, Any] = {
        "names": names,
        "words": words,
        "articles": [one.article_id for one in found],
        "places": [one.place for one in found],
    }
    with connection.cursor() as cursor:
        cursor.execute(PLACES, values)
        (*_nothing, typed), *passages = cursor.fetchall()
    for name, number, lexeme, positions in json.loads(typed):
        lexemes[name][number] += [(lexeme, position) for position in positions]
    for each in lexemes.values():
        for one in each:
            one.sort(key=itemgetter(1))
    return lexemes, {
        (article, place): (name, json.loads(stands)) for article, place, name, stands in passages
    }
