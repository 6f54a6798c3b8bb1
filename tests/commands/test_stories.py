import io
import json

import pytest
from django.core.management import call_command

from tests.domain.stories.wire import OTHER, WIRE, added_to, cut


@pytest.fixture
def gathering(monkeypatch):
    """(exit code, answers, standard error) for lines on standard input."""

    def run(*lines):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
        out, err, code = io.StringIO(), io.StringIO(), 0
        try:
            call_command("stories", stdout=out, stderr=err, no_color=True)
        except SystemExit as end:
            code = end.code
        return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()

    return run


def line(name, text):
    return json.dumps({"id": name, "text": text}).encode()


def test_a_story_is_called_by_its_first_article_without_a_database(gathering):
    code, answers, err = gathering(
        line("a", cut(4)), line("b", OTHER), line(3, WIRE), line("d", added_to())
    )

    assert (code, err) == (0, "")
    assert answers == [
        {"id": "a", "story": "a"},
        {"id": "b", "story": "b"},
        {"id": 3, "story": "a"},
        {"id": "d", "story": "a"},
    ]


def test_bad_lines_are_told_by_number_and_the_rest_is_gathered(gathering):
    code, answers, err = gathering(line("a", WIRE), b'{"id": "b"}', b"", b"no", line("c", WIRE))

    assert code == 1
    assert err.splitlines() == ['line 2: It has no "text".', "line 4: This is not JSON."]
    assert [answer["story"] for answer in answers] == ["a", "a"]


def test_nothing_in_is_nothing_out(gathering):
    assert gathering() == (0, [], "")
