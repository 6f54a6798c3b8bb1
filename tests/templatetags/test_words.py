from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from annotations.templatetags.words import ago, country_name, day, language_name, short_day

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("fr", "French"),
        ("ar", "Arabic"),
        ("zh-Hant", "Chinese (Traditional)"),
        ("", ""),
        ("qqx", "qqx"),
    ],
)
def test_a_language_has_its_name(code, name):
    assert language_name(code) == name


@pytest.mark.parametrize(("code", "name"), [("at", "Austria"), ("", ""), ("q9", "q9")])
def test_a_country_has_its_name(code, name):
    assert country_name(code) == name


def test_names_are_in_the_language_of_the_reader():
    with translation.override("fr"):
        assert language_name("fr") == "Français"
        assert country_name("at") == "Autriche"
        assert day(date(2026, 3, 3)) == "3 mars 2026"


def test_a_day_is_written_out():
    assert day(date(2026, 3, 3)) == "3 March 2026"
    assert short_day(date(2026, 3, 3)) == "3 Mar 2026"
    assert day(None) == short_day(None) == ""


def test_a_moment_falls_on_the_day_of_the_reader():
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert day(datetime(2026, 3, 3, 20, 0, tzinfo=UTC)) == "4 March 2026"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=61), "1\xa0minute ago"),
        (timedelta(minutes=4), "4\xa0minutes ago"),
        (timedelta(hours=3), "3\xa0hours ago"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=30), "8 February 2026"),
    ],
)
def test_how_long_ago_it_was(before, words):
    assert ago(NOON - before, NOON) == words


def test_an_hour_before_midnight_is_an_hour_ago():
    one = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
    with timezone.override(UTC):
        assert ago(one - timedelta(minutes=70), one) == "1\xa0hour ago"
        assert ago(one - timedelta(hours=7), one) == "yesterday"


def test_a_clock_that_is_ahead_does_not_confuse():
    assert ago(NOON + timedelta(minutes=2), NOON) == "just now"
    assert ago(None) == ""
