"""How far imports and their takings back are, whichever way they come to it."""

import pytest

from annotations.models import (
    CodedImport,
    CodedTakingBack,
    Import,
    RegisterImport,
    RegisterTakingBack,
    Restoration,
)
from tests.helpers.register_files import NOW

SEEN = {"looked_at": NOW}
PLANNED = {"read_at": NOW, "planned_at": NOW}
BEGUN, OVER = {"started_at": NOW}, {"finished_at": NOW}
STOPPED = {"failed_at": NOW, "failure": "OSError"}


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (Import(), "waiting"),
        (Import(**BEGUN), "running"),
        (Import(**BEGUN, **STOPPED), "failed"),
        (Import(**OVER, is_cancelled=True), "cancelled"),
        (Import(**BEGUN, **OVER), "done"),
        (CodedImport(), "looking"),
        (CodedImport(**STOPPED), "failed"),
        (CodedImport(**SEEN), "waiting"),
        (CodedImport(**SEEN, **BEGUN), "running"),
        (CodedImport(**SEEN, **OVER, is_cancelled=True), "cancelled"),
        (CodedImport(**SEEN, **BEGUN, **OVER), "done"),
        (Restoration(), "running"),
        (Restoration(**OVER), "done"),
        (Restoration(**OVER, failure="No."), "failed"),
        (RegisterImport(), "looking"),
        (RegisterImport(read_at=NOW), "looking"),
        (RegisterImport(**STOPPED), "failed"),
        (RegisterImport(**PLANNED), "waiting"),
        (RegisterImport(**PLANNED, **BEGUN), "running"),
        (RegisterImport(**OVER, is_discarded=True), "cancelled"),
        (RegisterImport(**PLANNED, **BEGUN, **OVER), "done"),
    ],
)
def test_imports_say_how_far_they_are(row, state):
    assert row.state == state


@pytest.mark.parametrize("table", [CodedTakingBack, RegisterTakingBack])
def test_takings_back_say_how_far_they_are(table):
    assert table().state == "looking"
    assert table(**SEEN).state == "waiting"
    assert table(**SEEN, **BEGUN).state == "running"
    assert table(**SEEN, **BEGUN, **OVER).state == "done"
    assert table(**OVER, failure="OSError").state == "failed"
