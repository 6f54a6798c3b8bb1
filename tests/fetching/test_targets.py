"""Addresses as they are typed."""

import pytest

from annotations.fetching.errors import NotFetched
from annotations.fetching.targets import target_of


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        (" https://Example.org ", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/a?b=c&d", "http://example.org:8080/a?b=c&d"),
        ("https://example.org./a#part", "https://example.org/a"),
        ("https://пример.example/новость", "https://xn--e1afmkfd.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C"),
        ("https://example.org/a%20b?q=%C3%A9", "https://example.org/a%20b?q=%C3%A9"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("http://127.1/", "http://127.1/"),
        ("HTTPS://EXAMPLE.ORG/A", "https://example.org/A"),
    ],
)  # fmt: skip
def test_an_address_becomes_one_of_the_wire(typed, url):
    assert target_of(typed).url == url


@pytest.mark.parametrize(
    "typed",
    [
        *("", "example.org", "//example.org/a", "/a", "https://", "https:///a", "http://./"),
        *("ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "data:text/html,x"),
        *("javascript:alert(1)", "http://exa mple.org/", "http://example.org/a\r\nX: y"),
        *(
            "http://example.org\\@127.0.0.1/",
            "http://example.org/\x00",
            "http://[::1",
            "http://a..b/",
        ),
        *("http://example.org:http/", "http://example.org:99999/", "http://-x-.example/"),
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_is_no_address(typed):
    with pytest.raises(NotFetched) as refusal:
        target_of(typed)

    assert refusal.value.code == "bad_address"


@pytest.mark.parametrize(
    "typed", ["https://me@example.org/", "https://me:word@example.org/", "https://@example.org/"]
)
def test_names_and_passwords_are_refused(typed):
    with pytest.raises(NotFetched) as refusal:
        target_of(typed)

    assert refusal.value.code == "credentials"
