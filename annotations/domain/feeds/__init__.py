"""Feeds: what an outlet says is new. RSS and Atom, JSON Feed, sitemaps of news; and OPML."""

from annotations.domain.feeds.entries import Document, Entry, FeedKind
from annotations.domain.feeds.reading import NoFeed, read_feed

__all__ = ["Document", "Entry", "FeedKind", "NoFeed", "read_feed"]
