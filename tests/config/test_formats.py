from datetime import date, datetime

import pytest
from django.utils.formats import date_format, localize
from django.utils.translation import override


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("DATE_FORMAT", "3 March 2026"),
        ("DATETIME_FORMAT", "3 March 2026, 21:05"),
        ("SHORT_DATE_FORMAT", "3 Mar 2026"),
        ("TIME_FORMAT", "21:05"),
    ],
)
def test_in_english_the_day_comes_first(told, written):
    with override("en"):
        assert date_format(datetime(2026, 3, 3, 21, 5), told) == written


def test_other_languages_keep_their_own():
    with override("de"):
        assert localize(date(2026, 3, 3)) == "3. März 2026"
