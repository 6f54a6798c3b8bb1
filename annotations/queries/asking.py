"""What was asked, as PostgreSQL asks it: in the manner of each language that is here.

No words of the user's become SQL: they are parameters, and what comes back is a finished tsquery.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple, TypeGuard, TypeVar

from django.db import connection

from annotations.domain.search.asking import (
    Asked,
    Doubt,
    Either,
    Leaf,
    Not,
    Phrase,
    Prefix,
    Term,
    Word,
)
from annotations.domain.search.configurations import SIMPLE, configuration_of
from annotations.domain.search.tokens import folded, tokens
from annotations.models.findables import LookUp

# The languages of articles, each looked up once: there are few of them, and many articles.
LANGUAGES = """
    WITH RECURSIVE known(language) AS (
        SELECT min(language) FROM annotations_article
        UNION ALL
        SELECT (SELECT min(language) FROM annotations_article
                WHERE annotations_article.language > known.language)
        FROM known WHERE known.language IS NOT NULL
    )
    SELECT language FROM known WHERE language IS NOT NULL
"""
WORDS = "phraseto_tsquery(name::regconfig, annotations_plain_words(%s))"
# Of letters, digits and spaces alone, so that it cannot be misread. What begins so is looked up
# among the words as they are spelled, and several (of Chinese) stand one after the other.
LETTERS = "btrim(regexp_replace(annotations_plain_words(%s), ' +', ' ', 'g'))"
BEGINNING = f"""
    to_tsquery('simple',
        coalesce(nullif(replace({LETTERS}, ' ', ' <-> ') || ':*', ':*'), ''))
"""
# How many words that begin alike are looked up by one question. Asked for a beginning, an index
# puts all passages of all words together that begin so, before it asks what else they must have;
# but asks of each passage what all words of a question say.
MOST_BEGUN = 40
# Up to so many are looked up by several questions, where what else they must have leaves few
# passages.
MOST_LISTED = 4 * MOST_BEGUN
# In their order and from one SELECT to another, so that PostgreSQL looks them up, whatever it knows
# of the table: it would read all words one by one otherwise, until it has so many.
LISTED = f"""
    {LETTERS}, ARRAY(
        SELECT quote_literal(lexeme) FROM annotations_lexeme
        WHERE lexeme >= (SELECT {LETTERS}) AND lexeme < (SELECT {LETTERS} || chr(1114111))
        ORDER BY lexeme LIMIT {MOST_LISTED + 1}
    )
"""
# A beginning in a tsquery.
BEGUN = re.compile(r"'([^']*)':\*")
PAIRS = """
    || coalesce(annotations_pairs(to_tsvector(name::regconfig, annotations_plain_words(%s))), '{}')
"""
ASK = """
    SELECT name, ({expression})::text,
        tsvector_to_array(to_tsvector(name::regconfig, annotations_plain_words(%s))),
        '{{}}'::int[] {pairs}, (SELECT jsonb_build_object({listed})::text)
    FROM unnest(%s::text[]) AS name
