"""What a rule found, in word numbers, before it becomes a suggestion."""

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass(slots=True)
class Found:
    """Ranges are words [first, last). `family` names the rule and, after a dot, its frame."""

    family: str
    content: list[Range]
    cue: Range | None = None
    speaker: Range | None = None
    lemma: str = ""
    quoted: bool = False
    """The content is whole quotations, as against a clause that may hold some."""
    borrowed: bool = False
    """The speaker was carried over from another statement or another clause."""
    parent: "Found | None" = None
    sure: float | None = None
    """How sure a model is of it, 0 to 1; without a model its family says it."""
    notes: list[str] = field(default_factory=list)

    @property
    def is_learned(self) -> bool:
        """No rule reads it so."""
        return self.family.startswith("learned")

    @property
    def first(self) -> int:
        return self.content[0][0]

    @property
    def last(self) -> int:
        return self.content[-1][1]
