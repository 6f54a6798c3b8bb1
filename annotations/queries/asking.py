"""What was asked, as PostgreSQL asks it: in the manner of each language that is here.

No words of the user's become SQL: they are parameters, and what comes back is a finished tsquery.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple, TypeGuard, TypeVar

from django.db import connection

from annotations.domain.search.asking import Asked, Doubt, Either, Leaf, Not, Phrase, Prefix, Word
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
# How many words that begin alike are looked up one by one. Asked for a beginning, an index puts all
# passages of all words together that begin so, before it asks what else they must have; but asks
# of each passage what all of many words say.
MOST_BEGUN = 40
# In their order and from one SELECT to another, so that PostgreSQL looks them up, whatever it knows
# of the table: it would read all words one by one otherwise, until it has so many.
SPELLED_OUT = """
    coalesce((
        SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery FROM (
            SELECT lexeme FROM annotations_lexeme
            WHERE lexeme >= (SELECT {letters}) AND lexeme < (SELECT {letters} || chr(1114111))
            ORDER BY lexeme LIMIT {most} + 1
        ) AS known HAVING count(*) <= {most}
    ), {beginning})
"""
PAIRS = """
    || coalesce(annotations_pairs(to_tsvector(name::regconfig, annotations_plain_words(%s))), '{}')
"""
ASK = """
    SELECT name, ({expression})::text, ({spelled_out})::text,
        tsvector_to_array(to_tsvector(name::regconfig, annotations_plain_words(%s))),
        '{{}}'::int[] {pairs}
    FROM unnest(%s::text[]) AS name
"""


@dataclass(frozen=True)
class Understood:
    """`query` is a tsquery, "" where nothing is asked, or only words that stand everywhere.

    `lexemes` are what is to be marked where it was found, and `pairs` the words that must stand
    side by side, both by configuration; `prefixes` are folded. `looked_up` are the queries by
    configuration as an index is asked, where that is another way of saying the same.
    """

    query: str = ""
    by_configuration: dict[str, str] = field(default_factory=dict)
    looked_up: dict[str, str] = field(default_factory=dict)
    lexemes: dict[str, list[str]] = field(default_factory=dict)
    pairs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_everywhere: bool = False

    @property
    def words_alone(self) -> list[str]:
        """Queries that find, together, all that `query` does: as an index of words is asked, each
        once, without the marks of configurations."""
        asked = (self.looked_up.get(key, query) for key, query in self.by_configuration.items())
        return list(dict.fromkeys(asked))

    @property
    def is_partly_everywhere(self) -> bool:
        """Whether some configuration knows these words as ones that say nothing."""
        return not self.lexemes.keys() <= self.by_configuration.keys()

    def of_language(self, language: str) -> tuple[str, list[LookUp]]:
        """The query for texts of that language, or of all for "", and what to look up for it.

        Marks of configurations stand in every text, so an index reads all its rows for them: of
        several languages it is asked for the words alone, nothing where the query does that anyway.
        """
        name = configuration_of(language) if language else ""
        if name in self.by_configuration:
            query = f"( '={name}' ) & ( {self.by_configuration[name]} )"
            if pairs := self.pairs.get(name, ()):
                return query, [LookUp("", pairs)]
            return query, [LookUp(self.looked_up[name])] if name in self.looked_up else []
        if "'=" not in self.query and not any(self.pairs.values()) and not self.looked_up:
            return self.query, []
        asked = [
            (self.looked_up.get(key, query), self.pairs.get(key, ()))
            for key, query in self.by_configuration.items()
        ]
        alone = [f"( {query} )" for query, pairs in dict.fromkeys(asked) if not pairs]
        paired = dict.fromkeys(pairs for _query, pairs in asked if pairs)
        looked_up = [LookUp("", pairs) for pairs in paired]
        return self.query, [*looked_up, *([LookUp(" | ".join(alone))] if alone else [])]

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
    spelled_out: str
    lexemes: list[str]
    pairs: list[int]


def understand(asked: Asked, configurations: set[str] | None = None) -> Understood:
    """Two queries; none where nothing is asked. `configurations` are those of what is searched,
    all of the articles' languages where they are left out."""
    if not asked.terms:
        return Understood(doubts=asked.doubts)
    names = sorted(configurations or _configurations())
    parts, values = zip(*(_term(term) for term in asked.terms), strict=True)
    spelled_out = SPELLED_OUT.format(letters=LETTERS, most=MOST_BEGUN, beginning=BEGINNING)
    spelled, spellings = zip(*(_term(term, spelled_out) for term in asked.terms), strict=True)
    sought = asked.sought()
    side_by_side = [term.text for term in asked.terms if _has_pairs(term)]
    words = " ".join(
        f"{one.text} {with_article(one)}" for one in sought if not isinstance(one, Prefix)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            ASK.format(
                expression=" && ".join(parts),
                spelled_out=" && ".join(spelled),
                pairs=PAIRS * len(side_by_side),
            ),
            [*(one for each in (*values, *spellings) for one in each), words, *side_by_side, names],
        )
        rows = [_Row(*row) for row in cursor.fetchall()]
    asked_by = {row.name: row.query for row in rows if row.query}
    return Understood(
        query=_guarded(_alike(asked_by), len(names)),
        by_configuration=asked_by,
        looked_up={row.name: row.spelled_out for row in rows if row.spelled_out != row.query},
        lexemes={row.name: row.lexemes for row in rows},
        pairs={row.name: tuple(sorted({*row.pairs})) for row in rows},
        prefixes=tuple(folded(one.text) for one in sought if isinstance(one, Prefix)),
        doubts=asked.doubts,
        is_everywhere=not asked_by,
    )


def _configurations() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(LANGUAGES)
        return {configuration_of(language) for (language,) in cursor.fetchall()} or {SIMPLE}


def _term(term: Leaf | Not | Either, beginning: str = BEGINNING) -> tuple[str, list[str]]:
    """SQL with places for the words, and the words. `beginning` is how one is asked for."""
    if isinstance(term, Either):
        parts, values = zip(*(_term(node, beginning) for node in term.nodes), strict=True)
        return f"({' || '.join(parts)})", [one for each in values for one in each]
    if isinstance(term, Not):
        part, words = _term(term.node, beginning)
        return f"(!! {part})", words
    if definite := with_article(term):
        return f"({WORDS} || {WORDS})", [term.text, definite]
    if isinstance(term, Prefix) and sum(1 for _ in tokens(term.text)) == 1:
        return beginning, [term.text] * beginning.count("%s")
    return WORDS, [term.text]


def _has_pairs(term: Leaf | Not | Either) -> TypeGuard[Word | Phrase]:
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
