"""Statements outside quotation marks: every word that can be a cue is asked what it reports."""

from annotations.domain.quotes.found import Found
from annotations.domain.quotes.nouns import noun_cue
from annotations.domain.quotes.reported import reported, trailing
from annotations.domain.quotes.sourced import according, labelled, minded, passive
from annotations.domain.quotes.tokens import Words


def clauses(words: Words, taken: set[int]) -> list[Found]:
    """Statements outside quotation marks, or only partly inside them."""
    found: list[Found] = []
    for first, last in words.sentences:
        if label := labelled(words, first, last):
            found.append(label)
        for i in range(first, last):
            if words.masked[i] == "q" or i in taken:
                continue
            if made := clause_at(words, i, first, last):
                found.append(made)
    return found


def clause_at(words: Words, i: int, first: int, last: int) -> Found | None:
    """What the word at `i` of the sentence [first, last) reports, None where it is no cue."""
    roles = words.lexicon.roles.get(words.low[i])
    if roles is None:
        return None
    made: Found | None = None
    if "source" in roles:
        made = according(words, i, first, last)
    if made is None and "verb" in roles and words.masked[i] in "VvB":
        made = (
            trailing(words, i, first, last)
            or reported(words, i, first, last)
            or passive(words, i, first, last)
        )
    if made is None and "noun" in roles:
        made = noun_cue(words, i, first, last)
    if made is None and "mind" in roles:
        made = minded(words, i, first, last)
    return made
