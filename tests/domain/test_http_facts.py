from datetime import UTC, datetime

from annotations.domain.http_facts import LONGEST, HttpFacts


def test_what_is_kept_comes_back_and_cookies_are_not_kept():
    facts = HttpFacts(
        asked="http://example.org/a",
        url="https://example.org/a",
        status=200,
        at=datetime(2026, 3, 3, 9, 30, tzinfo=UTC),
        charset="iso-8859-1",
        headers={"etag": '"1"', "server": "x" * 9999, "set-cookie": "reader=1"},
    )

    stored = facts.as_json()

    assert stored["headers"] == {"etag": '"1"', "server": "x" * LONGEST}
    again = HttpFacts.from_json(stored)
    assert (again.at, again.charset, again.url) == (facts.at, "iso-8859-1", facts.url)
    assert again.as_json() == stored
