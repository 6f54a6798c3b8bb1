"""What robots.txt asks for, and time between requests."""

import pytest
from django.core.cache import cache

from annotations.fetching import NotFetched, fetch, politeness

OURS = "User-agent: *\nAllow: /\n\nUser-agent: Attache\nDisallow: /closed/\nDisallow: /*.pdf$\n"


def robots(outlet, text, **options):
    outlet.put("/robots.txt", text, "text/plain", **options)


def outcome(url):
    try:
        fetch(url)
    except NotFetched as refusal:
        return refusal.code
    return "fetched"


@pytest.fixture
def pages(outlet):
    for path in ("/", "/closed/1", "/closed/but-open", "/a.pdf", "/a.pdf.html"):
        outlet.put(path, "<p>Words.</p>")
    return outlet


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (OURS, "/", "fetched"),
        (OURS, "/closed/1", "robots"),
        (OURS, "/a.pdf", "robots"),
        (OURS, "/a.pdf.html", "fetched"),
        ("User-agent: *\nDisallow: /", "/", "robots"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: attache\nDisallow:", "/", "fetched"),
        ("User-agent: other\nDisallow: /", "/", "fetched"),
        (
            "User-agent: *\nDisallow: /closed/\nAllow: /closed/but-open",
            "/closed/but-open",
            "fetched",
        ),
        ("<html>No such page, kindly</html>", "/closed/1", "fetched"),
    ],
)
def test_robots_txt_is_obeyed(pages, text, path, expected):
    robots(pages, text)

    assert outcome(pages.url(path)) == expected
    assert pages.paths == ([path] if expected == "fetched" else [])


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, "fetched"), (403, "fetched"), (500, "robots_away"), (503, "robots_away")],
)
def test_a_site_without_one_or_that_cannot_say(pages, status, expected):
    robots(pages, "Sorry.", status=status)

    assert outcome(pages.url()) == expected


def test_it_is_read_once_and_after_a_day_again(pages):
    robots(pages, OURS)
    asked = lambda: [each.path for each in pages.requests].count("/robots.txt")  # noqa: E731
    outcome(pages.url())
    outcome(pages.url("/closed/1"))
    assert asked() == 1

    cache.clear()
    outcome(pages.url())

    assert asked() == 2


def test_a_redirect_obeys_where_it_leads(pages):
    robots(pages, OURS)
    pages.move("/short", "/closed/1")

    assert outcome(pages.url("/short")) == "robots"
    assert pages.paths == ["/short"]


def test_the_next_request_waits_for_its_turn(pages, settings, monkeypatch):
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        cache.clear()

    monkeypatch.setattr(politeness, "sleep", sleep)
    outcome(pages.url())
    assert waits == []

    settings.FETCH_PAUSE = 60
    outcome(pages.url())
    outcome(pages.url())

    assert len(waits) == 1


@pytest.mark.parametrize(
    ("delay", "pause"), [("", 1), ("Crawl-delay: 4", 4), ("Crawl-delay: 999", 10)]
)
def test_a_site_may_ask_for_more_time(pages, settings, monkeypatch, delay, pause):
    settings.FETCH_PAUSE = 1
    robots(pages, f"User-agent: *\nDisallow: /closed/\n{delay}")
    kept = []
    monkeypatch.setattr(politeness.cache, "add", lambda *args, timeout: not kept.append(timeout))

    assert outcome(pages.url()) == "fetched"
    assert kept == [pause]
