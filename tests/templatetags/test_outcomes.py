"""Bars in numbers that no language changes, and words for what the engine calls by codes."""

import pytest
from django.utils import translation

from annotations.queries.outcomes import Tally
from annotations.templatetags.outcomes import (
    FAMILIES,
    outcome_bar,
    outcome_gauge,
    percent,
    row_name,
    tenth,
)
from annotations.templatetags.suggestions import REASONS


def parts(tally, most=None):
    return [(one.name, one.x, one.width) for one in outcome_bar(tally, most)["parts"]]


@pytest.mark.parametrize(
    ("tally", "most", "expected"),
    [
        (Tally(), None, []),
        (Tally(open=3, passed=2), None, []),
        (Tally(accepted=1), None, [("accepted", "0.00", "100.00")]),
        (Tally(accepted=1), 4, [("accepted", "0.00", "25.00")]),
        (
            Tally(accepted=2, edited=1, missed=1),
            None,
            [
                ("accepted", "0.00", "50.00"),
                ("edited", "50.00", "25.00"),
                ("missed", "75.00", "25.00"),
            ],
        ),
    ],
)
def test_a_bar_shows_what_people_judged(tally, most, expected):
    assert parts(tally, most) == expected


def test_numbers_in_drawings_are_the_same_in_every_language():
    with translation.override("fr"):
        assert parts(Tally(accepted=1, rejected=2))[0] == ("accepted", "0.00", "33.33")
        assert outcome_gauge(0.5, 0.925) == {"width": "50.00", "mark": "92.50"}


def test_every_family_of_rules_has_a_name():
    assert {code.partition(".")[0] for code in REASONS} <= FAMILIES.keys()
    assert row_name("saying", "family") == "Verbs of saying"
    assert row_name("from another engine", "family") == "from another engine"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, ""),
        (0, "0%"),
        (0.853, "85%"),
        (1, "100%"),
    ],
)
def test_shares_are_percents(share, words):
    assert percent(share) == words


def test_a_percent_is_written_as_the_reader_does():
    with translation.override("fr"):
        assert percent(0.853) == "85\N{NO-BREAK SPACE}%"


def test_tenths_of_confidence():
    assert (tenth(0), tenth(9)) == ("0%–10%", "90%–100%")
