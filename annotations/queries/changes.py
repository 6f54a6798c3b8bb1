"""What a page must swap after an act: the paragraphs that look different, and one card."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from annotations.domain.spans.order import merged, reading_order
from annotations.models import (
    Act,
    Attribution,
    Coding,
    CodingKind,
    Paragraph,
    ProjectArticle,
    Span,
    User,
)
from annotations.queries.readings import Card, Tagbook, annotation, cards_of
from annotations.queries.workbench import (
    Block,
    Counts,
    History,
    blocks_of,
    counts_of,
    history_of,
    paint,
    paragraphs_of,
    with_history,
)

MAIN = ("passage", "content")
# A page that missed more places than this gets everything between the first and the last.
MOST_RANGES = 50
Ranges = Iterable[tuple[int, int]]


@dataclass(frozen=True)
class Changes:
    """`number` is the annotation that was acted on, None where nothing was done.

    One card: `card` is how it is now (None: gone), `was_there` whether the page has it already,
    `keeps_place` whether it stands where it stood, `next_card` before which one it goes (None: at
    the end). Or `cards`: all of them, since the page missed something.
    """

    coding: Coding | None
    blocks: list[Block]
    history: History
    counts: Counts
    number: int | None = None
    card: Card | None = None
    was_there: bool = False
    keeps_place: bool = False
    next_card: int | None = None
    cards: list[Card] | None = None

    @property
    def inserted(self) -> list[Card]:
        return [self.card] if self.card else []


def changes_after(act: Act, tags: Tagbook, seen: int | None) -> Changes:
    """What `act` changed, for a page that knew the coding as it was after act number `seen`.

    Where more has happened than this act, all that happened since is in it. Six queries.
    """
    coding = _with_counts(with_history(Coding.objects.filter(pk=act.coding_id))).get()
    if seen is not None and not (seen == act.number - 1 and coding.acts_done == act.number):
        return _everything_since(coding, tags, min(seen, act.number - 1), [], act.annotation)
    blocks, cards = _touched(coding, tags, act.touched, act.annotation)
    card = next((card for card in cards if card.number == act.annotation), None)
    keeps_place = bool(card and act.before and card.order == _order(act.before))
    return Changes(
        coding=coding,
        blocks=blocks,
        history=history_of(coding),
        counts=_counts(coding),
        number=act.annotation,
        card=card,
        was_there=act.before is not None,
        keeps_place=keeps_place,
        next_card=_next_card(coding, card) if card and not keeps_place else None,
    )


def changes_since(
    project_article: ProjectArticle,
    user: User,
    tags: Tagbook,
    seen: int | None,
    ranges: Ranges = (),
) -> Changes:
    """For an act that was refused: the blocks of `ranges` afresh, and all that the page missed."""
    mine = Coding.objects.filter(
        project_article=project_article, analyst=user, kind=CodingKind.HUMAN
    )
    coding = with_history(mine).first()
    if coding is None:
        blocks = blocks_of(paragraphs_of(project_article, None).filter(_touching(ranges)))
        return Changes(None, blocks, History(), Counts(), cards=[])
    return _everything_since(coding, tags, seen, ranges)


def _everything_since(
    coding: Coding, tags: Tagbook, seen: int | None, ranges: Ranges, number: int | None = None
) -> Changes:
    missed = list(ranges)
    if seen is not None:
        acts = Act.objects.filter(coding=coding, number__gt=seen)
        for touched in acts.values_list("touched", flat=True):
            missed += [(start, end) for start, end in touched]
    blocks = _blocks(coding, missed)
    cards = cards_of(coding.pk, tags)
    paint(blocks, (part for card in cards for part in card.parts))
    return Changes(coding, blocks, history_of(coding), counts_of(cards), number, cards=cards)


def _touched(
    coding: Coding, tags: Tagbook, ranges: Ranges, number: int
) -> tuple[list[Block], list[Card]]:
    """The blocks of `ranges` with all that is painted on them, and every annotation there."""
    blocks = _blocks(coding, ranges)
    spans = _touching((block.start, block.end) for block in blocks)
    described = Q(number=number)
    cards = cards_of(coding.pk, tags, spans | annotation(number), described)
    paint(blocks, (part for card in cards for part in card.parts))
    return blocks, cards


def _blocks(coding: Coding, ranges: Ranges) -> list[Block]:
    paragraphs = Paragraph.objects.filter(_touching(ranges), revision=coding.revision_id)
    return blocks_of(paragraphs)


def _touching(ranges: Ranges) -> Q:
    condition = Q(pk__in=[])
    for start, end in merged(ranges, at_most=MOST_RANGES):
        condition |= Q(start__lt=end, end__gt=start)
    return condition


def _counts(coding: Any) -> Counts:
    return Counts(coding.annotation_count - coding.said, coding.said, coding.unknown)


def _with_counts(codings: QuerySet[Coding]) -> QuerySet[Coding]:
    """Adds how many attributions there are, and how many of them lack a speaker."""
    said = Attribution.objects.filter(coding=OuterRef("pk")).order_by().values("coding")
    count = Subquery(said.annotate(n=Count("pk")).values("n"))
    unknown = Subquery(said.filter(speaker=None).annotate(n=Count("pk")).values("n"))
    return codings.annotate(said=Coalesce(count, 0), unknown=Coalesce(unknown, 0))


def _order(state: dict[str, Any]) -> tuple[int, int, int]:
    """Where the annotation stood among the cards."""
    places = [span for span in state["spans"] if span["role"] in MAIN]
    order = min(reading_order(span["start"], span["end"], span["number"]) for span in places)
    return *order[:2], state["number"]


def _next_card(coding: Coding, card: Card) -> int | None:
    """The annotation whose card follows in reading order. One query, along the index."""
    start, less_end, number = card.order
    end = -less_end
    earlier = Span.objects.filter(attribution=OuterRef("attribution"), role="content").filter(
        Q(start__lt=OuterRef("start"))
        | Q(start=OuterRef("start"), end__gt=OuterRef("end"))
        | Q(start=OuterRef("start"), end=OuterRef("end"), number__lt=OuterRef("number"))
    )
    following = (
        Span.objects.filter(coding=coding, role__in=MAIN, start__gte=start)
        .annotate(annotation=Coalesce("attribution__number", "number"))
        .filter(
            Q(start__gt=start) | Q(end__lt=end) | Q(end=end, annotation__gt=number),
            ~Exists(earlier),
        )
        .order_by("start", "-end", "annotation")
    )
    return following.values_list("annotation", flat=True).first()
