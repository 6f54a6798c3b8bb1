"""A coding as a page shows it: light values instead of thousands of model instances."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from annotations.domain.spans.order import reading_order
from annotations.domain.trees import interleaved
from annotations.models import Attribution, AttributionTag, Span, SpanRole, SpanTag, Tag

# What marks are painted in where no tag says.
UNTAGGED = {"passage": "grey", "attribution": "accent"}


class Tagbook:
    """A codebook's tags in the order in which people read them. Makes one query."""

    def __init__(self, codebook_id: UUID) -> None:
        tags = Tag.objects.filter(codebook=codebook_id).in_order()
        self.rows: list[Tag] = []
        for tag, depth in interleaved(tags):
            tag.depth = depth  # type: ignore[attr-defined]
            self.rows.append(tag)
        self._place = {tag.pk: place for place, tag in enumerate(self.rows)}

    def get(self, pk: UUID) -> Tag | None:
        return self.rows[self._place[pk]] if pk in self._place else None

    def sorted(self, keys: Iterable[UUID]) -> list[Tag]:
        """These tags in the codebook's order; what is not of this codebook is left out."""
        places = sorted(self._place[key] for key in keys if key in self._place)
        return [self.rows[place] for place in places]


@dataclass(slots=True)
class Part:
    """One span, as it is painted. `is_last`: its annotation ends with it."""

    annotation: int
    number: int
    role: str
    start: int
    end: int
    lane: int
    words: str
    colour: str = ""
    is_last: bool = False


@dataclass(slots=True)
class Said:
    """Who says it, how, about whom. People are `(id, name)`, None where not known."""

    speaker: tuple[UUID, str] | None
    affiliation: UUID | None
    post: str
    organisation: str
    target: tuple[UUID, str] | None
    relayer: tuple[UUID, str] | None
    stance: str
    mode: str
    certainty: str


@dataclass(slots=True)
class Card:
    """An annotation with all that its card shows."""

    number: int
    kind: str
    parts: list[Part] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    note: str = ""
    said: Said | None = None

    @property
    def colour(self) -> str:
        return self.tags[0].colour if self.tags else UNTAGGED[self.kind]

    @property
    def main(self) -> list[Part]:
        """The passage, or the content spans, in reading order."""
        return [part for part in self.parts if part.role in ("passage", "content")]

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


def cards_of(
    coding_id: UUID, tags: Tagbook, spans: Q | None = None, described: Q | None = None
) -> list[Card]:
    """Annotations of a coding in reading order, three queries for any number of them.

    `spans` limits them to those with at least one such span. `described` limits to which of them
    the facts of the attribution are added (all without it).
    """
    cards, owners = _annotations(coding_id, spans)
    if not cards:
        return []
    _add_tags(coding_id, cards, owners, tags, everything=spans is None)
    for card in cards.values():
        card.parts.sort(key=lambda part: reading_order(part.start, part.end, part.number))
        max(card.parts, key=lambda part: (part.end, part.number)).is_last = True
        for part in card.parts:
            part.colour = card.colour
    if any(card.kind == "attribution" for card in cards.values()):
        _add_statements(coding_id, cards, described)
    return sorted(cards.values(), key=lambda card: card.order)


def _annotations(coding_id: UUID, limit: Q | None) -> tuple[dict[int, Card], dict[UUID, int]]:
    """Cards by number, with their parts; and which rows (spans, attributions) tags hang on."""
    rows: Any = Span.objects.filter(coding=coding_id)
    if limit is not None:
        theirs = rows.filter(limit, attribution__isnull=False).values("attribution")
        rows = rows.filter(limit | Q(attribution__in=theirs))
    cards: dict[int, Card] = {}
    owners: dict[UUID, int] = {}
    columns = ("number", "role", "start", "end", "lane", "words", "note", "id", "attribution_id")
    for *part, note, pk, owner, outer in rows.values_list(*columns, "attribution__number"):
        number = part[0] if owner is None else outer
        card = cards.get(number)
        if card is None:
            kind = "passage" if owner is None else "attribution"
            card = cards[number] = Card(number, kind, note=note)
            owners[owner or pk] = number
        card.parts.append(Part(number, *part))
    return cards, owners


def _add_tags(
    coding_id: UUID,
    cards: dict[int, Card],
    owners: dict[UUID, int],
    tags: Tagbook,
    everything: bool,
) -> None:
    """`everything`: all rows of the coding are wanted, so they need not be named one by one."""
    of_spans = SpanTag.objects.filter(span__coding=coding_id)
    of_attributions = AttributionTag.objects.filter(attribution__coding=coding_id)
    if not everything:
        of_spans = SpanTag.objects.filter(span__in=list(owners))
        of_attributions = AttributionTag.objects.filter(attribution__in=list(owners))
    keys: dict[UUID, list[UUID]] = defaultdict(list)
    for owner, tag in of_spans.values_list("span_id", "tag_id").union(
        of_attributions.values_list("attribution_id", "tag_id"), all=True
    ):
        keys[owner].append(tag)
    for owner, number in owners.items():
        if owner in keys:
            cards[number].tags = tags.sorted(keys[owner])


def _add_statements(coding_id: UUID, cards: dict[int, Card], limit: Q | None) -> None:
    rows = Attribution.objects.filter(limit or Q(), coding=coding_id).values_list(
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
    )
    for number, note, speaker, name, role, post, at, target, whom, relayer, via, *rest in rows:
        if number in cards:
            cards[number].note = note
            cards[number].said = Said(
                (speaker, name) if speaker else None,
                role,
                post or "",
                at or "",
                (target, whom) if target else None,
                (relayer, via) if relayer else None,
                *rest,
            )


def annotation(number: int) -> Q:
    """Spans of the annotation of that number."""
    return Q(role=SpanRole.PASSAGE, number=number) | Q(attribution__number=number)
