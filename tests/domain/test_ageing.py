from datetime import UTC, datetime, timedelta

from annotations.domain.ageing import next_look

AT = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def test_an_hour_six_a_day_a_week_a_month_and_then_never():
    looks, at = [], AT
    while at := next_look(at, len(looks)):
        looks.append(at)

    waits = [later - earlier for earlier, later in zip([AT, *looks], looks, strict=False)]
    hours = [wait / timedelta(hours=1) for wait in waits]
    assert hours == [1, 6, 24, 24 * 7, 24 * 30]
