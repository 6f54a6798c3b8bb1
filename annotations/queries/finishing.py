"""What an analyst would leave open by saying that they are done."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.domain.trees import with_all_below
from annotations.models import Bearer, Condition, Tag
from annotations.queries.readings import Card
from annotations.queries.workbench import Workbench


@dataclass(frozen=True)
class Matter:
    """How many of one kind are open, and the first of them as one reads.

    `first` is the name that pages use: "7" of an annotation, "s7" of a suggestion, "" of the
    article itself. `name` is the tag that is required.
    """

    kind: str
    count: int
    first: str
    name: str = ""


def open_matters(bench: Workbench) -> list[Matter]:
    """Of the reader's own coding, in the order in which one would see to them.

    Comments on annotations that were deleted are no matter any more.
    """
    if not bench.is_editable:
        return []
    noted = [(str(card.number), card.notes) for card in bench.cards if card.notes]
    said = [(str(card.number), card.said) for card in bench.cards if card.said]
    kinds = {
        "suggestions": [f"s{one.number}" for one in bench.suggestions],
        "speakers": [name for name, one in said if one.speaker is None],
        "threads": [name for name, notes in noted for _ in range(notes.unresolved)],
        "flags": [""] * bench.project_article.is_flagged
        + [name for name, notes in noted if notes.is_flagged],
    }
    found = [Matter(kind, len(names), names[0]) for kind, names in kinds.items() if names]
    return [*found, *_required(bench)]


def _required(bench: Workbench) -> Iterator[Matter]:
    """Where a required tag is missing; one below it will do."""
    rows = bench.tags.rows
    for tag in rows:
        if tag.is_required and not tag.is_retired:
            enough = with_all_below(rows, tag)
            lacking = [
                str(card.number)
                for card in bench.cards
                if _needs(card, tag) and not enough & {one.pk for one in card.tags}
            ]
            if lacking:
                yield Matter("required", len(lacking), lacking[0], tag.name)
            of_article = {one.pk for one in bench.article_tags}
            if Bearer.ARTICLE in tag.applies_to and not enough & of_article:
                yield Matter("article", 1, "", tag.name)


def _needs(card: Card, tag: Tag) -> bool:
    said = card.said
    if said is None:
        return Bearer.PASSAGE in tag.applies_to and not tag.condition
    facts = {
        Condition.TARGET: said.target,
        Condition.STANCE: said.stance,
        Condition.SPEAKER: said.speaker,
    }
    is_met = not tag.condition or bool(facts[Condition(tag.condition)])
    return Bearer.STATEMENT in tag.applies_to and is_met
