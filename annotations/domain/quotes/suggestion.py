"""What the engine hands out: one attribution that waits for a person's yes or no."""

from dataclasses import dataclass, field

Span = tuple[int, int]
VERSION = "rules 4"
"""Changes with the rules or the word lists, so that what was suggested can be told apart."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the engine suggests this: a code and its parameters, so that a door can translate it."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggested attribution. All spans are [start, end) in code points of the given text.

    `content` has more than one span where the speaker's words are interrupted. `cue` and `speaker`
    have at most one and may be empty. `mode` is "direct", "indirect", "mixed" or "scare". `name` is
    the person or institution that the speaker resolves to in this text, "" where it does not;
    `kind` is "person", "organisation", "country", "unnamed" or "". `confidence` is the share of
    suggestions of this kind that are right. `parent` is the index, in the same list, of the
    suggestion whose content relays this one.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    mode: str
    name: str
    affiliation: str
    confidence: float
    explanation: Reason
    reason: str
    parent: int | None = None
    kind: str = ""