"""


@dataclass(frozen=True)
class Understood:
    """`query` is a tsquery, "" where nothing is asked, or only words that stand everywhere.

    `lexemes` are what is to be marked where it was found, and `pairs` the words that must stand
    side by side, both by configuration; `prefixes` are folded. `looked_up` are the queries by
    configuration as an index is asked, where that is another way of saying the same. `by_words`
    are several that together say it, of one beginning that many words have. `terms` are what was
    asked, as it was typed.
    """

    query: str = ""
    by_configuration: dict[str, str] = field(default_factory=dict)
    looked_up: dict[str, str] = field(default_factory=dict)
    by_words: dict[str, list[str]] = field(default_factory=dict)
    lexemes: dict[str, list[str]] = field(default_factory=dict)
    pairs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    terms: tuple[Term, ...] = ()
    is_everywhere: bool = False

    @property
    def words_alone(self) -> list[str]:
        """Queries that find, together, all that `query` does, without the marks of configurations.

        Beginnings as such: an annotation may end within a word, and have one that no passage has.
        """
        return list(dict.fromkeys(self.by_configuration.values()))

    @property
    def is_partly_everywhere(self) -> bool:
        """Whether some configuration knows these words as ones that say nothing."""
        return not self.lexemes.keys() <= self.by_configuration.keys()

    def of_language(self, language: str, is_narrow: bool = False) -> tuple[str, list[LookUp]]:
        """The query for texts of that language, or of all for "", and what to look up for it.

        Marks of configurations stand in every text, so an index reads all its rows for them: of
        several languages it is asked for the words alone, nothing where the query does that anyway.
        `is_narrow` where the index is asked for something else too that few passages have.
        """
        name = configuration_of(language) if language else ""
        by_words = self.by_words if is_narrow else {}
        if name in self.by_configuration:
            query = f"( '={name}' ) & ( {self.by_configuration[name]} )"
            if pairs := self.pairs.get(name, ()):
                return query, [LookUp("", pairs)]
            if name in by_words:
                return query, [LookUp(part) for part in by_words[name]]
            return query, [LookUp(self.looked_up[name])] if name in self.looked_up else []
        if not ("'=" in self.query or any(self.pairs.values()) or self.looked_up or by_words):
            return self.query, []
        asked = [
            (by_words.get(key, [self.looked_up.get(key, query)]), self.pairs.get(key, ()))
            for key, query in self.by_configuration.items()
        ]
        paired = dict.fromkeys(pairs for _queries, pairs in asked if pairs)
        alone = zip_longest(*(queries for queries, pairs in asked if not pairs))
        together = (dict.fromkeys(filter(None, queries)) for queries in alone)
        return self.query, [
            *(LookUp("", pairs) for pairs in paired),
            *(LookUp(" | ".join(f"( {query} )" for query in queries)) for queries in together),
        ]

    def by_question(self, language: str) -> dict[LookUp, list[str]]:
        """Each question with the configurations in whose manner it asks: those of a language, or
        of all for ""."""
        name = configuration_of(language) if language else ""
        return _alike(
            {
                key: LookUp(query, self.pairs.get(key, ()))
                for key, query in self.by_configuration.items()
                if name in {"", key}
            }
        )


Question = TypeVar("Question", str, LookUp)


def _alike(questions: dict[str, Question]) -> dict[Question, list[str]]:
    alike: dict[Question, list[str]] = {}
    for name, question in questions.items():
        alike.setdefault(question, []).append(name)
    return alike


class _Row(NamedTuple):
    """What ASK says of a configuration."""

    name: str
    query: str
    lexemes: list[str]
    pairs: list[int]
    listed: str


def understand(asked: Asked, configurations: set[str] | None = None) -> Understood:
    """Two queries; none where nothing is asked. `configurations` are those of what is searched,
    all of the articles' languages where they are left out."""
    if not asked.terms:
        return Understood(doubts=asked.doubts)
    names = sorted(configurations or _configurations())
    parts, values = zip(*(_term(term) for term in asked.terms), strict=True)
    begun = [leaf.text for term in asked.terms for leaf in _leaves(term) if is_beginning(leaf)]
    sought = asked.sought()
    side_by_side = [term.text for term in asked.terms if _has_pairs(term)]
    words = " ".join(
        f"{one.text} {with_article(one)}" for one in sought if not isinstance(one, Prefix)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            ASK.format(
                expression=" && ".join(parts),
                pairs=PAIRS * len(side_by_side),
                listed=", ".join([LISTED] * len(begun)),
            ),
            [
                *(one for each in values for one in each),
                words,
                *side_by_side,
                *(text for text in begun for _place in range(LISTED.count("%s"))),
                names,
            ],
        )
        rows = [_Row(*row) for row in cursor.fetchall()]
    asked_by = {row.name: row.query for row in rows if row.query}
    listed = json.loads(rows[0].listed)
    spelled_out = {name: _spelled_out(query, listed) for name, query in asked_by.items()}
    by_words = {name: _by_words(query, listed) for name, query in spelled_out.items()}
    return Understood(
        query=_guarded(_alike(asked_by), len(names)),
        by_configuration=asked_by,
        looked_up={key: said for key, said in spelled_out.items() if said != asked_by[key]},
        by_words={key: parts for key, parts in by_words.items() if parts},
        lexemes={row.name: row.lexemes for row in rows},
        pairs={row.name: tuple(sorted({*row.pairs})) for row in rows},
        prefixes=tuple(folded(one.text) for one in sought if isinstance(one, Prefix)),
        doubts=asked.doubts,
        terms=asked.terms,
        is_everywhere=not asked_by,
    )


