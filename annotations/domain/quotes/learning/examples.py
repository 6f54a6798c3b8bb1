"""What people decided about one text, as the learner takes it."""

from dataclasses import dataclass

from annotations.domain.quotes.suggestion import Span


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution by a person: the words, what says that they were said, and who said them.
    Spans are [start, end) in code points of the text; `cue` and `speaker` may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    speaker: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One text with what was decided about it.

    `gold` is what somebody accepted, edited or made; `rejected` is what somebody turned down. With
    `complete` the text is annotated from end to end: what is in neither is no statement. Without
    it only these decisions are known, and nothing follows for the rest of the text.
    """

    text: str
    language: str
    gold: tuple[Attributed, ...] = ()
    complete: bool = True
    rejected: tuple[Attributed, ...] = ()
