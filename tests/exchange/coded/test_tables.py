"""Workbooks of annotations, read as any other workbook is."""

import io

import pytest

from annotations.exchange.coded import tables
from annotations.exchange.register.sheets import sheets_of
from annotations.exchange.workbooks import Rows
from tests.exchange.coded.test_recording import line, lines
from tests.helpers.coded import exported, imported


def short(first=2):
    """All but the sheet that tells about the others, which has no heads."""
    rows = Rows(first)
    rows.most = 3 if first == 2 else rows.most
    return rows


@pytest.mark.django_db
def test_a_sheet_ends_where_those_of_excel_do(cast, monkeypatch):
    imported(lines(line(words=["envoy", "harbour", "Nobody"])), cast.project)
    monkeypatch.setattr(tables, "Rows", short)

    data = io.BytesIO(exported(cast.project, "xlsx"))
    found = {name: [cells for _at, cells in rows] for name, rows in sheets_of(data)}

    assert list(found) == ["Statements", "Spans", "About"]
    assert [len(found[name]) for name in ("Statements", "Spans")] == [3, 3]
    assert dict(found["About"])["left_out"] == "2"