def _configurations() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(LANGUAGES)
        return {configuration_of(language) for (language,) in cursor.fetchall()} or {SIMPLE}


def _term(term: Term) -> tuple[str, list[str]]:
    """SQL with places for the words, and the words."""
    if isinstance(term, Either):
        parts, values = zip(*(_term(node) for node in term.nodes), strict=True)
        return f"({' || '.join(parts)})", [one for each in values for one in each]
    if isinstance(term, Not):
        part, words = _term(term.node)
        return f"(!! {part})", words
    if definite := with_article(term):
        return f"({WORDS} || {WORDS})", [term.text, definite]
    if is_beginning(term):
        return BEGINNING, [term.text] * BEGINNING.count("%s")
    return WORDS, [term.text]


def _leaves(term: Term) -> Iterator[Leaf]:
    if isinstance(term, Either):
        for node in term.nodes:
            yield from _leaves(node)
    else:
        yield term.node if isinstance(term, Not) else term


def is_beginning(leaf: Leaf) -> bool:
    return isinstance(leaf, Prefix) and sum(1 for _ in tokens(leaf.text)) == 1


def _spelled_out(query: str, listed: Mapping[str, Sequence[str]]) -> str:
    """The query with the words in place of each beginning that few have."""

    def words(match: re.Match[str]) -> str:
        known = listed.get(match[1], ())
        return _any(known) if 0 < len(known) <= MOST_BEGUN else match[0]

    return BEGUN.sub(words, query)


def _by_words(query: str, listed: Mapping[str, Sequence[str]]) -> list[str]:
    """The query several times, each with others of the words in place of the beginning; nothing
    where that would not say the same together."""
    begun = BEGUN.findall(query)
    known = listed.get(begun[0], ()) if len(begun) == 1 and "!" not in query else ()
    if not 0 < len(known) <= MOST_LISTED:
        return []
    before, after = BEGUN.split(query)[::2]
    parts = -(-len(known) // MOST_BEGUN)
    return [f"{before}{_any(known[part::parts])}{after}" for part in range(parts)]


def _any(words: Sequence[str]) -> str:
    return f"( {' | '.join(words)} )"


def _has_pairs(term: Term) -> TypeGuard[Word | Phrase]:
    """Whether it says of several words that they stand one after the other."""
    return isinstance(term, Word | Phrase) and sum(1 for _ in tokens(term.text)) > 1


# What the Arabic stemmer takes off a word depends on whether its article stands before it.
ARTICLE = "ال"
ARABIC = re.compile("[\u0620-\u064a]+")


def with_article(term: Leaf) -> str:
    """An Arabic word with its article, where it has none; "" for all others."""
    is_bare = isinstance(term, Word) and ARABIC.fullmatch(term.text)
    return f"{ARTICLE}{term.text}" if is_bare and not term.text.startswith(ARTICLE) else ""


def _guarded(alike: dict[str, list[str]], names: int) -> str:
    """One query for all: the rows that a configuration read are asked in its manner."""
    if len(alike) == 1 and sum(map(len, alike.values())) == names:
        return next(iter(alike))
    guarded = []
    for query, members in alike.items():
        marks = " | ".join(f"'={name}'" for name in members)
        guarded.append(f"( {marks} ) & ( {query} )")
    return " | ".join(f"( {one} )" for one in guarded)
