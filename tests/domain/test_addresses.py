import pytest

from annotations.domain.addresses import (
    as_iri,
    canonical_address,
    is_same_site,
    out_of_iri,
    plain_address,
)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://Example.org/News/1#comments", "https://example.org/News/1"),
        ("https://example.org/a?id=1&utm_source=feed&utm_medium=x", "https://example.org/a?id=1"),
        ("https://example.org/a?fbclid=xyz", "https://example.org/a"),
        ("https://example.org/a?b=&c", "https://example.org/a?b=&c"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_what_only_counts_visitors_is_left_out(url, plain):
    assert plain_address(url) == plain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/a", "http://www.example.org/b", True),
        ("https://m.example.org/a", "https://amp.example.org/a", True),
        ("https://news.example.org/a", "https://example.org/", True),
        ("https://example.org/a", "https://example.com/a", False),
        ("https://badexample.org/a", "https://example.org/a", False),
        ("https://one.example.org/", "https://two.example.org/", False),
        ("https://www.com/", "https://example.com/", False),
        ("https://example.org/", "", False),
        ("https://[::1", "https://example.org/", False),
    ],
)
def test_sites(one, other, same):
    assert is_same_site(one, other) is same
    assert is_same_site(other, one) is same


def test_a_page_cannot_pass_itself_off_as_another_outlets():
    url = "https://m.example.org/a?utm_source=x"

    assert canonical_address(url, "https://example.org/a") == "https://example.org/a"
    assert canonical_address(url, "https://other.example/a") == "https://m.example.org/a"
    assert canonical_address(url, "") == "https://m.example.org/a"


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("https://example.org/a?b=<c d>", "https://example.org/a?b=%3Cc%20d%3E"),
        ("https://example.org/ö/№/%C3%B6", "https://example.org/ö/№/%C3%B6"),
        ('https://example.org/"a\\b^c`{d|e}"', "https://example.org/%22a%5Cb%5Ec%60%7Bd%7Ce%7D%22"),
    ],
)
def test_an_address_as_an_iri_and_back(address, iri):
    assert as_iri(address) == iri == as_iri(iri)
    assert out_of_iri(iri) == address
