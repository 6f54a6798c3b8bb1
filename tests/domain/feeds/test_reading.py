"""Each kind of feed, well made and badly."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.feeds import FeedKind, NoFeed, read_feed
from tests.outlet.feeds import atom, json_feed, news_sitemap, rdf, rss, rss_09

BASE = "https://quay.test"
ITEMS = [("Envoys & pilots meet", "/news/1"), ("A <quiet> round", "/news/2")]
URLS = [f"{BASE}/news/1", f"{BASE}/news/2"]
TITLES = ["Envoys & pilots meet", "A <quiet> round"]
AT = datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
KINDS = {
    "RSS 2.0": (rss, FeedKind.RSS),
    "RSS 0.91": (rss_09, FeedKind.RSS),
    "RSS 1.0": (rdf, FeedKind.RSS),
    "Atom": (atom, FeedKind.ATOM),
    "JSON Feed": (json_feed, FeedKind.JSON),
    "sitemap": (news_sitemap, FeedKind.SITEMAP),
}
BOMB = (
    "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY i SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(("write", "kind"), KINDS.values(), ids=KINDS)
def test_what_every_kind_says(write, kind):
    found = read_feed(write(BASE, ITEMS).encode(), f"{BASE}/feed")

    assert found.kind == kind
    assert [entry.url for entry in found.entries] == URLS
    assert found.entries[0].title == TITLES[0]
    assert len({entry.key for entry in found.entries}) == 2
    if kind != FeedKind.SITEMAP:
        assert found.title == "Quay Gazette"
    if write not in (rss_09, rdf):
        assert {entry.published for entry in found.entries} == {AT}
        assert {entry.language for entry in found.entries} == {"en"}
    if write in (atom, json_feed, news_sitemap):
        assert {entry.sections[0] for entry in found.entries} == {"World"}


def test_a_piece_stays_the_same_when_its_address_changes_but_not_its_identity():
    one = read_feed(rss(BASE, [("A", "/1")]).encode()).entries[0]
    moved = read_feed(rss("https://new.test", [("B", "/1")]).encode()).entries[0]
    other = read_feed(rss(BASE, [("A", "/2")]).encode()).entries[0]

    assert one.key == moved.key != other.key


def test_each_once_and_only_what_has_a_page():
    items = [("A", "/1"), ("A again", "/1"), ("No page", "")]
    text = rss(BASE, items).replace(
        f"<link>{BASE}</link><guid", "<link>mailto:x@quay.test</link><guid"
    )

    assert [entry.title for entry in read_feed(text.encode(), BASE).entries] == ["A"]


def test_a_sitemap_without_news_is_one_all_the_same():
    assert read_feed(news_sitemap(BASE, []).encode()).entries == ()


def test_a_packed_sitemap():
    data = gzip.compress(news_sitemap(BASE, ITEMS).encode())

    assert len(read_feed(data).entries) == 2
    with pytest.raises(NoFeed):
        read_feed(data[:-20])
    with pytest.raises(NoFeed):
        read_feed(gzip.compress(bytes(20_000_000)))


def test_a_broken_feed_is_read_as_far_as_it_goes():
    text = rss(BASE, [*ITEMS, ("Loose & ends", "/3")]).replace("&amp;", "&")
    cut = text[: text.index("</item></channel>")]

    assert read_feed(cut.encode()).entries[0].title == TITLES[0]


@pytest.mark.parametrize("write", [rss, atom, news_sitemap])
@pytest.mark.parametrize("head", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_entities_bring_nothing_in(write, head):
    text = write(BASE, [("Words", "/1")]).partition("?>")
    body = text[2] or text[0]
    bad = head + body.replace("Words", "Words &i;")

    try:
        titles = [entry.title for entry in read_feed(bad.encode()).entries]
    except NoFeed:
        titles = []

    assert sum(map(len, titles)) < 20


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Words.",
        b"<html><head><title>No</title></head><body><p>No feed.</p></body></html>",
        b"{}",
        b"{",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": 1}',
        b"[" * 100_000,
        b"\x1f\x8bno",
        b"<other><urlset/></other>",
    ],
)
def test_what_is_no_feed(data):
    with pytest.raises(NoFeed):
        read_feed(data)


def test_an_address_or_a_name_of_a_file_is_not_opened(tmp_path):
    file = tmp_path / "feed.xml"
    file.write_text(rss(BASE, ITEMS))

    for name in (str(file), file.as_uri(), "http://127.0.0.1:9/"):
        with pytest.raises(NoFeed):
            read_feed(name.encode())


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "url", "title", "tags", "language", "date_published", "x"]), inner)))  # fmt: skip
def test_json_of_any_shape_is_read_or_refused(items):
    data = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()

    try:
        found = read_feed(data)
    except NoFeed:
        assert not isinstance(items, list)
    else:
        assert all(entry.url.startswith("http") for entry in found.entries)
