"""From a home page's address, or a feed's own, to the feeds that there are."""

from dataclasses import replace
from urllib.parse import urljoin

from annotations.domain.feeds import NoFeed, read_feed
from annotations.domain.feeds.discovery import Offer, feeds_in_page, news_sitemaps_in
from annotations.domain.feeds.reading import MOST_BYTES
from annotations.fetching import FEEDS, NotFetched, fetch


def find_feeds(address: str) -> list[Offer]:
    """Those that the page names, and the site's sitemaps of news. Raises NotFetched."""
    found = fetch(address, accept=FEEDS, limit=MOST_BYTES)
    try:
        document = read_feed(found.data, found.url, found.headers.get("content-type", ""))
    except NoFeed:
        return [*feeds_in_page(found.data, found.url), *_sitemaps(found.url)]
    return [Offer(found.url, document.title)]


def _sitemaps(url: str) -> list[Offer]:
    try:
        robots = fetch(urljoin(url, "/robots.txt"), accept={"text/plain"})
    except NotFetched:
        return []
    offers = news_sitemaps_in(robots.data.decode("utf-8", "replace"), url)
    return [replace(offer, title=offer.url.rpartition("/")[2]) for offer in offers]
