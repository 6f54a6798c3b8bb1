"""Plots of how fast work goes."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from annotations.domain.pace import pace_of
from annotations.templatetags.pace import AIR, HEIGHT, end_chart, minutes, week_chart

TODAY = date(2026, 11, 25)
BOTTOM = AIR + HEIGHT
DUE = date(2026, 12, 20)


def pace(days, needed=10):
    return pace_of({TODAY - timedelta(days=ago): n for ago, n in days.items()}, needed, TODAY)


def share(place):
    return float(place.rstrip("%"))


def test_bars_are_as_high_as_their_weeks():
    bars = week_chart(pace({14: 4, 7: 0, 0: 2}))["bars"]

    assert [bar.height for bar in bars] == [HEIGHT, 0, HEIGHT // 2]
    assert all(bar.y + bar.height == BOTTOM for bar in bars)
    edges = [(share(bar.x), share(bar.x) + share(bar.width)) for bar in bars]
    assert all(one[1] < other[0] for one, other in pairwise(edges))


def test_the_line_rises_to_what_is_done_and_on_to_what_is_needed():
    chart = end_chart(pace({14: 4, 0: 1}), DUE, TODAY)

    steps, expected = chart["steps"], chart["expected"]
    assert (steps[0].y1, steps[-1].y2) == (BOTTOM, AIR + HEIGHT // 2)
    assert all(one.x2 == other.x1 for one, other in pairwise(steps))
    assert (expected.y1, expected.y2) == (steps[-1].y2, AIR)
    assert share(expected.x2) > share(expected.x1)
    assert 0 < share(chart["due"]) < 100


def test_without_an_end_or_a_deadline_there_is_no_line_for_it():
    done = end_chart(pace({0: 10}), None, TODAY)
    never = end_chart(pace({300: 1}), None, TODAY)
    far = end_chart(pace({0: 1}, needed=200), DUE, TODAY)

    assert (done["expected"], done["due"]) == (None, "")
    assert never["expected"] is None
    # It would leave no room for the weeks.
    assert far["expected"] is None


def test_nothing_done_is_no_plot():
    assert week_chart(pace({})) == {"bars": []}
    assert end_chart(pace({}), DUE, TODAY) == {"steps": []}


def test_from_right_to_left_time_runs_that_way():
    days = {14: 4, 0: 2}
    left = week_chart(pace(days))["bars"]
    with translation.override("ar"):
        right = week_chart(pace(days))["bars"]
        chart = end_chart(pace(days), DUE, TODAY)

    for one, other in zip(left, right, strict=True):
        assert share(one.x) + share(one.width) + share(other.x) == pytest.approx(100, abs=0.02)
    assert share(chart["steps"][0].x1) > share(chart["steps"][-1].x2)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (timedelta(seconds=20), "under a minute"),
        (60, "1 minute"),
        (timedelta(minutes=12, seconds=20), "12 minutes"),
        (3900, "1 h 05 min"),
        (3599, "1 h 00 min"),
    ],
)
def test_how_long_it_took_in_words(value, words):
    assert minutes(value) == words
