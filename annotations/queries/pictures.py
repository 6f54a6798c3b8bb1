"""What pictures of a project are drawn from: counts over the statements that are chosen."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Q, QuerySet

from annotations.models import Actor, Attribution, Relay, Stance, Tag
from annotations.queries.counting import JOINED, Said, counted_by, told
from annotations.queries.matrix import PUBLISHED

# As many as fit and can be told apart.
MOST_PAIRS = 6
MOST_TOPICS = 10
MOST_RELAYS = 12


@dataclass(frozen=True)
class Pair:
    """Who speaks about whom, by stance and day; `undated` has those without a day."""

    speaker: Actor
    target: Actor
    counts: Mapping[tuple[str, date], int]
    undated: int

    @property
    def total(self) -> int:
        return sum(self.counts.values()) + self.undated


@dataclass(frozen=True)
class Topic:
    """How many statements bear a tag, by day; `undated` has those without one."""

    tag: Tag
    days: Mapping[date, int]
    undated: int

    @property
    def total(self) -> int:
        return sum(self.days.values()) + self.undated


@dataclass(frozen=True)
class Relaying:
    """So many statements of `speaker` (None: nobody named) came by `relayer`."""

    relayer: Actor
    speaker: Actor | None
    count: int


def pairs_in(statements: QuerySet[Attribution], most: int | None = MOST_PAIRS) -> list[Pair]:
    """The most frequent ones with a stance, the most first. Two queries, with `most` three."""
    both = statements.filter(speaker__isnull=False, target__isnull=False, stance__in=Stance.values)
    if most is not None:
        pairs = both.order_by().values_list("speaker", "target").annotate(n=Count("pk"))
        first = pairs.order_by("-n", "speaker", "target")[:most]
        each = [Q(speaker=one, target=two) for one, two, _n in first]
        both = both.filter(reduce(or_, each, Q(pk__in=[])))
    rows = both.order_by().values_list("speaker", "target", "stance", PUBLISHED)
    found: dict[tuple[UUID, UUID], Counter[tuple[str, date | None]]] = defaultdict(Counter)
    for speaker, target, stance, day, n in rows.annotate(n=Count("pk")):
        found[speaker, target][stance, day] += n
    order = sorted(found, key=lambda pair: (-found[pair].total(), pair))[:most]
    actors = Actor.objects.only("name").in_bulk({key for pair in order for key in pair})
    return [
        Pair(
            actors[speaker],
            actors[target],
            {(stance, day): n for (stance, day), n in found[speaker, target].items() if day},
            sum(n for (_stance, day), n in found[speaker, target].items() if day is None),
        )
        for speaker, target in order
    ]


TOPICS = """
    WITH {place},
    borne AS MATERIALIZED (
        SELECT tag_id, place.day, count(*) AS n FROM ({said}) said {joined}
        JOIN annotations_attributiontag link ON link.attribution_id = said.id GROUP BY 1, 2
    )
    SELECT tag_id, array_agg(day), array_agg(n::int) FROM borne
    GROUP BY 1 ORDER BY sum(n) DESC, 1 LIMIT %s
"""


def topics_in(statements: QuerySet[Attribution], most: int | None = MOST_TOPICS) -> list[Topic]:
    """The tags that statements bear themselves, the most frequent first. Two queries.

    A statement with two tags counts for both.
    """
    said = Said(statements)
    try:
        place = said.placed("day")
        sql = TOPICS.format(place=place, said=said.of("id", "coding_id"), joined=JOINED)
    except EmptyResultSet:
        return []
    found = [
        (tag, dict(zip(days, counts, strict=True)))
        for tag, days, counts in told(sql, [*said.values, most])
    ]
    tags = Tag.objects.in_bulk([tag for tag, _days in found])
    return [Topic(tags[tag], days, days.pop(None, 0)) for tag, days in found]


def relaying_in(
    statements: QuerySet[Attribution], most: int | None = MOST_RELAYS
) -> list[Relaying]:
    """Who passes on whose words, wherever in a chain, the most frequent first. Three queries."""
    rows = statements.order_by()
    first = rows.filter(relayer__isnull=False).values_list("relayer", "speaker")
    later = Relay.objects.filter(attribution__in=rows.values("pk")).order_by()
    found: Counter[tuple[UUID, UUID | None]] = Counter()
    for pairs in (
        first.annotate(n=Count("pk")),
        later.values_list("actor", "attribution__speaker").annotate(n=Count("pk")),
    ):
        for relayer, speaker, n in pairs:
            found[relayer, speaker] += n
    order = sorted(found, key=lambda pair: (-found[pair], str(pair)))[:most]
    actors = Actor.objects.only("name").in_bulk({key for pair in order for key in pair} - {None})
    return [
        Relaying(actors[relayer], actors[speaker] if speaker else None, found[relayer, speaker])
        for relayer, speaker in order
    ]


def days_in(statements: QuerySet[Attribution]) -> Counter[date | None]:
    """How many were printed on each day. One query."""
    return Counter(dict(counted_by(statements, "day")))
