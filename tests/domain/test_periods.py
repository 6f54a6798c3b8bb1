from datetime import date, datetime

import pytest

from annotations.domain.periods import period_due


@pytest.mark.parametrize(
    ("often", "local", "period"),
    [
        ("daily", datetime(2026, 3, 4, 6, 59), None),
        ("daily", datetime(2026, 3, 4, 7), date(2026, 3, 4)),
        ("daily", datetime(2026, 3, 4, 23, 59), date(2026, 3, 4)),
        # 2 March 2026 is a Monday.
        ("weekly", datetime(2026, 3, 2, 6, 59), None),
        ("weekly", datetime(2026, 3, 2, 7), date(2026, 3, 2)),
        ("weekly", datetime(2026, 3, 8, 0, 30), date(2026, 3, 2)),
        ("never", datetime(2026, 3, 4, 12), None),
    ],
)
def test_when_which_digest_is_due(often, local, period):
    assert period_due(often, local) == period
