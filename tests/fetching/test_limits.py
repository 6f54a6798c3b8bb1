"""How much, how long, what kind: answers that are too much of something, or make no sense."""

import gzip
import zlib

import pytest

from annotations.fetching import ARTICLES, FEEDS, NotFetched, fetch
from annotations.fetching.errors import SENTENCES
from tests.outlet import hostile

PAGE = "<p>Envoys meet again, and say little.</p>" * 50


def refusal_of(url, **options):
    with pytest.raises(NotFetched) as refusal:
        fetch(url, **options)
    assert str(refusal.value)
    return refusal.value.code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (hostile.drip, "too_slow"),
        (hostile.drip_headers, "too_slow"),
        (hostile.drip_chunk_sizes, "too_slow"),
        (hostile.silence, "too_slow"),
        (hostile.endless, "too_large"),
        (hostile.bomb, "too_large"),
        (hostile.promised_too_much, "too_large"),
        (hostile.broken_off, "broken"),
        (hostile.broken_chunk, "broken"),
        (hostile.half_packed, "broken"),
        (hostile.not_packed, "encoding"),
        (hostile.packed_otherwise, "encoding"),
        (hostile.no_http, "broken"),
        (hostile.too_many_headers, "broken"),
        (hostile.long_header, "broken"),
        (hostile.hang_up, "broken"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_hostile_answer(outlet, answer, code):
    outlet.put("/robots.txt", "User-agent: *", "text/plain")
    outlet.answer("/", answer)
    seconds = 0.4 if code == "too_slow" else 20

    assert refusal_of(outlet.url(), seconds=seconds, limit=1_000_000) == code


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_packed_answers_are_unpacked(outlet, encoding, pack):
    outlet.put("/", pack(PAGE.encode()), content_encoding=encoding)

    assert fetch(outlet.url()).data.decode() == PAGE


@pytest.mark.parametrize("more", [0, 1])
def test_the_limit_is_one_of_what_is_unpacked(outlet, more):
    outlet.put("/", gzip.compress(PAGE.encode()), content_encoding="gzip")
    limit = len(PAGE) - more

    if more:
        assert refusal_of(outlet.url(), limit=limit) == "too_large"
    else:
        assert len(fetch(outlet.url(), limit=limit).data) == limit


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (204, "empty"),
        (300, "failed"),
        (400, "failed"),
        (401, "denied"),
        (403, "denied"),
        (404, "missing"),
        (410, "missing"),
        (429, "busy"),
        (451, "denied"),
        (500, "failed"),
        (503, "busy"),
    ],
)
def test_what_a_status_means(outlet, status, code):
    body = b"" if status == 204 else b"Sorry."
    outlet.put("/", body, status=status)

    assert refusal_of(outlet.url()) == code


@pytest.mark.parametrize(
    ("media_type", "accept", "read"),
    [
        ("text/html", ARTICLES, True),
        ("TEXT/HTML; Charset=UTF-8", ARTICLES, True),
        ("application/pdf", ARTICLES, True),
        ("", ARTICLES, True),
        ("image/png", ARTICLES, False),
        ("application/octet-stream", ARTICLES, False),
        ("application/rss+xml", ARTICLES, False),
        ("application/rss+xml", FEEDS, True),
        ("application/feed+json", FEEDS, True),
        ("application/pdf", FEEDS, False),
    ],
)
def test_kinds_of_files(outlet, media_type, accept, read):
    outlet.put("/", PAGE, media_type)

    if read:
        assert fetch(outlet.url(), accept=accept).data
    else:
        assert refusal_of(outlet.url(), accept=accept) == "media_type"


def test_what_has_not_changed_is_not_sent_again(outlet):
    outlet.put("/", PAGE, etag='"1"')
    first = fetch(outlet.url())

    again = fetch(outlet.url(), headers={"If-None-Match": first.headers["etag"]})

    assert (first.is_unchanged, again.is_unchanged, again.data) == (False, True, b"")


def test_nothing_at_all(outlet):
    outlet.put("/", " \n")

    assert refusal_of(outlet.url()) == "empty"


def test_every_reason_has_a_sentence_with_what_it_needs():
    given = {"host": "example.org", "port": 22, "status": 404, "what": "image/png"}
    given |= {"seconds": 20, "limit": 1000}

    for code in SENTENCES:
        sentence = str(NotFetched(code, **given))
        assert sentence.endswith(".")
        assert "{" not in sentence
