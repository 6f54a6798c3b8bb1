"""Measures of any number of coders, who may be others for each unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from annotations.domain.agreement.ratings import Agreement, Unit, Value, Why, beyond_chance, shared

Told = Sequence[Counter[Value]]


def percent(units: Iterable[Unit]) -> Agreement:
    """How many of the pairs of coders said the same, as a share; each unit counts as much."""
    told = [Counter(unit.values()) for unit in shared(units)]
    if not told:
        return Agreement(None, why=Why.NOTHING_SHARED)
    same = _same(told)
    return Agreement(same, same, units=len(told))


def fleiss_kappa(units: Iterable[Unit]) -> Agreement:
    """J. L. Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76,
    1971. It asks for as many values of every unit: those that have fewer than most are left out.
    """
    told = [Counter(unit.values()) for unit in shared(units)]
    if not told:
        return Agreement(None, why=Why.NOTHING_SHARED)
    most = max(unit.total() for unit in told)
    whole = [unit for unit in told if unit.total() == most]
    shares = _shares(whole)
    return beyond_chance(_same(whole), sum(share**2 for share in shares), len(whole))


def gwet_ac1(units: Iterable[Unit]) -> Agreement:
    """Chance by how evenly the values are used, so that a value which nearly all units have does
    not make it fall: K. L. Gwet, Computing inter-rater reliability and its variance in the presence
    of high agreement, British Journal of Mathematical and Statistical Psychology 61, 2008.

    Units with one value tell how often values are used, and nothing about agreement.
    """
    units = list(units)
    told = [Counter(unit.values()) for unit in shared(units)]
    if not told:
        return Agreement(None, why=Why.NOTHING_SHARED)
    shares = _shares([Counter(unit.values()) for unit in units if unit])
    if len(shares) == 1:
        return Agreement(None, 1.0, None, len(told), Why.UNANIMOUS)
    expected = sum(share * (1 - share) for share in shares) / (len(shares) - 1)
    return beyond_chance(_same(told), expected, len(told))


def _same(told: Told) -> float:
    """Of the pairs of values of a unit, the share that are the same; the mean over the units."""
    return sum(_agreeing(unit) / _pairs(unit.total()) for unit in told) / len(told)


def _agreeing(unit: Counter[Value]) -> int:
    return sum(_pairs(n) for n in unit.values())


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _shares(told: Told) -> list[float]:
    """How much each value is used, every unit counting as much. They sum up to 1."""
    used: defaultdict[Value, float] = defaultdict(float)
    for unit in told:
        for value, n in unit.items():
            used[value] += n / unit.total()
    return [share / len(told) for share in used.values()]
