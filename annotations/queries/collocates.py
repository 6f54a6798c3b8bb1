"""The words that are drawn to what was found, as languages have them."""

from collections.abc import Iterable

from django.db import connection

from annotations.domain.search.collocates import (
    Collocate,
    Passage,
    Spelling,
    collocates,
    neighbours,
)

# What a dictionary leaves out is no word for it.
STOP_WORDS = """
    SELECT configuration, word FROM unnest(%s::text[], %s::text[]) AS asked(configuration, word)
    WHERE to_tsvector(configuration::regconfig, word) = ''
"""


def drawn_to(
    passages: Iterable[Passage], window: int, with_stop_words: bool = False
) -> list[Collocate]:
    """Words within `window` words. One query; none `with_stop_words`, or where no word is near."""
    found = neighbours(passages, window)
    if with_stop_words or not found.near:
        return collocates(found)
    return collocates(found, stop_words(found.near))


def stop_words(spellings: Iterable[Spelling]) -> set[Spelling]:
    """Those that say nothing in their language, like “the”. One query for all languages."""
    configurations, words = zip(*spellings, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(STOP_WORDS, [list(configurations), list(words)])
        return set(cursor.fetchall())
