import pytest

from annotations.domain.feeds.discovery import feeds_in_page, news_sitemaps_in

URL = "https://quay.test/en/"
HEAD = """<html><head>
<link rel="alternate" type="application/rss+xml" title="All news" href="/feed.xml">
<link rel="ALTERNATE nofollow" type="application/atom+xml; charset=utf-8" href="atom">
<link rel="alternate" type="application/feed+json" href="https://feeds.test/quay.json">
<link rel="alternate" type="application/rss+xml" title="Again" href="/feed.xml">
<link rel="alternate" hreflang="fr" href="/fr/">
<link rel="stylesheet" type="text/css" href="/feed.css">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><a href="/rss">RSS</a></body></html>"""


def test_the_head_of_a_page_names_feeds():
    found = feeds_in_page(HEAD.encode(), URL)

    assert [(offer.url, offer.title) for offer in found] == [
        ("https://quay.test/feed.xml", "All news"),
        ("https://quay.test/en/atom", ""),
        ("https://feeds.test/quay.json", ""),
    ]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/rss", True),
        ("/feed/", True),
        ("/news.rss", True),
        ("/index.rdf", True),
        ("/?feed=rss2", True),
        ("/feedback", False),
        ("/press/embassy", False),
    ],
)
def test_links_that_look_like_feeds(href, found):
    page = f"<html><body><a href='{href}'>Our feed</a></body></html>"

    assert bool(feeds_in_page(page.encode(), URL)) is found


@pytest.mark.parametrize("data", [b"", b"\x00", b"<", b"%PDF-1.7"])
def test_what_is_no_page_names_none(data):
    assert feeds_in_page(data, URL) == []


def test_robots_name_sitemaps_of_news():
    robots = "User-agent: *\nSitemap: https://quay.test/sitemap.xml\nsitemap:/news-sitemap.xml\n"

    assert [each.url for each in news_sitemaps_in(robots, URL)] == [
        "https://quay.test/news-sitemap.xml"
    ]
