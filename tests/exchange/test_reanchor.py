import json

import pytest

from annotations.exchange.reanchor import reanchor_lines

OLD = "🕊 “We will not sign,” said Anna Berg."


def line_of(**pair):
    return json.dumps({"id": "a1", "old": OLD, "new": OLD, "spans": [[3, 19]], **pair}).encode()


def answer_to(**pair):
    (line,) = reanchor_lines([line_of(**pair)])
    assert not line.error
    return json.loads(line.output)


def test_a_line_answers_for_each_span_in_order():
    answer = answer_to(new="Updated.\n\n" + OLD, spans=[[3, 19], [2, 3]])

    assert answer == {
        "id": "a1",
        "spans": [
            {"outcome": "same", "start": 13, "end": 29},
            {"outcome": "same", "start": 12, "end": 13},
        ],
    }


def test_what_is_gone_is_nowhere():
    answer = answer_to(new="Something else.")

    assert answer["spans"] == [{"outcome": "gone", "start": None, "end": None}]


def test_what_is_ambiguous_has_one_of_its_places():
    answer = answer_to(new=OLD + "\n\n" + OLD)

    assert answer["spans"] == [{"outcome": "ambiguous", "start": 3, "end": 19}]


@pytest.mark.parametrize("language", [None, "en", "fr-BE", "xx"])
def test_a_line_may_say_its_language(language):
    assert answer_to(language=language)["spans"][0]["outcome"] == "same"


@pytest.mark.parametrize(
    ("pair", "error"),
    [
        ({"old": None}, 'It has no "old".'),
        ({"new": 3}, 'It has no "new".'),
        ({"spans": None}, 'It has no "spans".'),
        ({"spans": [[0]]}, 'Its "spans" are not all pairs of whole numbers.'),
        ({"spans": [[0, True]]}, 'Its "spans" are not all pairs of whole numbers.'),
        ({"spans": [[0, 1.5]]}, 'Its "spans" are not all pairs of whole numbers.'),
        ({"spans": ["ab"]}, 'Its "spans" are not all pairs of whole numbers.'),
        ({"spans": [[3, 1000]]}, "The span [3, 1000] is no range of the old text."),
        ({"spans": [[3, 3]]}, "The span [3, 3] is no range of the old text."),
        ({"language": 3}, 'Its "language" is no language code.'),
    ],
)
def test_a_line_that_makes_no_sense_is_told_why(pair, error):
    lines = list(reanchor_lines([line_of(**pair), line_of()]))

    assert lines[0].error == error
    assert lines[1].output
