"""What was coded, and what comes of comparing it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# Words of a scale or numbers.
Value = str | float
# What each coder said of one unit; a coder who said nothing about it is not in it.
Unit = Mapping[str, Value]


class Why(StrEnum):
    """Why a measure has no value."""

    # Where everybody always says the same, nothing tells agreement from habit.
    UNANIMOUS = "unanimous"
    # No unit has the values of two coders.
    NOTHING_SHARED = "nothing shared"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The value of a measure, 1 for perfect and 0 for what chance would give; or why there is none.

    `observed` and `expected` are shares of agreement, or for the family of alpha amounts of
    disagreement. `units` is how many counted: those without two values never do.
    """

    value: float | None
    observed: float | None = None
    expected: float | None = None
    units: int = 0
    why: Why | None = None


def beyond_chance(observed: float, expected: float, units: int) -> Agreement:
    """What was agreed beyond chance, of what could have been: (Ao - Ae) / (1 - Ae)."""
    if expected >= 1:
        return Agreement(None, observed, expected, units, Why.UNANIMOUS)
    return Agreement((observed - expected) / (1 - expected), observed, expected, units)


def shared(units: Iterable[Unit]) -> Iterator[Unit]:
    """Those of which at least two coders said something."""
    return (unit for unit in units if len(unit) > 1)
