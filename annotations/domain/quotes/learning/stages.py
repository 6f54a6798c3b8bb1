"""What is learned about one question, and how far it may overrule the rules."""

from collections.abc import Callable
from math import sqrt
from random import Random
from typing import Generic

from annotations.domain.quotes.learning.fitting import Case
from annotations.domain.quotes.learning.linear import NEVER, Learner, Weights

Penalties = tuple[float, float]
"""Lasso and ridge."""
# How far ahead the rules may be put, the furthest first.
_LEADS = (NEVER, 4.0, 2.0, 1.0, 0.0)
# What is won has to be more than chance by so many of its standard errors.
_ERRORS = 2.0


class Stage(Generic[Case]):
    """A question with its cases, which lie in folds.

    It is learned once from all cases, and once without each fold. The cases of that fold then tell
    what would be gained by leaving the rules: the weight of the feature `lead` is moved in their
    favour as far as it takes for the gain to be no chance, and where nothing helps, their word
    stands. `favour` is its sign. Without a gain nothing is held back.
    """

    def __init__(
        self,
        penalties: Penalties,
        fit: Callable[[Learner, list[Case], Random], None],
        gain: Callable[[Learner, Case, float], float] | None = None,
        lead: str = "",
        favour: float = 1.0,
    ) -> None:
        self.learner, self.fit, self.gain = Learner(*penalties), fit, gain
        self.lead, self.favour = lead, favour
        self.cases: list[tuple[int, Case]] = []
        self.weights: Weights = {}
        self.without: list[Weights] = []

    def learn(self, folds: int, rng: Random) -> None:
        """Fill in the weights: of all cases, and without those of each fold."""
        learners = []
        gains: list[list[float]] = [[] for _ in _LEADS]
        for fold in range(folds):
            learner = self.learner.twin()
            self.fit(learner, [case for n, case in self.cases if n != fold], rng)
            self._measure(learner, [case for n, case in self.cases if n == fold], gains)
            learners.append(learner)
        self.fit(self.learner, [case for _, case in self.cases], rng)
        sure = [sum(each) - _ERRORS * sqrt(sum([x * x for x in each])) for each in gains]
        by = self.favour * _LEADS[sure.index(max(sure))]
        self.without = [self._ahead(learner, by) for learner in learners]
        self.weights = self._ahead(self.learner, by)

    def _measure(self, learner: Learner, cases: list[Case], gains: list[list[float]]) -> None:
        if self.gain is None:
            return
        for case in cases:
            for lead, gained in zip(_LEADS, gains, strict=True):
                if gain := self.gain(learner, case, lead):
                    gained.append(gain)

    def _ahead(self, learner: Learner, by: float) -> Weights:
        weights = learner.weights()
        if self.gain:
            weights[self.lead] = weights.get(self.lead, 0.0) + by
        return weights
