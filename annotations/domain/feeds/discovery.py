"""The feeds that a page names, and the sitemaps that robots.txt does."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

FEED_TYPES = {
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    *("application/feed+json", "application/json", "text/xml", "application/xml"),
}
# Links that readers see, where the head of the page names no feed.
LOOKS_LIKE_ONE = re.compile(r"(^|[/._?=-])(rss|atom|feeds?)([/._?=-]|$)|\.(rss|rdf)$", re.I)
SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.I | re.M)
MOST = 50


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that may be taken, and what the page calls it."""

    url: str
    title: str = ""


def feeds_in_page(data: bytes, url: str) -> list[Offer]:
    """Those in the head of the page; without any, links that look like some."""
    try:
        tree = html.document_fromstring(data)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    named = [
        (link.get("href"), link.get("title") or "")
        for link in tree.xpath("//link[@href]")
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").partition(";")[0].strip().lower() in FEED_TYPES
    ]
    if not named:
        named = [
            (link.get("href"), " ".join(link.text_content().split()))
            for link in tree.xpath("//a[@href]")
            if LOOKS_LIKE_ONE.search(link.get("href"))
        ]
    return _offers(named, url)


def news_sitemaps_in(robots: str, url: str) -> list[Offer]:
    """Sitemaps of news only: the others list all that an outlet ever printed."""
    named = [(each, "") for each in SITEMAP.findall(robots) if "news" in each.lower()]
    return _offers(named, url)


def _offers(named: list[tuple[str, str]], url: str) -> list[Offer]:
    found: dict[str, Offer] = {}
    for link, title in named:
        try:
            address = urljoin(url, link.strip())
            is_page = urlsplit(address).scheme in {"http", "https"}
        except ValueError:
            continue
        if is_page and len(address) <= 2000:
            found.setdefault(address, Offer(address, title[:200]))
    return list(found.values())[:MOST]
