"""What an analyst would leave open by saying that they are done."""

from dataclasses import dataclass

from annotations.queries.workbench import Workbench


@dataclass(frozen=True)
class Matter:
    """How many of one kind are open, and the first of them as one reads.

    `first` is the name that pages use: "7" of an annotation, "s7" of a suggestion, "" of the
    article itself.
    """

    kind: str
    count: int
    first: str


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
    return [Matter(kind, len(names), names[0]) for kind, names in kinds.items() if names]
