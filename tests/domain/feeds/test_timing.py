from datetime import UTC, datetime, timedelta

import pytest

from annotations.domain.feeds.timing import RETRIES, next_poll, next_retry, next_try

AT = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "wait"),
    [
        (None, timedelta(minutes=15)),
        (timedelta(0), timedelta(minutes=15)),
        (timedelta(hours=4), timedelta(hours=1)),
        (timedelta(days=30), timedelta(hours=4)),
    ],
)
def test_a_quiet_feed_is_asked_less_often(quiet, wait):
    assert next_poll(AT, AT - quiet if quiet is not None else None) == AT + wait


@pytest.mark.parametrize(
    ("failures", "retry_after", "wait"),
    [
        (1, 0, timedelta(minutes=15)),
        (2, 0, timedelta(minutes=30)),
        (5, 0, timedelta(hours=4)),
        (9, 0, timedelta(days=1)),
        (999, 0, timedelta(days=1)),
        (1, 7200, timedelta(hours=2)),
        (3, 60, timedelta(hours=1)),
        (1, 10**9, timedelta(days=1)),
    ],
)
def test_a_failing_feed_ever_later(failures, retry_after, wait):
    assert next_try(AT, failures, retry_after) == AT + wait


def test_a_page_is_given_up_in_the_end():
    assert next_retry(AT, 1) == AT + timedelta(minutes=10)
    assert next_retry(AT, len(RETRIES)) == AT + timedelta(days=1)
    assert next_retry(AT, len(RETRIES) + 1) is None
