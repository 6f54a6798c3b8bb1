"""Who may be meant by what is typed, in a register of any size: as few rows are read as will do."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from annotations.domain.name_keys import folded, ways_typed
from annotations.models.words import HEADS

# Behind every letter that a key has.
LAST = "\x7f"
# One actor may have several words that begin alike.
ROWS_FOR_EACH = 4
# What stands inside words is looked for from three letters on, a slip from four.
FEWEST_INSIDE, FEWEST_ALIKE = 3, 4

OTHER = """
    AND EXISTS (SELECT FROM annotations_nameword other WHERE other.actor = found.actor AND ({ways}))
"""
OF_KIND = """
    AND EXISTS (SELECT FROM annotations_actor WHERE id = found.actor AND kind = ANY(%(kinds)s))
"""
OF_COUNTRY = """
    AND EXISTS (SELECT FROM annotations_actor WHERE id = found.actor AND country = %(country)s)
"""
# Each part stops as soon as it has enough; an equal word comes before one that goes on.
PART = """
    (SELECT actor, {rank} AS rank, weight, word FROM annotations_nameword found
    WHERE {condition} {more} ORDER BY weight DESC, word, actor LIMIT %(rows)s)
"""
FOUND = "SELECT actor FROM ({parts}) AS found ORDER BY rank, weight DESC, word, actor"
INSIDE = """
    SELECT actor FROM (
        SELECT actor, weight, word FROM annotations_nameword found
        WHERE is_whole AND {condition} {more} LIMIT %(rows)s
    ) AS found ORDER BY weight DESC, word, actor
"""
ALIKE = """
    SELECT actor FROM annotations_nameword found WHERE is_whole AND %(whole)s <%% word {more}
    ORDER BY %(whole)s <<-> word, weight DESC, word, actor LIMIT %(rows)s
"""


def find(
    typed: str,
    *,
    most: int,
    kinds: Collection[str] = (),
    country: str = "",
    besides: Collection[UUID] = (),
) -> list[UUID]:
    """At most `most` actors, of these kinds and of the country where they are given, the likeliest
    first. One query; four where hardly anybody is found.

    Somebody of exactly that name comes first, then whom the words typed begin names of; among
    those, whoever is quoted most. Where these are few: whose names have spellings that begin so,
    and what stands inside names; where there is nothing: what looks alike. Several words say
    enough: if they begin somebody's names, nobody else is looked for.
    """
    words = ways_typed(typed)
    if not words:
        return []
    values: dict[str, Any] = {
        "kinds": list(kinds),
        "country": country,
        "besides": list(besides),
        "rows": most * ROWS_FOR_EACH,
        "whole": folded(typed),
    }
    more = " AND actor <> ALL(%(besides)s::uuid[])" if besides else ""
    more += OF_KIND if kinds else ""
    more += OF_COUNTRY if country else ""
    enough = most if len(words) == 1 else 1
    found = _rows(_beginning(words, values, more), values)
    if len(found) < enough:
        found |= _rows(_spelled(words, values, more), values)
    if len(found) < enough and any(len(ways[0]) >= FEWEST_INSIDE for ways in words):
        found |= _rows(INSIDE.format(condition=_inside(words, values), more=more), values)
    if not found and len(values["whole"]) >= FEWEST_ALIKE:
        found = _rows(ALIKE.format(more=more), values)
    return list(found)[:most]


def _beginning(words: Sequence[tuple[str, ...]], values: dict[str, Any], more: str) -> str:
    """By the whole, and by the longest word as it is typed."""
    longest, beside = _looked_up(words, values)
    values["word"] = longest[0]
    headed = _headed(longest[0], values)
    return _parts(["is_whole AND word = %(whole)s", "word = %(word)s", headed], beside + more)


def _spelled(words: Sequence[tuple[str, ...]], values: dict[str, Any], more: str) -> str:
    """By the longest word as it may be spelled; "" where there is no other way."""
    longest, beside = _looked_up(words, values)
    return _parts([_headed(way, values) for way in longest[1:]], beside + more)


def _looked_up(
    words: Sequence[tuple[str, ...]], values: dict[str, Any]
) -> tuple[tuple[str, ...], str]:
    """The longest word is looked up, the others only for whom it finds."""
    longest, *others = sorted(words, key=lambda ways: len(ways[0]), reverse=True)
    begun = [" OR ".join(_begins("other.word", way, values) for way in ways) for ways in others]
    return longest, "".join(OTHER.format(ways=one) for one in begun)


def _parts(conditions: Sequence[str], more: str) -> str:
    parts = [
        PART.format(rank=rank, condition=condition, more=more)
        for rank, condition in enumerate(conditions)
    ]
    return FOUND.format(parts=" UNION ALL ".join(parts)) if parts else ""


def _begins(column: str, way: str, values: dict[str, Any]) -> str:
    name = f"v{len(values)}"
    values |= {name: way, f"{name}_end": way + LAST}
    return f"({column} >= %({name})s AND {column} < %({name}_end)s)"


def _headed(way: str, values: dict[str, Any]) -> str:
    """Words that begin so, read in the order in which they are offered, until there are enough."""
    letters = HEADS[-1] if len(way) >= HEADS[-1] else HEADS[0]
    name = f"v{len(values)}"
    values[name] = way[:letters]
    return f"left(word, {letters}) = %({name})s AND {_begins('word', way, values)}"


def _inside(words: Sequence[tuple[str, ...]], values: dict[str, Any]) -> str:
    """Short words stand in almost every name: they have to begin one."""
    conditions = []
    for word in (ways[0] for ways in words):
        name = f"v{len(values)}"
        # No key has a character that means something in a pattern.
        if len(word) >= FEWEST_INSIDE:
            values[name] = f"%{word}%"
            conditions.append(f"word LIKE %({name})s")
        else:
            values[name] = f"% {word}%"
            values[f"{name}_first"] = f"{word}%"
            conditions.append(f"(word LIKE %({name})s OR word LIKE %({name}_first)s)")
    return " AND ".join(conditions)


def _rows(sql: str, values: dict[str, Any]) -> dict[UUID, None]:
    """In order, each once; nothing for no question."""
    if not sql:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict.fromkeys(row[0] for row in cursor.fetchall())
