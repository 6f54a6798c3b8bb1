"""The learning curve: its points lie where the figures say, in every language."""

import pytest
from django.utils import translation

from annotations.templatetags.learning import learning_curve


def curve(*points, rules=0.6):
    figures = {"curve": [{"articles": n, "f1": f1} for n, f1 in points], "rules": {"f1": rules}}
    drawn = learning_curve(figures)
    return [(float(one.x), float(one.y)) for one in drawn["points"]], drawn.get("base")


def test_without_points_there_is_no_curve():
    assert curve() == ([], None)
    assert learning_curve({})["points"] == []


def test_more_is_higher_and_further_on():
    points, base = curve((10, 0.6), (20, 0.7), (40, 0.8))

    assert [x for x, _ in points] == [26.5, 50.0, 97.0]
    assert [y for _, y in points] == [47.0, 25.0, 3.0]
    assert float(base) == 47.0


def test_a_small_difference_looks_small():
    points, base = curve((10, 0.6), (20, 0.61))

    assert points[0][1] - points[1][1] == pytest.approx(4.4)
    assert 3 < points[1][1] < float(base) < 47


def test_all_the_same_is_a_line_in_the_middle():
    points, base = curve((10, 0.6), (20, 0.6))

    assert {y for _, y in points} == {25.0} == {float(base)}


def test_numbers_in_drawings_are_the_same_in_every_language():
    with translation.override("fr"):
        assert curve((10, 0.6), (20, 0.7))[0] == [(50.0, 47.0), (97.0, 3.0)]
