"""Measures of two coders. Of more: the mean of all pairs, as R. J. Light has it.

R. J. Light, Measures of response agreement for qualitative data: some generalizations and
alternatives, Psychological Bulletin 76, 1971.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotations.domain.agreement.ratings import Agreement, Unit, Value, Why, beyond_chance

Told = Sequence[tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class Pair:
    """What two coders agree on; `units` are those that both coded."""

    coders: tuple[str, str]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Pairs:
    """`mean` over the pairs that have a value; a figure of its own only where there is one pair."""

    mean: Agreement
    pairs: Sequence[Pair]


def cohen_kappa(units: Iterable[Unit]) -> Pairs:
    """Chance as each of the two coders uses the values: J. Cohen, A coefficient of agreement for
    nominal scales, Educational and Psychological Measurement 20, 1960."""
    return _pairs(units, _cohen)


def scott_pi(units: Iterable[Unit]) -> Pairs:
    """Chance as both together use the values: W. A. Scott, Reliability of content analysis: the
    case of nominal scale coding, Public Opinion Quarterly 19, 1955."""
    return _pairs(units, _scott)


def _cohen(told: Told) -> float:
    ones, others = (Counter(values) for values in zip(*told, strict=True))
    return sum(n * others[value] for value, n in ones.items()) / len(told) ** 2


def _scott(told: Told) -> float:
    both = Counter(value for pair in told for value in pair)
    return float(sum((n / (2 * len(told))) ** 2 for n in both.values()))


def _pairs(units: Iterable[Unit], by_chance: Callable[[Told], float]) -> Pairs:
    units = list(units)
    coders = sorted({coder for unit in units for coder in unit})
    pairs = [Pair(both, _agreement(units, both, by_chance)) for both in combinations(coders, 2)]
    return Pairs(_mean([pair.agreement for pair in pairs]), pairs)


def _agreement(
    units: Sequence[Unit], both: tuple[str, str], by_chance: Callable[[Told], float]
) -> Agreement:
    one, other = both
    told = [(unit[one], unit[other]) for unit in units if one in unit and other in unit]
    if not told:
        return Agreement(None, why=Why.NOTHING_SHARED)
    same = sum(first == second for first, second in told) / len(told)
    return beyond_chance(same, by_chance(told), len(told))


def _mean(found: Sequence[Agreement]) -> Agreement:
    if len(found) == 1:
        return found[0]
    values = [one.value for one in found if one.value is not None]
    units = sum(one.units for one in found)
    if values:
        return Agreement(sum(values) / len(values), units=units)
    return Agreement(None, units=units, why=Why.UNANIMOUS if units else Why.NOTHING_SHARED)
