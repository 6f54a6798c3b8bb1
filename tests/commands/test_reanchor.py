import io
import json

from django.core.management import call_command

PAIR = {"id": 1, "old": "Talks go on.", "new": "So talks go on. Talks go on.", "spans": [[6, 8]]}


def test_pairs_go_in_and_outcomes_come_out_without_a_database(monkeypatch):
    lines = f"{json.dumps(PAIR)}\nnonsense\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    out, err, code = io.StringIO(), io.StringIO(), 0

    try:
        call_command("reanchor", stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        code = end.code

    assert json.loads(out.getvalue())["spans"] == [{"outcome": "same", "start": 22, "end": 24}]
    assert (err.getvalue().strip(), code) == ("line 2: This is not JSON.", 1)
