"""What was asked, as PostgreSQL asks it: in the manner of each language that is here.

No words of the user's become SQL: they are parameters, and what comes back is a finished tsquery.
"""

import re
from dataclasses import dataclass, field
from typing import TypeGuard

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
BEGINNING = """
    to_tsquery('simple', coalesce(nullif(
        replace(btrim(regexp_replace(annotations_plain_words(%s), ' +', ' ', 'g')), ' ', ' <-> ')
        || ':*', ':*'), ''))
"""
PAIRS = """
    || coalesce(annotations_pairs(to_tsvector(name::regconfig, annotations_plain_words(%s))), '{}')
"""
ASK = """
    SELECT name, ({expression})::text,
        tsvector_to_array(to_tsvector(name::regconfig, annotations_plain_words(%s))),
        '{{}}'::int[] {pairs}
    FROM unnest(%s::text[]) AS name
"""


@dataclass(frozen=True)
class Understood:
    """`query` is a tsquery, "" where nothing is asked, or only words that stand everywhere.

    `lexemes` are what is to be marked where it was found, and `pairs` the words that must stand
    side by side, both by configuration; `prefixes` are folded.
    """

    query: str = ""
    by_configuration: dict[str, str] = field(default_factory=dict)
    lexemes: dict[str, list[str]] = field(default_factory=dict)
    pairs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_everywhere: bool = False

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
            return query, [LookUp(query, pairs)] if (pairs := self.pairs.get(name)) else []
        if "'=" not in self.query and not any(self.pairs.values()):
            return self.query, []
        asked = [(query, self.pairs.get(key, ())) for key, query in self.by_configuration.items()]
        alone = [f"( {query} )" for query, pairs in dict.fromkeys(asked) if not pairs]
        paired = dict.fromkeys(pairs for _query, pairs in asked if pairs)
        looked_up = [LookUp("", pairs) for pairs in paired]
        return self.query, [*looked_up, *([LookUp(" | ".join(alone))] if alone else [])]


def understand(asked: Asked, configurations: set[str] | None = None) -> Understood:
    """Two queries; none where nothing is asked. `configurations` are those of what is searched,
    all of the articles' languages where they are left out."""
    if not asked.terms:
        return Understood(doubts=asked.doubts)
    names = sorted(configurations or _configurations())
    parts, values = zip(*(_term(term) for term in asked.terms), strict=True)
    sought = asked.sought()
    side_by_side = [term.text for term in asked.terms if _has_pairs(term)]
    words = " ".join(
        f"{one.text} {with_article(one)}" for one in sought if not isinstance(one, Prefix)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            ASK.format(expression=" && ".join(parts), pairs=PAIRS * len(side_by_side)),
            [*(one for each in values for one in each), words, *side_by_side, names],
        )
        rows = cursor.fetchall()
    asked_by = {name: query for name, query, *_rest in rows if query}
    return Understood(
        query=_guarded(asked_by, len(names)),
        by_configuration=asked_by,
        lexemes={name: lexemes for name, _query, lexemes, _pairs in rows},
        pairs={name: tuple(sorted({*pairs})) for name, _query, _lexemes, pairs in rows},
        prefixes=tuple(folded(one.text) for one in sought if isinstance(one, Prefix)),
        doubts=asked.doubts,
        is_everywhere=not asked_by,
    )


def _configurations() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(LANGUAGES)
        return {configuration_of(language) for (language,) in cursor.fetchall()} or {SIMPLE}


def _term(term: Leaf | Not | Either) -> tuple[str, list[str]]:
    """SQL with places for the words, and the words."""
    if isinstance(term, Either):
        parts, values = zip(*(_term(node) for node in term.nodes), strict=True)
        return f"({' || '.join(parts)})", [one for each in values for one in each]
    if isinstance(term, Not):
        part, words = _term(term.node)
        return f"(!! {part})", words
    if definite := with_article(term):
        return f"({WORDS} || {WORDS})", [term.text, definite]
    if isinstance(term, Prefix) and sum(1 for _ in tokens(term.text)) == 1:
        return BEGINNING, [term.text]
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


def _guarded(asked_by: dict[str, str], names: int) -> str:
    """One query for all: the rows that a configuration read are asked in its manner."""
    alike: dict[str, list[str]] = {}
    for name, query in asked_by.items():
        alike.setdefault(query, []).append(name)
    if len(alike) == 1 and len(asked_by) == names:
        return next(iter(alike))
    guarded = []
    for query, members in alike.items():
        marks = " | ".join(f"'={name}'" for name in members)
        guarded.append(f"( {marks} ) & ( {query} )")
    return " | ".join(f"( {one} )" for one in guarded)
