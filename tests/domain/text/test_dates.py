from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from annotations.domain.text.dates import find_date, parse_date

DAY = date(2026, 3, 18)
MORNING = datetime(2026, 3, 18, 9, 15)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("18 March 2026", DAY),
        ("March 18, 2026", DAY),
        ("Mar. 18th, 2026", DAY),
        ("Wednesday the 18th of March 2026", DAY),
        ("Published March 18, 2026 9:15 pm", datetime(2026, 3, 18, 21, 15)),
        ("18 March 2026 12:15 am", datetime(2026, 3, 18, 0, 15)),
        ("09:15 GMT, 18 March 2026", MORNING.replace(tzinfo=UTC)),
        ("18 March 2026 09:15 UTC+3", MORNING.replace(tzinfo=timezone(timedelta(hours=3)))),
        ("Publié le 18 mars 2026 à 09h15", MORNING),
        ("Le 1er avril 2026", date(2026, 4, 1)),
        ("18 de marzo de 2026", DAY),
        ("18. März 2026, 09.15 Uhr", MORNING),
        ("18.03.2026", DAY),
        ("18 maart 2026 om 9.15 uur", MORNING),
        ("18 марта 2026 г., 09:15", MORNING),
        ("18.3.2026 09:15", MORNING),
        ("18 مارس 2026", DAY),
        ("١٨ مارس/آذار ٢٠٢٦", DAY),
        ("18 آذار 2026", DAY),
        ("18 كانون الثاني 2026", date(2026, 1, 18)),
        ("2026年3月18日 09:15", MORNING),
        ("2026年3月18日", DAY),
        ("2026-03-18", DAY),
        ("2026-03-18T09:15:00Z", MORNING.replace(tzinfo=UTC)),
        ("2026-03-18T09:15:00.123+0100", MORNING.replace(tzinfo=timezone(timedelta(hours=1)))),
        ("Wed, 18 Mar 2026 09:15:00 +0000", MORNING.replace(tzinfo=UTC)),
        ("2026/03/18", DAY),
        ("18/03/2026", DAY),
        ("03/18/2026", DAY),
        ("Published 18 March 2026, updated 20 March 2026", DAY),
    ],
)
def test_complete_dates_are_read(text, when):
    assert parse_date(text) == when


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18 March",
        "March 2026",
        "2026",
        "today at 09:15",
        "yesterday",
        "31 February 2026",
        "2026-13-40",
        "3/4/2026",
        "99/99/2026",
        "call 0018 2026 03",
        "resolution 118 March 20266",
    ],
)
def test_incomplete_or_doubtful_dates_are_not_guessed(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("language", "when"), [("fr", date(2026, 4, 3)), ("es", date(2026, 4, 3)), ("en", None)]
)
def test_the_language_decides_between_day_and_month(language, when):
    assert parse_date("3/4/2026", language) == when


@pytest.mark.parametrize("text", ["GENEVA, ١٨ مارس ٢٠٢٦ x", "am 18. März 2026, 09.15 Uhr, in Genf"])
def test_a_date_says_where_it_stands(text):
    found = find_date(text)

    assert text[found.start].isdigit()
    assert text[found.end - 1] in "٦ r"
