"""A coding as a page shows it: light values instead of thousands of model instances."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from annotations.domain.spans.order import reading_order
from annotations.domain.trees import interleaved
from annotations.models import Attribution, Bearer, Tag
from annotations.models.ready import Ready, ask
from annotations.models.spans import MAIN_ROLES
from annotations.queries.chains import relays_here

# What marks are painted in where no tag says.
UNTAGGED = {"passage": "grey", "attribution": "accent", "suggestion": "grey"}


class TagRow(NamedTuple):
    """What pages show of a tag."""

    id: UUID
    parent_id: UUID | None
    name: str
    colour: str
    shortcut: str
    definition: str
    is_topic: bool
    applies_to: list[str]
    is_required: bool
    is_single: bool
    condition: str
    retired_at: datetime | None


TAGS = Ready(
    lambda codebook: Tag.objects.filter(codebook=codebook).in_order().values_list(*TagRow._fields),
    [UUID],
)


class Tagbook:
    """A codebook's tags in the order in which people read them. Makes one query."""

    def __init__(self, codebook_id: UUID) -> None:
        self._rows = interleaved([TagRow._make(row) for row in TAGS.rows(codebook_id)])
        self._made: dict[int, Tag] = {}
        self._place = {row.id: place for place, (row, _) in enumerate(self._rows)}

    @property
    def rows(self) -> list[Tag]:
        """All of them, each with its `depth`."""
        return [self._tag(place) for place in range(len(self._rows))]

    def offered(self, chosen: Collection[str] = ()) -> list[Tag]:
        """What annotations can get; and what one has `chosen`, as texts, so that it may keep it."""
        return [
            self._tag(place)
            for place, (row, _) in enumerate(self._rows)
            if (row.retired_at is None and set(row.applies_to) & {Bearer.PASSAGE, Bearer.STATEMENT})
            or str(row.id) in chosen
        ]

    @property
    def has_article_tags(self) -> bool:
        """Whether any is for the article as a whole."""
        return any(Bearer.ARTICLE in row.applies_to for row, _ in self._rows)

    def for_articles(self, borne: Collection[Tag] = ()) -> list[Tag]:
        """What the article as a whole can get, and what it bears."""
        keys = {tag.pk for tag in borne}
        return [
            self._tag(place)
            for place, (row, _) in enumerate(self._rows)
            if (row.retired_at is None and Bearer.ARTICLE in row.applies_to) or row.id in keys
        ]

    def rivals(self, tag: Tag) -> list[Tag]:
        """Those of which one goes instead of this one, not beside it."""
        group = self.group_of(tag)
        if group is None:
            return []
        return [one for one in self.rows if one.parent_id == group and one.pk != tag.pk]

    def group_of(self, tag: Tag) -> UUID | None:
        """The tag above it, where only one below that goes."""
        place = self._place.get(tag.parent_id) if tag.parent_id else None
        return tag.parent_id if place is not None and self._rows[place][0].is_single else None

    def get(self, pk: UUID) -> Tag | None:
        return self._tag(self._place[pk]) if pk in self._place else None

    @property
    def topics(self) -> set[UUID]:
        """Tags that say what is spoken about: those of the codebook, and all below them.

        Without those that are retired: a statement gets them no more.
        """
        found: set[UUID] = set()
        for row, _ in self._rows:
            if row.is_topic or row.parent_id in found:
                found.add(row.id)
        return found - {row.id for row, _ in self._rows if row.retired_at}

    def sorted(self, keys: Iterable[UUID]) -> list[Tag]:
        """These tags in the codebook's order; what is not of this codebook is left out."""
        places = sorted(self._place[key] for key in keys if key in self._place)
        return [self._tag(place) for place in places]

    def _tag(self, place: int) -> Tag:
        """Made when somebody asks: a write is about two or three of a hundred tags."""
        if place not in self._made:
            row, depth = self._rows[place]
            tag = self._made[place] = Tag(**row._asdict())
            tag.depth = depth  # type: ignore[attr-defined]
            tag.group = self.group_of(tag)  # type: ignore[attr-defined]
        return self._made[place]


class Rank(IntEnum):
    """What comes before what in a mark of several."""

    OWN = 0
    CARRIED = 1
    SUGGESTED = 2


class Look(NamedTuple):
    """What of a part can be seen in its marks."""

    rank: Rank
    role: str
    lane: int
    colour: str


