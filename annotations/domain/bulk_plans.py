"""What is to be done to many annotations or articles of a project at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Plan:
    """In which articles of the project, to which annotations (0: the article as a whole) or for
    which analysts; and how many stay as they are, by the reason."""

    numbers: Mapping[UUID, Sequence[int]] = field(default_factory=dict)
    analysts: Mapping[UUID, Sequence[UUID]] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(len(each) for what in (self.numbers, self.analysts) for each in what.values())

    @property
    def articles(self) -> int:
        return len(self.numbers) + len(self.analysts)
