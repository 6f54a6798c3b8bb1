"""What somebody types into the search box, as a tree. No text is an error.

    harbour talks       both words, anywhere in the passage
    "harbour talks"     one after the other; any kind of quotation marks
    -fish, -"old news"  not this
    grain OR wheat      one of the two: OR joins its neighbours, before anything else is joined
    negotiat*           whatever begins so

What cannot be understood so is looked for as words, and `Asked.doubts` says what it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotations.domain.search.tokens import has_words

# Nobody types more; whoever pastes more is told that the rest is left out.
LONGEST = 500
MOST_TERMS = 40


class Doubt(StrEnum):
    """What was typed and is not understood."""

    UNCLOSED = "unclosed"  # A quotation mark without another one.
    OR = "or"  # With nothing on one side of it.
    STAR = "star"  # Not at the end of a word.
    NOT = "not"  # As other programs have it; here it is a word.
    WORDLESS = "wordless"  # Nothing but signs.
    LONG = "long"  # Cut off.


@dataclass(frozen=True)
class Word:
    """Words that stand one after the other: mostly one, but “cease-fire” is two."""

    text: str


@dataclass(frozen=True)
class Phrase:
    text: str


@dataclass(frozen=True)
class Prefix:
    text: str


@dataclass(frozen=True)
class Not:
    node: "Leaf"


Leaf = Word | Phrase | Prefix


@dataclass(frozen=True)
class Either:
    """One of several, in the order in which they were typed."""

    nodes: tuple["Leaf | Not", ...]


Term = Leaf | Not | Either


@dataclass(frozen=True)
class Asked:
    """All of `terms`; none where nothing is asked."""

    terms: tuple[Term, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def sought(self) -> list[Leaf]:
        """What is to be found, without what is to be missing."""
        return [leaf for term in self.terms for leaf in sought_in(term)]


def sought_in(term: Term) -> list[Leaf]:
    nodes = term.nodes if isinstance(term, Either) else (term,)
    return [node for node in nodes if not isinstance(node, Not)]


# Each opening mark with what may close it. People close with whatever their keyboard has.
DOUBLE = '"“”„‟«»‹›「」『』〝〞〟＂'
SINGLE = "'‘’‚‛"
MINUS = "-−–—"
STARS = "*＊"
PIECE = re.compile(
    rf"""
    (?P<minus>[{MINUS}])? (?: [{DOUBLE}] (?P<double>[^{DOUBLE}]*) [{DOUBLE}]
                            | (?<![^{MINUS}\s]) [{SINGLE}]
                              (?P<single>[^{SINGLE}{DOUBLE}\s][^{SINGLE}{DOUBLE}]*?)
                              [{SINGLE}](?=\s|$) )
    | (?P<plain>[^\s{DOUBLE}]+)
    | (?P<stray>[{DOUBLE}])
    """,
    re.VERBOSE,
)


def asked(typed: str) -> Asked:
    """The tree of what was typed, at most LONGEST code points and MOST_TERMS terms of it."""
    doubts: list[Doubt] = []
    if len(typed) > LONGEST:
        doubts.append(Doubt.LONG)
    pieces = list(_pieces(typed[:LONGEST], doubts))
    if len(pieces) > MOST_TERMS:
        doubts.append(Doubt.LONG)
        pieces = pieces[:MOST_TERMS]
    terms = tuple(_joined(pieces, doubts))
    if typed.strip() and not terms:
        doubts.append(Doubt.WORDLESS)
    return Asked(terms, tuple(dict.fromkeys(doubts)))


def _pieces(typed: str, doubts: list[Doubt]) -> Iterator[Leaf | Not | None]:
    """Terms in order; None is an OR."""
    for match in PIECE.finditer(typed):
        if match["stray"]:
            doubts.append(Doubt.UNCLOSED)
            continue
        plain = match["plain"]
        if plain in {"OR", "|"}:
            yield None
            continue
        if plain == "NOT":
            doubts.append(Doubt.NOT)
        quoted = match["double"] if match["double"] is not None else match["single"]
        leaf = _phrase(quoted, doubts) if plain is None else _word(plain.lstrip(MINUS), doubts)
        if leaf is None:
            continue
        minus = match["minus"] if plain is None else plain[0] in MINUS
        yield Not(leaf) if minus else leaf


def _phrase(text: str, doubts: list[Doubt]) -> Leaf | None:
    if any(star in text for star in STARS):
        doubts.append(Doubt.STAR)
    return Phrase(" ".join(text.split())) if has_words(text) else None


def _word(text: str, doubts: list[Doubt]) -> Leaf | None:
    if not has_words(text):
        return None
    bare = text.rstrip(STARS)
    if any(star in bare for star in STARS):
        doubts.append(Doubt.STAR)
        return Word(text)
    return Prefix(bare) if bare != text else Word(text)


def _joined(pieces: list[Leaf | Not | None], doubts: list[Doubt]) -> Iterator[Leaf | Not | Either]:
    """With each OR put between its neighbours; one that has not two is a word."""
    group: list[Leaf | Not] = []
    is_open = False
    for place, piece in enumerate(pieces):
        if piece is None:
            following = pieces[place + 1] if place + 1 < len(pieces) else None
            if group and not is_open and following is not None:
                is_open = True
                continue
            doubts.append(Doubt.OR)
            piece = Word("OR")
        if group and not is_open:
            yield _either(group)
            group = []
        group.append(piece)
        is_open = False
    if group:
        yield _either(group)


def _either(group: list[Leaf | Not]) -> Leaf | Not | Either:
    return group[0] if len(group) == 1 else Either(tuple(group))
