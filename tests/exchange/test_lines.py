import itertools
import json

import pytest

from annotations.exchange.lines import answers, text_of


def shouted(found):
    return {"id": found["id"], "text": text_of(found).upper()}


def test_the_order_is_kept_and_bad_lines_stop_nothing():
    lines = [b'{"id": 1, "text": "\xc3\xa9"}', b"nonsense", b"\n", '{"id": 2, "text": ""}']

    results = list(answers(lines, shouted))

    assert [result.number for result in results] == [1, 2, 4]
    assert [bool(result.error) for result in results] == [False, True, False]
    assert results[0].output == '{"id": 1, "text": "É"}'


def test_lines_are_answered_one_by_one():
    endless = (json.dumps({"id": number, "text": ""}) for number in itertools.count())

    results = answers(endless, shouted)

    assert json.loads(next(results).output)["id"] == 0
    assert json.loads(next(results).output)["id"] == 1


BAD = {
    b"{": "This is not JSON.",
    b'{"id": NaN}': "This is not JSON.",
    b'{"id": 1, "text": -Infinity}': "This is not JSON.",
    b"\xff\xfe": "This is not UTF-8.",
    b"[]": 'This is no object with an "id".',
    b'{"text": "x"}': 'This is no object with an "id".',
    b'{"id": 1}': 'It has no "text".',
    b'{"id": 1, "text": 7}': 'It has no "text".',
    b'{"id": 1, "text": "\\ud800"}': "It holds half of a surrogate pair.",
    b"[" * 100_000: "This is not JSON.",
}


@pytest.mark.parametrize(("line", "reason"), BAD.items(), ids=[str(key[:40]) for key in BAD])
def test_a_line_that_cannot_be_read_says_why(line, reason):
    (result,) = answers([line], shouted)

    assert (result.output, result.error) == ("", reason)
