from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from annotations.domain.register.problems import CannotRead
from annotations.domain.register.rows import ActorRow, PostRow


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a file: which part it stands in and where, and what it says or why nothing."""

    part: str
    line: int
    row: ActorRow | PostRow | None = None
    problem: CannotRead | None = None

    @classmethod
    def by(
        cls, part: str, line: int, read: Callable[..., ActorRow | PostRow], *given: Any
    ) -> "Found":
        try:
            return cls(part, line, row=read(*given))
        except CannotRead as problem:
            return cls(part, line, problem=problem)
