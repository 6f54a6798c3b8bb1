"""How sure a figure is: the bootstrap over units.

B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7, 1979; the
interval is that of the percentiles.
"""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Drawn = TypeVar("Drawn")
TIMES = 1000
# The same data give the same interval.
SEED = 2004
LEAST = 2  # units: one alone says nothing about others


def interval_of(
    measure: Callable[[Sequence[Drawn]], float | None],
    units: Sequence[Drawn],
    *,
    level: float = 0.95,
    times: int = TIMES,
) -> tuple[float, float] | None:
    """Between which values the measure lies for `level` of the draws; None where too few have one.

    Draws that were all the same, of which a measure says nothing, are left out; where they are more
    than half, so is the interval.
    """
    if len(units) < LEAST:
        return None
    draw = random.Random(SEED)
    found = []
    for _ in range(times):
        value = measure(draw.choices(units, k=len(units)))
        if value is not None:
            found.append(value)
    if len(found) * 2 <= times:
        return None
    found.sort()
    beyond = (1 - level) / 2
    last = len(found) - 1
    return found[round(beyond * last)], found[round((1 - beyond) * last)]
