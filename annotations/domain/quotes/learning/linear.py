"""Sparse linear models that learn one example after the other (FTRL-proximal).

Every weight begins at zero and leaves it only as far as its examples carry it against two
penalties, so few examples change little and features that tell nothing never enter the model.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import repeat
from math import exp, sqrt
from typing import TypeAlias

Weights = dict[str, float]
"""By feature, in log odds."""
Numbers: TypeAlias = "array[int]"

NEVER = 20.0
"""Log odds that nothing outweighs."""
_RATE = 0.15
_DELAY = 1.0


def score(weights: Weights, features: Iterable[str]) -> float:
    """The sum of the weights of all features."""
    return sum(map(weights.get, features, repeat(0.0)))


def sigmoid(x: float) -> float:
    """The probability of log odds `x`."""
    return 1.0 / (1.0 + exp(-x)) if x > -700 else 0.0


class Learner:
    """Weights under way. `lasso` and `ridge` are the two penalties."""

    def __init__(self, lasso: float, ridge: float) -> None:
        self.lasso, self.ridge = lasso, ridge
        self.ids: dict[str, int] = {}
        self.pull: list[float] = []
        self.spread: list[float] = []
        self.weight: list[float] = []

    def twin(self) -> "Learner":
        """One that knows the same features and has learned nothing."""
        other = Learner(self.lasso, self.ridge)
        other.ids = self.ids
        other._grow()
        return other

    def number(self, features: Iterable[str]) -> Numbers:
        """The features as numbers, which take less room."""
        ids = self.ids
        numbers = array("l", [ids.setdefault(feature, len(ids)) for feature in features])
        self._grow()
        return numbers

    def _grow(self) -> None:
        more = len(self.ids) - len(self.weight)
        if more:
            for column in (self.pull, self.spread, self.weight):
                column.extend([0.0] * more)

    def score(self, numbers: Sequence[int]) -> float:
        """The sum of the weights of all features."""
        weight = self.weight
        return sum([weight[i] for i in numbers])

    def step(self, numbers: Sequence[int], slope: float) -> None:
        """Move the weights of these features against the slope of the loss."""
        pull, spread, weight, lasso, ridge = (
            self.pull, self.spread, self.weight, self.lasso, self.ridge,
        )  # fmt: skip
        square = slope * slope
        for i in numbers:
            before = spread[i]
            after = before + square
            root = sqrt(after)
            pull[i] += slope - (root - sqrt(before)) / _RATE * weight[i]
            spread[i] = after
            drawn = pull[i]
            if drawn > lasso:
                weight[i] = (lasso - drawn) / ((_DELAY + root) / _RATE + ridge)
            elif drawn < -lasso:
                weight[i] = (-lasso - drawn) / ((_DELAY + root) / _RATE + ridge)
            else:
                weight[i] = 0.0

    def weights(self) -> Weights:
        """What was learned, without the zeros."""
        return {name: self.weight[i] for name, i in self.ids.items() if self.weight[i]}
