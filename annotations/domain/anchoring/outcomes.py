"""What becomes of a span when its text is replaced by another one."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Exactly one for each span.

    SAME: the same words, said by the same people in the same clause, in the same place of the
    text's flow. Offsets may differ, since text before it may have come or gone.
    MOVED: all of that, but it stands elsewhere: what it followed, it no longer follows.
    CHANGED: its words, or the clause that says whose they are, differ; but it is recognisably this
    passage.
    AMBIGUOUS: several places could be it.
    GONE: no place is it.

    For SAME and MOVED `new[start:end]` equals the old words to the code point. For CHANGED the
    place is what stands there now, for AMBIGUOUS one of the places, the likeliest if any is.
    """

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"

    @property
    def is_certain(self) -> bool:
        """Whether it can be carried without asking anybody."""
        return self in (Outcome.SAME, Outcome.MOVED)


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a span is in the new text: [start, end) in code points, or nowhere."""

    outcome: Outcome
    start: int | None = None
    end: int | None = None

    @property
    def place(self) -> tuple[int, int] | None:
        return None if self.start is None or self.end is None else (self.start, self.end)
