import pytest

from annotations.domain.agreement import (
    Section,
    alpha_u,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    interval,
    krippendorff_alpha,
    nominal,
    ordinal,
    percent,
    ratio,
    scott_pi,
)
from tests.domain.agreement import published

NUMBERED = published.numbered(published.CONTENT_ANALYSIS_230, "BLPCF")


@pytest.mark.parametrize(
    ("units", "metric", "expected"),
    [
        (published.CONTENT_ANALYSIS_230, nominal, 0.7434),
        (NUMBERED, nominal, 0.7434),
        (NUMBERED, ordinal, 0.8154),
        (NUMBERED, interval, 0.8491),
        (NUMBERED, ratio, 0.7974),
        (published.CONTENT_ANALYSIS_224, nominal, 0.0952),
        (published.CONTENT_ANALYSIS_227, nominal, 0.7341),
        (published.HAYES, ordinal, 0.7598),
        (published.HAYES, nominal, 0.4765),
        (published.HAYES, interval, 0.7574),
        (published.ARTSTEIN_THREE, nominal, 0.800),
        (published.BERTHA_AND_BILL, nominal, 0.329),
    ],
)
def test_alpha(units, metric, expected):
    assert krippendorff_alpha(units, metric).value == pytest.approx(expected, abs=0.0006)


def test_alpha_says_what_it_compares():
    found = krippendorff_alpha(published.CONTENT_ANALYSIS_230)

    assert found.observed == pytest.approx(0.200, abs=0.0005)
    assert found.expected == pytest.approx(0.779, abs=0.0005)
    # The twelfth has the value of one coder, so it says nothing about agreement.
    assert found.units == 11


@pytest.mark.parametrize(
    ("units", "kappa", "pi"),
    [
        (published.COHEN_45, 0.4915, None),
        (published.COHEN_37, -0.092, None),
        (published.ARTSTEIN, 0.348, 0.341),
        (published.ARTSTEIN_THREE, 0.801, None),
        (published.BERTHA_AND_BILL, 0.385, 0.314),
    ],
)
def test_two_coders(units, kappa, pi):
    assert cohen_kappa(units).mean.value == pytest.approx(kappa, abs=0.0006)
    if pi is not None:
        assert scott_pi(units).mean.value == pytest.approx(pi, abs=0.0006)


@pytest.mark.parametrize(
    ("units", "expected"), [(published.COHEN_45, 0.5760), (published.COHEN_37, -0.0480)]
)
def test_gwet(units, expected):
    assert gwet_ac1(units).value == pytest.approx(expected, abs=0.0001)


def test_fleiss():
    found = fleiss_kappa(published.FLEISS)

    assert found.value == pytest.approx(0.430, abs=0.0005)
    assert found.observed == pytest.approx(0.5556, abs=0.0005)
    assert found.expected == pytest.approx(0.2201, abs=0.0005)


def test_fleiss_of_two_coders_is_pi():
    both = scott_pi(published.ARTSTEIN).mean

    assert fleiss_kappa(published.ARTSTEIN).value == pytest.approx(both.value)


def test_percent():
    assert percent(published.ARTSTEIN).value == pytest.approx(0.7)


# K. Krippendorff, Content Analysis, 2nd edition, 2004, page 254.
C_ONE = [Section(225, 70, "one", "c"), Section(370, 30, "one", "c")]
C_OTHER = [
    Section(220, 80, "other", "c"),
    Section(355, 20, "other", "c"),
    Section(400, 20, "other", "c"),
]
K = [Section(*place, coder, "k") for coder in ("one", "other") for place in ((180, 60), (300, 50))]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [(C_ONE + C_OTHER, 0.7286), (K, 1.0), (C_ONE + C_OTHER + K, 0.858665)],
)
def test_passages_that_coders_chose(sections, expected):
    assert alpha_u(sections, 150, 450).value == pytest.approx(expected, abs=0.0001)


def _laid(coder, places, times):
    return [Section(start * times, length * times, coder) for start, length in places]


# K. Krippendorff, Sociological Methodology 25, 1995, page 57, with the text drawn out so far that
# its single moments no longer matter.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([(2, 8), (14, 6)], [(4, 4), (15, 2)], 0.553),
        ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)], -0.926),
        (
            [(2, 6), (10, 2), (14, 4), (20, 2)],
            [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)],
            0.679,
        ),
        (
            [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
            [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
            0.066,
        ),
    ],
)
def test_passages_of_a_long_text(one, other, expected):
    times = 50_000
    sections = _laid("one", one, times) + _laid("other", other, times)

    assert alpha_u(sections, 0, 24 * times).value == pytest.approx(expected, abs=0.02)
