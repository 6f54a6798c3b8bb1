import io
import json

import pytest
from django.core.management import CommandError, call_command

from annotations.exchange.agreement import MEASURES
from tests.domain.agreement import published
from tests.factories.annotations import make_attribution, make_coding


@pytest.fixture
def agreement(monkeypatch):
    """(exit code, standard output, standard error) for objects or lines on standard input."""

    def run(given, *options):
        lines = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in given]
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
        out, err, code = io.StringIO(), io.StringIO(), 0
        try:
            call_command("agreement", *options, stdout=out, stderr=err, no_color=True)
        except SystemExit as end:
            code = end.code
        return code, out.getvalue(), err.getvalue()

    return run


def lines_of(units):
    return [
        {"coder": coder, "unit": n, "value": value}
        for n, unit in enumerate(units)
        for coder, value in unit.items()
    ]


CONTENT = lines_of(published.CONTENT_ANALYSIS_230)


def test_a_figure_goes_out(agreement):
    assert agreement(CONTENT, "--measure=alpha-nominal") == (0, "0.743421\n", "")


def test_all_that_is_known_of_the_figure(agreement):
    code, out, _err = agreement(CONTENT, "--measure=alpha-nominal", "--json", "--interval")
    facts = json.loads(out)

    assert code == 0
    assert (facts["measure"], facts["coders"], facts["units"]) == ("alpha-nominal", 4, 11)
    assert facts["low"] < facts["value"] < facts["high"]
    assert facts["undefined"] is None


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_needs_two_values_of_a_unit(agreement, measure):
    code, out, err = agreement([{"coder": "a", "unit": 1, "value": 1}], f"--measure={measure}")

    assert (code, out, err) == (0, "undefined because nothing shared\n", "")


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"percent"}))
def test_of_the_unanimous_nothing_is_known(agreement, measure):
    given = lines_of([{"a": 1, "b": 1}, {"a": 1, "b": 1}])

    assert agreement(given, f"--measure={measure}")[1] == "undefined because unanimous\n"
    assert json.loads(agreement(given, f"--measure={measure}", "--json")[1])["value"] is None


def test_of_three_coders_kappa_is_that_of_their_pairs(agreement):
    given = lines_of([{"a": 1, "b": 1, "c": 2}, {"a": 2, "b": 2, "c": 2}])
    facts = json.loads(agreement(given, "--measure=kappa", "--json")[1])

    assert [pair["coders"] for pair in facts["pairs"]] == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert facts["value"] == pytest.approx((1 + 0 + 0) / 3)


def test_words_of_a_scale_are_in_its_order(agreement):
    words = {1: "bad", 2: "so-so", 3: "good", 4: "best", 5: "none"}
    numbers = published.numbered(published.CONTENT_ANALYSIS_230, "BLPCF")
    given = lines_of([{coder: words[value] for coder, value in unit.items()} for unit in numbers])

    found = agreement(given, "--measure=alpha-ordinal", "--scale=bad,so-so,good,best,none")

    assert found == (0, "0.815388\n", "")


def test_sections_of_a_text(agreement):
    given = [
        {"coder": coder, "start": start, "length": length, "value": "c"}
        for coder, start, length in [
            ("one", 225, 70),
            ("one", 370, 30),
            ("other", 220, 80),
            ("other", 355, 20),
            ("other", 400, 20),
        ]
    ]

    code, out, err = agreement(given, "--measure=alpha-u", "--from=150", "--to=450")

    assert (code, round(float(out), 3), err) == (0, 0.729, "")


def test_passages_and_what_they_are_called(agreement):
    given = [
        {"coder": one.coder, "start": one.start, "length": one.length, "value": one.value}
        for one in published.sections_of("three readers")
    ]

    code, out, err = agreement(given, "--measure=gamma", "--json")

    assert (code, err) == (0, "")
    assert 0.3 < json.loads(out)["value"] < 0.6


