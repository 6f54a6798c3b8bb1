"""What holds for any data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.agreement import (
    Section,
    Why,
    alpha_u,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    interval,
    interval_of,
    krippendorff_alpha,
    nominal,
    ordinal,
    percent,
    ratio,
    scott_pi,
)

units = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 4), max_size=4), max_size=12
)
METRICS = [nominal, ordinal, interval, ratio]


def plainly(units, metric):
    """Alpha by its definition: all pairs of values, one after the other."""
    told = [list(unit.values()) for unit in units if len(unit) > 1]
    values = [value for unit in told for value in unit]
    apart = metric({value: values.count(value) for value in values})
    observed = sum(
        apart(one, other) / (len(unit) - 1)
        for unit in told
        for i, one in enumerate(unit)
        for j, other in enumerate(unit)
        if i != j
    ) / len(values)
    pairs = [(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j]
    return 1 - observed / (sum(apart(*pair) for pair in pairs) / len(pairs))


@pytest.mark.parametrize("metric", METRICS)
@given(units)
def test_alpha_is_what_its_definition_says(metric, units):
    found = krippendorff_alpha(units, metric)

    if found.value is not None:
        assert found.value == pytest.approx(plainly(units, metric))


@given(units)
def test_no_measure_is_above_one_or_fails(units):
    found = [
        *(krippendorff_alpha(units, metric) for metric in METRICS),
        cohen_kappa(units).mean,
        scott_pi(units).mean,
        fleiss_kappa(units),
        gwet_ac1(units),
        percent(units),
    ]

    for one in found:
        assert (one.value is None) == (one.why is not None)
        assert one.value is None or one.value <= 1 + 1e-9


@given(units, st.permutations(range(5)))
def test_names_of_values_do_not_matter_where_order_does_not(units, names):
    renamed = [{coder: names[value] for coder, value in unit.items()} for unit in units]

    for measure in (krippendorff_alpha, fleiss_kappa, gwet_ac1, percent):
        assert measure(renamed).value == pytest.approx(measure(units).value)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=9))
def test_those_who_agree_on_different_values_agree_perfectly(values):
    units = [{"a": value, "b": value, "c": value} for value in values]
    found = [
        krippendorff_alpha(units),
        fleiss_kappa(units),
        gwet_ac1(units),
        cohen_kappa(units).mean,
    ]

    if len(set(values)) == 1:
        assert {one.why for one in found} == {Why.UNANIMOUS}
    else:
        assert [one.value for one in found] == pytest.approx([1.0] * 4)


sections = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 28), st.integers(1, 9)), max_size=8
)


def apart_of(drawn):
    """Those that overlap no other one of their coder."""
    found = []
    for coder, start, length in drawn:
        new = Section(start, length, coder, "x")
        if all(one.coder != coder or one.end <= new.start or new.end <= one.start for one in found):
            found.append(new)
    return found


@given(sections)
def test_the_same_passages_agree_perfectly_and_none_more(drawn):
    chosen = apart_of(drawn)
    found = alpha_u(chosen, 0, 40)
    twins = [Section(one.start, one.length, "twin", "x") for one in chosen if one.coder == "a"]
    both = [one for one in chosen if one.coder == "a"] + twins

    assert found.value is None or found.value <= 1
    if both:
        assert alpha_u(both, 0, 40).value == pytest.approx(1)


@pytest.mark.parametrize(
    "section", [Section(3, 0, "a"), Section(8, 3, "a"), Section(-1, 2, "a"), Section(2, 2, "b")]
)
def test_sections_that_cannot_be_are_refused(section):
    with pytest.raises(ValueError, match="The section at"):
        alpha_u([Section(1, 2, "b"), Section(5, 1, "a"), section], 0, 10)


def test_an_interval_is_the_same_each_time_and_narrower_with_more_units():
    few = [{"a": n % 3, "b": (n * n) % 3} for n in range(12)]
    measure = lambda drawn: krippendorff_alpha(drawn).value  # noqa: E731
    low, high = interval_of(measure, few, times=300)
    lower, higher = interval_of(measure, few * 8, times=300)

    assert (low, high) == interval_of(measure, few, times=300)
    assert low < krippendorff_alpha(few).value < high
    assert higher - lower < high - low
    assert interval_of(measure, few[:1]) is None
    assert interval_of(measure, [{"a": 1, "b": 1}] * 5) is None
