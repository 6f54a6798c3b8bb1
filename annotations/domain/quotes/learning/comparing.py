"""Whether what was learned does better than the rules alone, on articles that it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from annotations.domain.quotes.finding import findings
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.guessing import language_code
from annotations.domain.quotes.learning.applying import learned
from annotations.domain.quotes.learning.examples import Attributed, Example
from annotations.domain.quotes.learning.model import Model
from annotations.domain.quotes.learning.scoring import Count, Score, count
from annotations.domain.quotes.learning.training import Progress, train
from annotations.domain.quotes.tokens import Words

# So often are the articles parted, each time with another part held back; where there are many,
# one part tells enough, and the time counts.
_FOLDS, _MANY = 5, 200
# How much of the rest the model learns from, for the curve.
_SHARES = (0.25, 0.5, 1.0)
# Better by chance is not better: it has to stay so in this share of samples drawn with repetition.
# Samples of a handful of articles are too much alike to tell.
_SURE, _SAMPLES, _HANDFUL = 0.9, 400, 9


@dataclass(frozen=True, slots=True)
class Point:
    """How well it does having learned from so many articles."""

    articles: int
    f1: float


@dataclass(frozen=True, slots=True)
class Figures:
    """`held_back` articles were measured, each by a model that had not seen it."""

    held_back: int
    is_better: bool
    rules: Score
    learned: Score
    curve: tuple[Point, ...]


def compare(
    examples: Sequence[Example], seed: int = 0, progress: Progress | None = None
) -> Figures:
    """Learn from a part of the examples and measure all suggestions on the others.

    Only complete examples are measured; the others help to learn. Takes a few times as long as
    `train`.
    """
    rng = Random(seed)
    complete = [one for one in examples if one.complete]
    partial = [one for one in examples if not one.complete]
    if len(complete) < 2:
        nothing = Count().score
        return Figures(0, False, nothing, nothing, ())
    rng.shuffle(complete)
    folds = _FOLDS if len(complete) <= _MANY else 1
    by_share: dict[float, list[Count]] = {share: [] for share in _SHARES}
    taught: dict[float, int] = dict.fromkeys(_SHARES, 0)
    rules: list[Count] = []
    for fold in range(folds):
        held = complete[fold::_FOLDS]
        rest = [one for number, one in enumerate(complete) if number % _FOLDS != fold]
        rules += [_count(one, None) for one in held]
        for step, share in enumerate(_SHARES):
            some = _some(rest, share) + _some(partial, share)
            model = train(some, seed)
            by_share[share] += [_count(one, model) for one in held]
            taught[share] += len(some)
            if progress:
                progress((fold * len(_SHARES) + step + 1) / (folds * len(_SHARES)))
    whole = by_share[1.0]
    points = [
        Point(round(taught[share] / folds), round(_sum(by_share[share]).f1, 4)) for share in _SHARES
    ]
    return Figures(
        len(rules),
        _is_better(rules, whole, rng),
        _sum(rules).score,
        _sum(whole).score,
        tuple(points),
    )


def _some(examples: list[Example], share: float) -> list[Example]:
    return examples[: round(share * len(examples))]


def _sum(counts: Sequence[Count]) -> Count:
    return sum(counts, Count())


def _is_better(rules: list[Count], whole: list[Count], rng: Random) -> bool:
    """Bootstrap over articles: the same articles for both in each sample."""
    numbers = range(len(rules))
    if len(numbers) <= _HANDFUL:
        return False
    won = 0
    for _ in range(_SAMPLES):
        drawn = rng.choices(numbers, k=len(rules))
        won += _sum([whole[n] for n in drawn]).f1 > _sum([rules[n] for n in drawn]).f1
    return _sum(whole).f1 > _sum(rules).f1 and won >= _SURE * _SAMPLES


def _count(example: Example, model: Model | None) -> Count:
    code = language_code(example.text, example.language)
    if model is None or not model.weights:
        words, found = findings(example.text, code)
    else:
        words, found = learned(example.text, code, model)
    # Inside of a statement nobody may have looked for others: what is relayed is not counted.
    made = [_attributed(words, one) for one in found if one.parent is None]
    return count(example.text, made, example.gold)


def _attributed(words: Words, one: Found) -> Attributed:
    return Attributed(
        tuple(words.span(*part) for part in one.content),
        (words.span(*one.cue),) if one.cue else (),
        (words.span(*one.speaker),) if one.speaker else (),
    )