@pytest.mark.parametrize(
    ("line", "measure", "reason"),
    [
        (b"nonsense", "kappa", "This is not JSON."),
        (b"[1]", "kappa", 'This is no object with a "coder".'),
        ({"coder": "a", "value": 1}, "kappa", 'It has no "unit".'),
        ({"coder": None, "unit": 1, "value": 1}, "kappa", 'It has no "coder".'),
        ({"coder": "a", "unit": 1, "value": []}, "kappa", "neither a word nor a number"),
        (b'{"coder": "a", "unit": 9, "value": NaN}', "kappa", "This is not JSON."),
        ({"coder": "a", "unit": 1, "value": 2}, "kappa", "a value for unit 1 already"),
        ({"coder": "a", "unit": 9, "value": "bad"}, "alpha-ordinal", "name a scale for words"),
        ({"coder": "a", "unit": 9, "value": "inf"}, "alpha-interval", "is no number"),
        ({"coder": "a", "unit": 9, "value": -1}, "alpha-ratio", "has no ratio"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_counts(agreement, line, measure, reason):
    given = lines_of([{"a": 1, "b": 1}, {"a": 2, "b": 3}, {"a": 2, "b": 2}])
    whole = agreement(given, f"--measure={measure}")[1]

    code, out, err = agreement([*given, line], f"--measure={measure}")

    assert (code, out) == (1, whole)
    assert err.startswith("line 7: ")
    assert reason in err


@pytest.mark.parametrize(
    ("section", "reason"),
    [
        ({"start": 0, "length": 0}, "the length at least 1"),
        ({"start": True, "length": 1}, "no whole numbers"),
        ({"start": 8, "length": 3}, "does not lie between 0 and 10"),
        ({"start": 3, "length": 2}, "overlaps another “c” of coder a"),
    ],
)
def test_a_bad_section_is_told(agreement, section, reason):
    given = [
        {"coder": "a", "start": 2, "length": 2, "value": "c"},
        {"coder": "b", "start": 2, "length": 3, "value": "c"},
        {"coder": "a", "value": "c", **section},
    ]

    code, out, err = agreement(given, "--measure=alpha-u", "--from=0", "--to=10")

    assert code == 1
    assert out != ""
    assert err.startswith("line 3: ")
    assert reason in err


def test_a_missing_value_is_no_value(agreement):
    given = lines_of([{"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 1, "b": None}])

    assert agreement(given, "--measure=kappa") == (0, "1.000000\n", "")


@pytest.mark.parametrize(
    "options", [("--from=0",), ("--from=5", "--to=5"), ("--from=0", "--to=9", "--interval")]
)
def test_alpha_u_asks_for_the_text(agreement, options):
    with pytest.raises(CommandError):
        agreement([], "--measure=alpha-u", *options)


def test_gamma_has_no_interval(agreement):
    with pytest.raises(CommandError, match="no units to draw from"):
        agreement([], "--measure=gamma", "--interval")


@pytest.fixture
def compared_project(cast):
    words = cast.project_article.article.revisions.get().text[:20].strip()
    for analyst, mode in ((cast.owner, "direct"), (cast.second, "mixed")):
        coding = make_coding(cast.project_article, analyst=analyst, state="done")
        make_attribution(coding, words, mode=mode)
    return cast.project


@pytest.mark.parametrize("named_by", ["name", "pk"])
def test_a_project_as_json(agreement, compared_project, named_by):
    name = str(getattr(compared_project, named_by))
    code, out, _err = agreement([], f"--project={name}", "--json")
    facts = json.loads(out)

    assert (code, facts["articles"], facts["coders"]) == (0, 1, ["Owner", "Second"])
    assert facts["statements"][0]["exact"] == 1
    modes = next(one for one in facts["questions"] if one["question"] == "mode")
    assert (modes["units"], modes["differing"]) == (1, 1)


def test_a_project_as_a_table(agreement, compared_project):
    out = agreement([], f"--project={compared_project.name}")[1]

    assert "1 articles, 2 coders" in out
    assert "Owner and Second" in out


def test_a_project_with_nothing_to_compare(agreement, cast):
    assert "Nothing to compare" in agreement([], f"--project={cast.project.name}")[1]


def test_a_project_that_is_not_there(agreement, cast):
    with pytest.raises(CommandError, match="There is no project"):
        agreement([], "--project=Nowhere")


@pytest.mark.parametrize("options", [(), ("--project=x", "--measure=kappa")])
def test_either_lines_or_a_project(agreement, options):
    with pytest.raises(CommandError):
        agreement([], *options)
