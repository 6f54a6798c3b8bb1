"""That an act decides about a suggestion: undone with the act, and done again with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from annotations.models import Act, Coding, Decision, Verdict


@dataclass(frozen=True)
class Judgement:
    """The verdict before and after, "" for none. `ranges` are the places of the suggestion."""

    suggestion: UUID
    ranges: Sequence[tuple[int, int]]
    was: str = ""
    now: str = ""

    @classmethod
    def of(cls, act: Act, *, backwards: bool) -> "Judgement | None":
        """What doing the act again decides; `backwards`, what taking it back decides."""
        if act.suggestion_id is None:
            return None
        was, now = (act.now, act.was) if backwards else (act.was, act.now)
        ranges = [(start, end) for start, end in act.touched]
        return cls(act.suggestion_id, ranges, was, now)


def settle(coding: Coding, judgement: Judgement, annotation: int, at: datetime) -> None:
    """Write the verdict down, or strike it out. `annotation` is the number in the coding."""
    Decision.objects.filter(coding=coding, suggestion=judgement.suggestion).delete()
    if judgement.now:
        Decision.objects.create(
            project_id=coding.project_id,
            coding=coding,
            suggestion_id=judgement.suggestion,
            verdict=judgement.now,
            annotation=None if judgement.now == Verdict.REJECTED else annotation,
            at=at,
        )