@dataclass(slots=True)
class Part:
    """One span, as it is painted. `is_last`: its annotation ends with it.

    Of a suggestion `annotation` counts in the machine's coding. `carried` is the name of an
    annotation that was made in a copy of the article.
    """

    annotation: int
    number: int
    role: str
    start: int
    end: int
    lane: int
    words: str
    colour: str = ""
    is_last: bool = False
    is_suggested: bool = False
    carried: str = ""
    # What it belongs to, by the name that pages use: “7”, or “s7” of a suggestion.
    owner: str = field(init=False)
    look: Look = field(init=False)

    def __post_init__(self) -> None:
        # Now, since each of the pieces that a span is cut into asks for them.
        own = f"s{self.annotation}" if self.is_suggested else str(self.annotation)
        self.owner = self.carried or own
        rank = Rank.CARRIED if self.carried else Rank.SUGGESTED if self.is_suggested else Rank.OWN
        self.look = Look(rank, self.role, self.lane, self.colour)


@dataclass(slots=True)
class Said:
    """Who says it, how, about whom. People are `(id, name)`, None where not known.

    A name without an id is one that the text prints and nobody has looked up or entered yet.
    """

    speaker: tuple[UUID | None, str] | None
    affiliation: UUID | None
    post: str
    organisation: str
    target: tuple[UUID, str] | None
    relayer: tuple[UUID | None, str] | None
    stance: str
    mode: str
    certainty: str
    printed: str = ""
    # Who passed on what the relayer had passed on, one after the other.
    relays: Sequence[tuple[UUID, str]] = ()


class Notes(NamedTuple):
    """What stands beside an annotation: comments, threads that are not resolved, comments that are
    new to the reader, and whether it bears the reader's flag."""

    comments: int = 0
    unresolved: int = 0
    unread: int = 0
    is_flagged: bool = False


class CardLink(NamedTuple):
    """A link of a statement, as seen from it: `said` is the other one, by `speaker` ("" for
    nobody), on a `day` or none. `is_from` where the card's own statement does it."""

    link: UUID
    kind: str
    is_from: bool
    said: UUID
    speaker: str
    day: date | None


@dataclass(slots=True)
class Card:
    """An annotation with all that its card shows."""

    number: int
    kind: str
    parts: list[Part] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    note: str = ""
    said: Said | None = None
    notes: Notes | None = None
    links: list[CardLink] = field(default_factory=list)

    @property
    def colour(self) -> str:
        return self.tags[0].colour if self.tags else UNTAGGED[self.kind]

    @property
    def main(self) -> list[Part]:
        """The passage, or the content spans, in reading order."""
        return [part for part in self.parts if part.role in MAIN_ROLES]

    @property
    def order(self) -> tuple[int, int, int]:
        first = (self.main or self.parts)[0]
        return reading_order(first.start, first.end, self.number)

    @property
    def end(self) -> int:
        return max(part.end for part in self.parts)

    @property
    def cue(self) -> str:
        return next((part.words for part in self.parts if part.role == "cue"), "")

    @property
    def mention(self) -> str:
        return next((part.words for part in self.parts if part.role == "speaker"), "")


@dataclass(frozen=True)
class Near:
    """A part of a coding: what touches one of `ranges`, and the annotation of that number.

    Only that one gets the facts of its attribution.
    """

    ranges: Sequence[tuple[int, int]]
    number: int


def cards_of(coding_id: UUID, tags: Tagbook, near: Near | None = None) -> list[Card]:
    """Annotations of a coding in reading order, at most two queries for any number of them."""
    if near is None:
        rows = ask(SPANS + OF_CODING, {"coding": coding_id})
    else:
        rows = ask(*spans_near(coding_id, near))
    return cards_from(rows, coding_id, tags, near)


def cards_from(
    rows: Iterable[Sequence[Any]], coding_id: UUID, tags: Tagbook, near: Near | None
) -> list[Card]:
    """The same of spans that were looked up: one query where statements are among them."""
    cards: dict[int, Card] = {}
    for place, role, start, end, lane, words, note, owner, outer, keys in rows:
        number = place if owner is None else outer
        card = cards.get(number)
        if card is None:
            kind = "passage" if owner is None else "attribution"
            card = cards[number] = Card(number, kind, [], tags.sorted(keys), note)
        card.parts.append(Part(number, place, role, start, end, lane, words, card.colour))
    for card in cards.values():
        card.parts.sort(key=lambda part: reading_order(part.start, part.end, part.number))
        max(card.parts, key=lambda part: (part.end, part.number)).is_last = True
    described = [card for card in cards.values() if near is None or card.number == near.number]
    if any(card.kind == "attribution" for card in described):
        _add_statements(coding_id, cards, near)
    return sorted(cards.values(), key=lambda card: card.order)


