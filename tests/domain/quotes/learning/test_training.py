"""What examples teach: cues that the rules do not know, and what is no statement here."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.domain.quotes import known_languages, suggest
from annotations.domain.quotes.learning import Model, train
from tests.domain.quotes.learning.lessons import articles
from tests.domain.quotes.tables import read_row, said
from tests.domain.quotes.test_bad_input import check, glued, mixtures

SAYING = "<WHO> {said} [that WHAT was old]."
HOPING = "<WHO> {hopes} [to see WHAT again]."
GULLS = "The gulls flew over WHAT."


def surest(row, model=None):
    """The confidence in the statement of the row; 0 where it is not suggested."""
    text, parts = read_row(row)
    found = [one for one in suggest(text, "en", model) if said(text, one) == parts]
    return max((one.confidence for one in found), default=0)


@pytest.fixture(scope="module")
def taught():
    return train(articles("<WHO> {griped} [that WHAT was lost].", SAYING, GULLS))


@pytest.mark.parametrize(
    ("lesson", "row"),
    [
        ("<WHO> {griped} [that WHAT was lost].", "<Rosa Linn> {griped} [that the sea was cold]."),
        ("<WHO> {bleated} [WHAT was lost].", "<Rosa Linn> {bleated} [the sea was cold]."),
        ("[WHAT was lost], {bleated} <WHO>.", "[The sea was cold], {bleated} <Rosa Linn>."),
    ],
)
def test_a_cue_that_the_rules_do_not_know_is_learnt(lesson, row):
    text, _ = read_row(row)
    assert suggest(text, "en") == []

    model = train(articles(lesson, SAYING, GULLS))

    (found,) = suggest(text, "en", model)
    assert said(text, found) == read_row(row)[1]
    assert found.explanation.code.startswith("learned.")
    assert found.reason.endswith("as this project’s attributions show.")
    assert suggest("The gulls flew over the sea.", "en", model) == []


@pytest.mark.parametrize("complete", [True, False])
def test_a_kind_that_is_rejected_sinks(complete):
    row = "<Rosa Linn> {hopes} [to see the sea again]."
    assert surest(row) > 0.6

    model = train(articles(SAYING, wrong=(HOPING,), complete=complete))

    assert surest(row, model) == 0
    assert surest("<Rosa Linn> {said} [that the sea was cold].", model) > 0.9


def test_what_nobody_decided_about_is_wrong_in_complete_examples_only():
    plain = "WHO hopes to see WHAT again."
    row = "<Rosa Linn> {hopes} [to see the sea again]."

    assert surest(row, train(articles(SAYING, plain))) == 0
    assert surest(row, train(articles(SAYING, plain, complete=False))) > 0.6


@pytest.mark.parametrize("model", [None, Model(), train([])])
def test_taught_nothing_it_finds_what_the_rules_find(model):
    text = (
        "“We will sign,” said Anna Berg, who hopes to see the sea again.\n\nBerg: the ferry is late"
    )

    assert suggest(text, "en", model) == suggest(text, "en")


def test_the_same_examples_teach_the_same(taught):
    again = train(articles("<WHO> {griped} [that WHAT was lost].", SAYING, GULLS))

    assert again == taught
    assert again.to_bytes() == taught.to_bytes()


def test_progress_is_told_up_to_the_end():
    told = []

    train(articles(SAYING)[:6], progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1


@settings(max_examples=200, deadline=None)
@given(
    text=st.one_of(mixtures, glued, st.text(max_size=200)),
    language=st.sampled_from([None, "xx", *known_languages()]),
)
def test_any_text_gives_sound_spans(taught, text, language):
    check(text, suggest(text, language, taught))
