import pytest

from annotations.domain.agreement import Why, gwet_ac1, interval_of, ordinal
from annotations.domain.agreement.alpha import alpha
from annotations.domain.agreement.codings import Statement
from annotations.domain.agreement.comparing import (
    DRAWS,
    Coded,
    answered,
    answered_of_whole,
    differences,
    findings,
    passages_agree,
    whole_differences,
)
from annotations.domain.spans.sameness import Said


def says(coder, start, end, **values):
    return Statement(coder, Said([(start, end)]), values)


def text(*statements, coders="ab", key=1, passages=None):
    return Coded(key, 1000, coders, statements, passages or {})


TWO = text(
    says("a", 0, 50, speaker="Quill", stance=1),
    says("b", 0, 48, speaker="Quill", stance=2),
    says("a", 100, 150, speaker="Marrin"),
    says("b", 100, 150, speaker="Orr", stance=5),
    says("a", 300, 340, speaker="Quill"),
)


def test_who_is_alone_with_a_statement_says_nothing_about_answers():
    found = answered([TWO], "speaker")

    assert (found.units, found.differing) == (2, 1)
    # Quill, Quill and Marrin, Orr: one of two pairs, against five of six by chance.
    assert found.alpha.value == pytest.approx(1 - (1 / 2) / (5 / 6))


def test_a_question_without_an_answer_is_missing():
    assert answered([TWO], "stance", ordinal).units == 1


def test_answers_of_one_pair():
    three = text(
        says("a", 0, 9, mode="direct"), says("b", 0, 9, mode="direct"), says("c", 0, 9, mode="mixed"),
        says("a", 20, 29, mode="mixed"), says("b", 20, 29, mode="mixed"),
        coders="abc",
    )  # fmt: skip

    assert answered([three], "mode").differing == 1
    assert answered([three], "mode", coders="ab").alpha.value == 1


def test_who_finds_what_over_several_texts():
    other = text(says("a", 0, 9), says("b", 0, 9), key=2)
    [found] = findings([TWO, other])

    assert (found.coders, found.texts) == (("a", "b"), 2)
    assert (found.found.exact, found.found.same) == (2, 3)
    assert 0 < found.alpha_u.value < 1


def test_only_pairs_with_a_text_in_common():
    texts = [text(says("a", 0, 9), coders="ab"), text(says("c", 0, 9), coders="cd", key=2)]

    assert [one.coders for one in findings(texts)] == [("a", "b"), ("c", "d")]


def test_who_marks_nothing_in_a_text_disagrees():
    """The text counts, since somebody who read it and marked nothing decided so."""
    both = text(says("a", 0, 90), says("b", 0, 90))
    alone = text(says("a", 200, 290), key=2)
    [perfect], [less] = findings([both]), findings([both, alone])

    assert perfect.alpha_u.value == 1
    assert less.alpha_u.value < 1


def test_passages_are_compared_pair_by_pair():
    same = {"threat": {"a": [(0, 9), (9, 12)], "b": [(0, 12)]}}
    other = {"threat": {"a": [(0, 9)], "b": [(500, 600)]}}

    assert passages_agree([text(passages=same)], "threat").value == 1
    assert passages_agree([text(passages=other)], "threat").value < 0
    assert passages_agree([text(passages=same)], "offer").why == Why.NOTHING_SHARED


def test_a_tag_that_only_one_uses_is_no_agreement():
    alone = {"threat": {"a": [(0, 9)]}}

    assert passages_agree([text(passages=alone)], "threat").value <= 0


def test_where_coders_differ():
    [speaker] = differences([TWO], "speaker")
    [found] = differences([TWO], None)

    assert speaker.content == [(100, 150)]
    assert (found.content, found.missed_by) == ([(300, 340)], ["b"])


def test_unanimous_answers_are_no_agreement():
    texts = [text(says("a", 0, 9, mode="direct"), says("b", 0, 9, mode="direct"))]

    assert answered(texts, "mode").alpha.why == Why.UNANIMOUS


def whole(key, **answers):
    return Coded(key, 100, list(answers), (), whole={"genre": answers})


GENRES = [
    whole(1, a="report", b="report", c="comment"),
    whole(2, a="report", b="comment"),
    whole(3, a="comment", b="comment"),
    whole(4, a="report"),
]


def test_texts_as_a_whole_are_the_units_of_a_question_about_them():
    found = answered_of_whole(GENRES, "genre")
    units = [text.whole["genre"] for text in GENRES]

    assert (found.units, found.differing) == (3, 2)
    assert found.alpha == alpha(units)
    assert found.ac1 == gwet_ac1([unit for unit in units if len(unit) > 1])
    low, high = found.between
    assert low <= found.alpha.value <= high
    # A pair has articles of its own.
    pair = answered_of_whole(GENRES, "genre", ("a", "b"))
    assert (pair.units, pair.differing) == (3, 1)
    assert answered_of_whole(GENRES, "tone").alpha.why is Why.NOTHING_SHARED


def test_the_interval_is_that_of_drawing_units_one_by_one():
    units = [text.whole["genre"] for text in GENRES[:3]] * 5
    texts = [whole(n, **unit) for n, unit in enumerate(units)]

    found = answered_of_whole(texts, "genre")

    assert found.between == interval_of(lambda drawn: alpha(drawn).value, units, times=DRAWS)


def test_differences_of_texts_as_a_whole():
    def found(coders=None):
        return [text.key for text, _ in whole_differences(GENRES, "genre", coders)]

    assert (found(), found(("a", "b"))) == ([1, 2], [2])
    [(_, said)] = whole_differences(GENRES, "genre", ("a", "b"))
    assert said == {"a": "report", "b": "comment"}
