"""What is learned overrules the rules only where that holds on examples that it has not seen."""

from random import Random

import pytest

from annotations.domain.quotes import suggest
from annotations.domain.quotes.learning import Model, train
from annotations.domain.quotes.learning.features import ADDED, OWN_CONTENT, OWN_SPEAKER
from annotations.domain.quotes.learning.fitting import (
    FLOOR,
    Choosing,
    Question,
    fit_choices,
    fit_questions,
    gain_of_adding,
    gain_of_choosing,
)
from annotations.domain.quotes.learning.linear import NEVER, Learner
from annotations.domain.quotes.learning.stages import Stage
from tests.domain.quotes.learning.lessons import articles

FOLDS = 4
OWN, OTHER = "the rules' own", "another"


def choices(number, wins):
    """So many choices between the rules' own option and another, which is right in a share."""
    stage = Stage((0.5, 1.0), fit_choices, gain_of_choosing, OWN)
    options = [stage.learner.number([OWN]), stage.learner.number([OTHER])]
    for n in range(number):
        other = n % 10 < 10 * wins
        case = Choosing(options, [1.0, 0.0], [not other, other], own=0)
        stage.cases.append((n % FOLDS, case))
    stage.learn(FOLDS, Random(0))
    return stage


@pytest.mark.parametrize(
    ("number", "wins", "stands"),
    [(200, 0.9, False), (4, 0.9, True), (200, 0.5, True), (200, 0.1, True)],
    ids=["much is won", "too few to tell", "as much is lost", "more is lost"],
)
def test_the_rules_own_choice_stands_unless_another_is_better_on_unseen_examples(
    number, wins, stands
):
    stage = choices(number, wins)

    for weights in (stage.weights, *stage.without):
        assert (weights[OWN] > NEVER / 2) == stands
        assert (weights[OWN] > weights.get(OTHER, 0.0)) == stands


def test_each_fold_is_left_out_once():
    stage = Stage((0.0, 1.0), fit_questions)
    for fold in range(FOLDS):
        case = Question(stage.learner.number([str(fold)]), 0.0, True)
        stage.cases.append((fold, case))

    stage.learn(FOLDS, Random(0))

    every = {str(fold) for fold in range(FOLDS)}
    assert set(stage.weights) == every
    assert [set(weights) for weights in stage.without] == [
        every - {str(fold)} for fold in range(FOLDS)
    ]


@pytest.mark.parametrize(
    ("prior", "is_right", "is_new", "lead", "gain"),
    [
        (3.0, True, True, 0.0, 1 - FLOOR),
        (3.0, False, True, 0.0, -FLOOR),
        (3.0, True, False, 0.0, 0.0),
        (3.0, True, True, 4.0, 0.0),
        (-3.0, True, True, 0.0, 0.0),
    ],
    ids=["right", "wrong", "found by a rule as well", "held back", "unlikely"],
)
def test_what_is_gained_by_adding_a_statement(prior, is_right, is_new, lead, gain):
    learner = Learner(1.0, 1.0)
    case = Question(learner.number(["a"]), prior, is_right, is_new)

    assert gain_of_adding(learner, case, lead) == pytest.approx(gain)


@pytest.mark.parametrize(
    ("right", "own", "lead", "gain"),
    [
        ([False, True], 0, 0.0, 1.0),
        ([True, False], 0, 0.0, -1.0),
        ([True, True], 0, 0.0, 0.0),
        ([False, True], 0, 2.0, 0.0),
        ([False, True], None, 0.0, 0.0),
    ],
    ids=["won", "lost", "both right", "the rules' own stands", "no rule reads it"],
)
def test_what_is_gained_by_another_choice(right, own, lead, gain):
    learner = Learner(1.0, 1.0)
    options = [learner.number([OWN]), learner.number([OTHER])]

    assert gain_of_choosing(learner, Choosing(options, [0.0, 1.0], right, own), lead) == gain


def test_where_the_rules_word_stands_nothing_is_added():
    text = "Rosa Linn griped that the sea was cold.\n\n“We wait,” said Lev Orso."
    taught = train(articles("<WHO> {griped} [that WHAT was lost].", "The gulls flew over WHAT."))
    held = Model(taught.weights | {OWN_CONTENT: NEVER, OWN_SPEAKER: NEVER, ADDED: -NEVER})

    def read(model):
        return [(one.content, one.speaker) for one in suggest(text, "en", model)]

    assert len(read(taught)) == 2
    assert read(held) == read(None)
