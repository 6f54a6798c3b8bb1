import re
from datetime import date

import pytest
from django.utils import translation
from psycopg.types.range import DateRange

from annotations.models import Actor, Affiliation
from annotations.queries.portraits import Course
from annotations.templatetags.charts import (
    APART,
    SCALE,
    post_chart,
    share_width,
    stance_charts,
    told,
)

MARCH = date(2026, 3, 3)
TODAY = date(2026, 11, 1)


@pytest.fixture
def rtl():
    with translation.override("ar"):
        yield


def chart_of(counts, **undated):
    course = Course(Actor(name="Valmere"), counts, undated)
    return stance_charts([course], "said")


def held(start, end, post="Envoy"):
    return Affiliation(post=post, valid=DateRange(start, end))


def test_the_scale_runs_from_endorse_down_to_reject():
    assert SCALE == ["endorse", "supportive", "neutral", "critical", "reject"]


def test_what_is_no_step_stands_apart_and_only_where_it_is_used():
    without = chart_of({("critical", MARCH): 1})["charts"][0]
    with_mixed = chart_of({("critical", MARCH): 1, ("mixed", MARCH): 1})["charts"][0]

    assert [line.stance for line in without.lines] == SCALE
    assert [line.stance for line in with_mixed.lines if line.apart] == ["mixed"]
    assert [line.stance for line in with_mixed.lines] == [*SCALE, "mixed"]
    # Further below than the next step would be.
    heights = [line.y for line in with_mixed.lines]
    assert heights[5] - heights[4] > heights[4] - heights[3]


def test_a_dot_stands_in_the_row_of_its_stance():
    chart = chart_of(dict.fromkeys([(stance, MARCH) for stance in [*SCALE, *APART]], 1))
    rows = {line.stance: line.y for line in chart["charts"][0].lines}

    for dot in chart["charts"][0].dots:
        assert float(dot.y) == rows[dot.mark.row]


def test_dots_of_one_day_are_one_row_of_the_table():
    """Each of them opens all statements of that day and stance."""
    counts = {("critical", MARCH): 3, ("critical", date(2026, 3, 4)): 1, ("reject", MARCH): 1}
    rows = told(chart_of(counts)["charts"][0].dots).split("</tr>")[:-1]

    numbers = [re.sub(r"<[^>]*>", " ", row).split()[-1] for row in rows]
    assert (len(rows), numbers) == (3, ["3", "1", "1"])


def test_charts_share_their_days_so_that_they_can_be_compared():
    courses = [
        Course(Actor(name=name), {("critical", day): 1}, {})
        for name, day in [("Valmere", MARCH), ("Kostara", date(2026, 9, 3))]
    ]

    first, second = stance_charts(courses, "said")["charts"]

    assert float(first.dots[0].x[:-1]) < 10
    assert float(second.dots[0].x[:-1]) > 90


def test_undated_statements_are_told_and_not_drawn():
    both = chart_of({("critical", MARCH): 1}, neutral=2)
    none = chart_of({}, neutral=2)

    assert (len(both["charts"]), both["undated"]) == (1, 2)
    assert (none["charts"], none["undated"]) == ([], 2)


def test_of_many_the_first_are_drawn_and_the_others_counted():
    courses = [Course(Actor(name=f"T{n}"), {("critical", MARCH): 9 - n}, {}) for n in range(6)]

    drawn = stance_charts(courses, "said")

    assert [chart.course.other.name for chart in drawn["charts"]] == ["T0", "T1", "T2", "T3"]
    assert drawn["left"] == 2


def test_where_one_reads_from_right_to_left_time_runs_that_way(rtl):
    days = {("critical", MARCH): 1, ("neutral", date(2026, 9, 3)): 1}
    early, late = chart_of(days)["charts"][0].dots

    assert (float(early.x[:-1]), float(late.x[:-1])) == pytest.approx((96, 4), abs=2)


def test_posts_of_which_no_day_is_known_are_not_drawn():
    assert post_chart([held(None, None)]) == {"bars": []}
    assert post_chart([]) == {"bars": []}


@pytest.mark.parametrize(
    ("start", "end", "fade"),
    [
        (date(2020, 1, 1), date(2024, 1, 1), ""),
        (None, date(2024, 1, 1), "start"),
        (date(2020, 1, 1), None, "end"),
    ],
)
def test_an_end_that_is_not_known_fades(start, end, fade):
    (bar,) = post_chart([held(start, end)], TODAY)["bars"]

    assert bar.fade == fade


def test_a_post_that_may_be_held_still_reaches_today():
    early, late = post_chart(
        [held(date(2020, 1, 1), date(2021, 1, 1)), held(date(2021, 1, 1), None)], TODAY
    )["bars"]

    assert early.y != late.y or early.x != late.x
    assert float(late.width[:-1]) > 80


def test_a_row_of_bars_grows_with_its_lanes():
    one = post_chart([held(date(2020, 1, 1), date(2024, 1, 1))], TODAY)
    two = post_chart([held(date(2020, 1, 1), date(2024, 1, 1), post) for post in "ab"], TODAY)

    assert two["height"] > one["height"]
    assert len({bar.y for bar in two["bars"]}) == 2


@pytest.mark.parametrize(
    ("count", "whole", "width"), [(1, 2, "50.00%"), (0, 2, "0.00%"), (0, 0, "0%")]
)
def test_a_bar_is_a_share_of_the_longest(count, whole, width):
    assert share_width(count, whole) == width
