"""The words that are drawn to what was found, as languages have them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from annotations.domain.search.collocates import (
    Collocate,
    Passage,
    Spelling,
    collocates,
    neighbours,
)

# Far beyond what is more than chance.
MOST = 10_000
# What a dictionary leaves out is no word for it.
STOP_WORDS = """
    SELECT configuration, word FROM unnest(%s::text[], %s::text[]) AS asked(configuration, word)
    WHERE to_tsvector(configuration::regconfig, word) = ''
"""


@dataclass(frozen=True)
class Drawn:
    """`near` and `apart` are how many words stand there in all, also those that are left out: with
    them the figure of each of the `words` can be computed again."""

    words: list[Collocate]
    near: int
    apart: int


def drawn_to(passages: Iterable[Passage], window: int, with_stop_words: bool = False) -> Drawn:
    """Words within `window` words, the MOST of them that are drawn more than others.

    One query; none `with_stop_words`, or where no word is near.
    """
    found = neighbours(passages, window)
    without = stop_words(found.spellings()) if found.near and not with_stop_words else set()
    return Drawn(collocates(found, without)[:MOST], found.near.total(), found.apart.total())


def stop_words(spellings: Iterable[Spelling]) -> set[Spelling]:
    """Those that say nothing in their language, like “the”. One query for all languages."""
    configurations, words = zip(*spellings, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(STOP_WORDS, [list(configurations), list(words)])
        return set(cursor.fetchall())