# Written out because every write waits for it: put together by the ORM, and with the tags in a
# query of their own, it took three milliseconds longer.
SPANS = """
    SELECT span.number, span.role, span.start, span."end", span.lane, span.words, span.note,
        span.attribution_id,
        (SELECT number FROM annotations_attribution said WHERE said.id = span.attribution_id),
        CASE WHEN span.attribution_id IS NULL
            THEN ARRAY(SELECT tag_id FROM annotations_spantag WHERE span_id = span.id)
            ELSE ARRAY(SELECT tag_id FROM annotations_attributiontag given
                       WHERE given.attribution_id = span.attribution_id)
        END
    FROM annotations_span span
"""
OF_CODING = "WHERE span.coding_id = %(coding)s"
# Found by themselves, and first, so that nothing is asked about the many others. All are of the
# coding; who says so once more has the database read all that it has.
TOUCHING = """
    WHERE span.id = ANY(ARRAY(
        WITH near AS MATERIALIZED (
            SELECT id, attribution_id FROM annotations_span near
            WHERE near.coding_id = %(coding)s AND ({touching})
            UNION ALL
            SELECT id, attribution_id FROM annotations_span near
            WHERE near.coding_id = %(coding)s AND near.number = %(number)s
                AND near.role = 'passage'
            UNION ALL
            SELECT NULL, id FROM annotations_attribution
            WHERE coding_id = %(coding)s AND number = %(number)s
        )
        SELECT id FROM near WHERE attribution_id IS NULL
        UNION ALL SELECT part.id FROM annotations_span part
        WHERE part.attribution_id = ANY(ARRAY(SELECT attribution_id FROM near))))
"""


def touching(ranges: Sequence[tuple[int, int]]) -> tuple[str, dict[str, int]]:
    """SQL that is true of a span `near` which touches one of `ranges`, and its values."""
    conditions = [
        f'(near.start < %(end{n})s AND near."end" > %(start{n})s)' for n in range(len(ranges))
    ]
    values = {f"start{n}": start for n, (start, _) in enumerate(ranges)}
    values |= {f"end{n}": end for n, (_, end) in enumerate(ranges)}
    return " OR ".join(conditions) or "FALSE", values


def spans_near(coding_id: UUID, near: Near) -> tuple[str, dict[str, Any]]:
    """SQL and its values for the spans near a place, with their tags; with all spans of an
    attribution of which one is wanted."""
    condition, edges = touching(near.ranges)
    values = {"coding": coding_id, "number": near.number, **edges}
    return SPANS + TOUCHING.format(touching=condition), values


def _statements(coding: UUID, **more: int) -> QuerySet[Attribution, Any]:
    return Attribution.objects.filter(coding=coding, **more).values_list(
        "number",
        "note",
        "speaker_id",
        "speaker__name",
        "affiliation_id",
        "affiliation__post",
        "affiliation__organisation__name",
        "target_id",
        "target__name",
        "relayer_id",
        "relayer__name",
        "stance",
        "mode",
        "certainty",
        "printed_capacity",
        relays_here(),
    )


STATEMENTS = Ready(_statements, [UUID])
STATEMENT = Ready(lambda coding, number: _statements(coding, number=number), [UUID, int])


def _add_statements(coding_id: UUID, cards: dict[int, Card], near: Near | None) -> None:
    rows = STATEMENT.rows(coding_id, near.number) if near else STATEMENTS.rows(coding_id)
    for number, note, *columns, relays in rows:
        if number in cards:
            said = said_from(columns)
            if relays:
                named = map(json.loads, relays)
                said.relays = [(UUID(one["id"]), one["name"]) for one in named]
            cards[number].note, cards[number].said = note, said


def said_from(columns: Sequence[Any]) -> Said:
    """Of ids with names, the post and what follows in `Said`, in the order of `_statements`."""
    speaker, name, affiliation, post, organisation, *rest = columns
    target, target_name, relayer, relayer_name, *how = rest
    return Said(
        (speaker, name) if speaker else None,
        affiliation,
        post or "",
        organisation or "",
        (target, target_name) if target else None,
        (relayer, relayer_name) if relayer else None,
        *how,
    )
