import io
import json

import pytest
from django.core.management import call_command

TEXT = "Anna Berg said the talks had failed."


@pytest.fixture
def suggesting(monkeypatch):
    """(exit code, standard output, standard error) for lines on standard input."""

    def run(*lines, **options):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
        out, err, code = io.StringIO(), io.StringIO(), 0
        try:
            call_command("suggest", stdout=out, stderr=err, no_color=True, **options)
        except SystemExit as end:
            code = end.code
        return code, out.getvalue(), err.getvalue()

    return run


def test_articles_go_in_and_quotations_come_out_without_a_database(suggesting):
    code, out, err = suggesting(json.dumps({"id": "x", "text": TEXT}).encode())

    assert (code, err) == (0, "")
    (quote,) = json.loads(out)["quotes"]
    assert quote["speaker"] == [[0, 9]]


def test_a_bad_line_is_told_by_its_number_and_the_rest_is_done(suggesting):
    good = json.dumps({"id": "x", "text": TEXT}).encode()

    code, out, err = suggesting(good, b"{nonsense", good)

    assert code == 1
    assert len(out.splitlines()) == 2
    assert err.strip() == "line 2: This is not JSON."


def test_the_language_option_counts_for_articles_without_one(suggesting):
    text = "« Nous signerons », a déclaré Anna Berg."

    _, out, _ = suggesting(json.dumps({"id": "x", "text": text}).encode(), language="fr")

    (quote,) = json.loads(out)["quotes"]
    assert quote["name"] == "Anna Berg"


def test_nothing_in_is_nothing_out(suggesting):
    assert suggesting() == (0, "", "")
