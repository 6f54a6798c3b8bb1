"""Gamma: agreement on where passages lie and what they are called, at once.

Y. Mathet, A. Widlöcher and J.-P. Métivier, The Unified and Holistic Method Gamma for
Inter-Annotator Agreement Measure and Alignment, Computational Linguistics 41, 2015. The passages
of the coders are aligned as well as they can be; how bad that is, against how bad it is where
the coders' passages are laid anywhere, is the disagreement.
"""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotations.domain.agreement.aligning import EVEN, Weights, disorder
from annotations.domain.agreement.ratings import Agreement, Why
from annotations.domain.agreement.unitising import Section

# The same data give the same figure.
SEED = 2015
TOGETHER = 3
FIRST = 30  # draws, from which it is told how many are needed
MOST = 400
PRECISION = 0.02  # of what chance gives, with 95 % certainty
CERTAIN = 1.96


@dataclass(frozen=True, slots=True)
class Laid:
    """The passages of each coder, in any order; a coder who chose none has an empty list."""

    lines: Sequence[Sequence[Section]]

    @property
    def begin(self) -> int:
        return min(section.start for line in self.lines for section in line)

    @property
    def end(self) -> int:
        return max(section.end for line in self.lines for section in line)

    @property
    def mean_length(self) -> float:
        lengths = [section.length for line in self.lines for section in line]
        return sum(lengths) / len(lengths)


def gamma(
    sections: Iterable[Section], coders: Iterable[str] = (), weights: Weights = EVEN
) -> Agreement:
    """Of the passages of all `coders`, those who have none named too; chance by drawing.

    Passages may overlap, also those of one coder. Of more than TOGETHER coders the mean of all
    pairs: the ways to align so many at once are too many to look at.
    """
    by_coder: dict[str, list[Section]] = {coder: [] for coder in coders}
    for section in sections:
        by_coder.setdefault(section.coder, []).append(section)
    lines = [by_coder[coder] for coder in sorted(by_coder)]
    if len(lines) <= TOGETHER:
        return _together(Laid(lines), weights)
    found = [_together(Laid(both), weights) for both in combinations(lines, 2)]
    values = [one.value for one in found if one.value is not None]
    count = sum(len(line) for line in lines)
    if not values:
        return Agreement(None, units=count, why=Why.NOTHING_SHARED)
    return Agreement(sum(values) / len(values), units=count)


def _together(laid: Laid, weights: Weights) -> Agreement:
    count = sum(len(line) for line in laid.lines)
    if len(laid.lines) < 2 or not count:
        return Agreement(None, why=Why.NOTHING_SHARED)
    observed = disorder(laid.lines, weights)
    expected = _by_chance(laid, weights)
    if not expected:
        return Agreement(None, observed, expected, count, Why.UNANIMOUS)
    return Agreement(1 - observed / expected, observed, expected, count)


def _by_chance(laid: Laid, weights: Weights) -> float:
    """The mean disorder of passages laid anywhere, of as many draws as its precision needs."""
    draw = random.Random(SEED)
    found = [disorder(_shuffled(laid, draw), weights) for _ in range(FIRST)]
    mean = sum(found) / FIRST
    if not mean:
        return 0.0
    spread = math.sqrt(sum((one - mean) ** 2 for one in found) / (FIRST - 1)) / mean
    needed = min(MOST, math.ceil((spread * CERTAIN / PRECISION) ** 2))
    found += [disorder(_shuffled(laid, draw), weights) for _ in range(needed - FIRST)]
    return sum(found) / len(found)


def _shuffled(laid: Laid, draw: random.Random) -> list[list[Section]]:
    """For each coder the passages of one who is drawn, of those who chose any, shifted in a circle,
    each to a place that is further from the others than a passage is long, if there is one."""
    told = [line for line in laid.lines if line]
    begin, length = laid.begin, laid.end - laid.begin
    shifts: list[int] = []
    lines = []
    for _ in laid.lines:
        shift = _shift(shifts, length, laid.mean_length, draw)
        shifts.append(shift)
        chosen = draw.choice(told)
        lines.append(
            [
                Section(begin + (one.start - begin + shift) % length, one.length, "", one.value)
                for one in chosen
            ]
        )
    return lines


def _shift(taken: Sequence[int], length: int, apart: float, draw: random.Random) -> int:
    shift = 0
    for _ in range(20):
        shift = draw.randrange(length)
        if all(apart <= abs(shift - other) <= length - apart for other in taken):
            break
    return shift
