"""Krippendorff's alpha, for any number of coders and with values missing.

K. Krippendorff, Content Analysis: An Introduction to Its Methodology, 2nd edition, 2004, chapter
11: values that coders gave one unit are paired, each unit counting by how many gave it one, and how
far apart the pairs of a unit are is compared with how far apart any two values are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate, combinations

from annotations.domain.agreement.ratings import Agreement, Unit, Value, Why, shared

# How far apart two values are, squared, given how often each value occurs.
Metric = Callable[[Mapping[Value, int]], Callable[[Value, Value], float]]


def nominal(_counts: Mapping[Value, int]) -> Callable[[Value, Value], float]:
    """The same or not."""
    return lambda one, other: float(one != other)


def ordinal(counts: Mapping[Value, int]) -> Callable[[Value, Value], float]:
    """By how many values lie between, of those that were given. Values must be numbers."""
    values = sorted(counts, key=_number)
    below = accumulate((counts[value] for value in values), initial=0)
    # The middle of each value among all that were given, in order.
    middle = {value: n + counts[value] / 2 for value, n in zip(values, below, strict=False)}
    return lambda one, other: (middle[one] - middle[other]) ** 2


def interval(_counts: Mapping[Value, int]) -> Callable[[Value, Value], float]:
    """By the difference. Values must be numbers."""
    return lambda one, other: (_number(one) - _number(other)) ** 2


def ratio(_counts: Mapping[Value, int]) -> Callable[[Value, Value], float]:
    """By the difference against the sum. Values must be numbers, none below 0."""

    def apart(one: Value, other: Value) -> float:
        first, second = _number(one), _number(other)
        return ((first - second) / (first + second)) ** 2 if first != second else 0.0

    return apart


def alpha(units: Iterable[Unit], metric: Metric = nominal) -> Agreement:
    """1 - Do / De. Units with one value or none do not count."""
    return alpha_of(((Counter(unit.values()), 1) for unit in shared(units)), metric)


def alpha_of(patterns: Iterable[tuple[Counter[Value], int]], metric: Metric = nominal) -> Agreement:
    """The same of units with two values or more: how often each was given, and how many units are
    like that."""
    told = list(patterns)
    if not told:
        return Agreement(None, why=Why.NOTHING_SHARED)
    counts: Counter[Value] = Counter()
    for unit, n in told:
        for value, given in unit.items():
            counts[value] += given * n
    apart = metric(counts)
    total = counts.total()
    spread = sum(n * _spread(unit, apart) / (unit.total() - 1) for unit, n in told)
    observed = spread / total
    expected = _spread(counts, apart) / (total * (total - 1))
    units = sum(n for _, n in told)
    if not expected:
        return Agreement(None, observed, expected, units, Why.UNANIMOUS)
    return Agreement(1 - observed / expected, observed, expected, units)


def _spread(counts: Mapping[Value, int], apart: Callable[[Value, Value], float]) -> float:
    """How far apart all ordered pairs of values are, together."""
    return 2 * sum(
        counts[one] * counts[other] * apart(one, other) for one, other in combinations(counts, 2)
    )


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise TypeError("This metric compares numbers.")
    return value
