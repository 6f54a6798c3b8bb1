import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.agreement import Section, Weights, Why, gamma
from annotations.domain.agreement.aligning import disorder, dissimilarity
from tests.domain.agreement.published import sections_of


def lines_of(sections):
    coders = sorted({section.coder for section in sections})
    return [[one for one in sections if one.coder == coder] for coder in coders]


@pytest.mark.parametrize(
    ("name", "weights", "expected"),
    [
        ("shifted", Weights(), 0.0625),
        ("some left out", Weights(), 0.708333),
        ("of three", Weights(), 0.408756),
        ("weighted", Weights(3, 2), 1.027778),
        ("three readers", Weights(3), 0.960625),
    ],
)
def test_disorder_of_the_best_alignment(name, weights, expected):
    found = disorder(lines_of(sections_of(name)), weights)

    assert found == pytest.approx(expected, abs=0.000001)


# Mathet and others 2015, figure 10: a passage and where another begins and ends.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((4, 14), (40, 44), 22.2),
        ((4, 14), (20, 25), 3.24),
        ((4, 14), (14, 24), 1),
        ((20, 30), (20, 25), 0.11),
        ((20, 25), (14, 24), 0.22),
    ],
)
def test_places_are_as_far_apart_as_published(one, other, expected):
    first, second = (Section(start, end - start) for start, end in (one, other))

    assert dissimilarity(first, second) == pytest.approx(expected, abs=0.05)


def test_gamma_lies_where_the_published_one_does():
    found = gamma(sections_of("three readers"), weights=Weights(3))

    assert 0.44 <= found.value <= 0.47
    assert found == gamma(sections_of("three readers"), weights=Weights(3))


def test_the_same_passages_agree_perfectly_and_overlap_as_they_like():
    chosen = [(0, 9, "a"), (4, 9, "b"), (4, 9, "a"), (30, 5, "a")]
    sections = [
        Section(start, length, coder, value) for coder in "xyzw" for start, length, value in chosen
    ]

    assert gamma(sections).value == 1


@pytest.mark.parametrize(
    ("sections", "coders"), [([], "ab"), ([Section(1, 2, "a", "x")], ""), ([], "")]
)
def test_one_coder_or_no_passage_says_nothing(sections, coders):
    assert gamma(sections, coders).why == Why.NOTHING_SHARED


def test_a_coder_who_chose_nothing_disagrees():
    chosen = [Section(10 * n, 4, "a", "x") for n in range(6)]
    twins = [Section(10 * n, 4, "b", "x") for n in range(6)]

    assert gamma([*chosen, *twins]).value > gamma([*chosen, *twins], "abc").value


places = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from("xy")), max_size=3
)


def plainly(lines, pairs):
    """The best of all ways to put passages into parts, one after the other."""
    left = [(coder, one) for coder, line in enumerate(lines) for one in line]

    def best(left):
        if not left:
            return 0.0
        (coder, first), *rest = left
        found = []
        for size in range(1 << len(rest)):
            part = [(coder, first)] + [one for n, one in enumerate(rest) if size >> n & 1]
            if len({who for who, _ in part}) == len(part):
                told = [(a, b) for n, (_, a) in enumerate(part) for _, b in part[n + 1 :]]
                cost = sum(dissimilarity(a, b) for a, b in told) + pairs - len(told)
                found.append(cost + best([one for one in rest if one not in part]))
        return min(found)

    return best(left)


@given(places, places, places)
def test_no_alignment_is_better(one, two, three):
    lines = [
        [Section(start, length, coder, value) for start, length, value in line]
        for coder, line in zip("abc", (one, two, three), strict=True)
    ]
    lines = [list(dict.fromkeys(line)) for line in lines]
    count = sum(map(len, lines))
    if count:
        assert disorder(lines) == pytest.approx(plainly(lines, 3) / 3 / (count / 3))
