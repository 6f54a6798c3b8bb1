"""How a learner is led through its cases: yes or no, and one of several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from random import Random
from typing import TypeVar

from annotations.domain.quotes.learning.linear import Learner, Numbers, sigmoid

Case = TypeVar("Case")

_PASSES = 5
# What would move the weights by less is not worth the time.
_SLIGHT = 0.002
FLOOR = 0.35
"""Suggestions that are right with a lower probability are not made."""


@dataclass(slots=True)
class Question:
    """Features whose answer is yes or no; `prior` are log odds. `is_new`: no rule says yes."""

    features: Numbers
    prior: float
    is_right: bool
    is_new: bool = False


@dataclass(slots=True)
class Choosing:
    """Several options, of which one or more are right. `own` is the rules' own, if it matters."""

    options: list[Numbers]
    priors: list[float]
    right: list[bool]
    own: int | None = None


def fit_questions(learner: Learner, cases: Sequence[Question], rng: Random) -> None:
    """Logistic regression."""
    for case in _shuffled(cases, rng):
        chance = sigmoid(case.prior + learner.score(case.features))
        learner.step(case.features, chance - case.is_right)


def fit_choices(learner: Learner, cases: Sequence[Choosing], rng: Random) -> None:
    """Regression on the options of each case: together the right ones should win."""
    for case in _shuffled(cases, rng):
        values = [
            prior + learner.score(features)
            for features, prior in zip(case.options, case.priors, strict=True)
        ]
        top = max(values)
        powers = [exp(value - top) for value in values]
        total = sum(powers)
        good = sum(power for power, right in zip(powers, case.right, strict=True) if right)
        for features, power, right in zip(case.options, powers, case.right, strict=True):
            slope = power / total - (power / good if right and good else 0.0)
            if abs(slope) > _SLIGHT:
                learner.step(features, slope)


def gain_of_adding(learner: Learner, case: Question, lead: float) -> float:
    """What is won or lost by making a statement that no rule finds, with odds lower by `lead`."""
    if not case.is_new:
        return 0.0
    chance = sigmoid(case.prior + learner.score(case.features) - lead)
    return case.is_right - FLOOR if chance >= FLOOR else 0.0


def gain_of_choosing(learner: Learner, case: Choosing, lead: float) -> float:
    """What is won or lost by another choice than the rules' own, with that ahead by `lead`."""
    if case.own is None:
        return 0.0
    values = [
        prior + learner.score(features)
        for features, prior in zip(case.options, case.priors, strict=True)
    ]
    values[case.own] += lead
    return float(case.right[values.index(max(values))] - case.right[case.own])


def _shuffled(cases: Sequence[Case], rng: Random) -> Iterator[Case]:
    """All cases some times over, each time in another order."""
    order = list(range(len(cases)))
    for _ in range(_PASSES):
        rng.shuffle(order)
        for number in order:
            yield cases[number]
