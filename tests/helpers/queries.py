"""Counting queries."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(act: Callable[[], object]) -> list[str]:
    """The SQL that `act` sends, savepoints aside."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]


def assert_same_count(few: list[str], many: list[str], at_most: int) -> None:
    """As many queries with many rows as with one, and within the budget."""
    assert len(few) == len(many), "\n".join(["grows with the rows:", *many])
    assert len(many) <= at_most, "\n".join([f"{len(many)} queries:", *many])
