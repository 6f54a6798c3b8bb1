"""The bytes of a feed, whichever kind it is."""

import calendar
import gzip
import io
import json
import zlib
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree

from annotations.domain.feeds.entries import Document, Entry, FeedKind, document, entry, moment_of

MOST_BYTES = 10 * 1024 * 1024
GZIP = b"\x1f\x8b"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
JSON_FEED = "jsonfeed.org/version/"


class NoFeed(ValueError):
    """These bytes are no feed."""


def read_feed(data: bytes, url: str = "", content_type: str = "") -> Document:
    """Raises NoFeed. `url` is where it came from: links may start there."""
    data = _unpacked(data).lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"{"):
        return _of_json(data, url)
    if b"<urlset" in data[:4096]:
        return _of_sitemap(data, url)
    return _of_xml(data, url, content_type)


def _unpacked(data: bytes) -> bytes:
    """Sitemaps are often packed as files, which HTTP knows nothing of."""
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as file:
            unpacked = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise NoFeed from error
    if len(unpacked) > MOST_BYTES:
        raise NoFeed
    return unpacked


def _of_xml(data: bytes, url: str, content_type: str) -> Document:
    """RSS 0.9 to 2.0, RDF, Atom; broken ones as far as they can be read."""
    # As a stream: what is not one might be taken for the name of a file, or an address to fetch.
    found = feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-location": url, "content-type": content_type or "text/xml"},
        sanitize_html=False,
    )
    version = found.get("version") or ""
    if not version and not found.entries:
        raise NoFeed
    kind = FeedKind.ATOM if version.startswith("atom") else FeedKind.RSS
    language = found.feed.get("language") or ""
    entries = [_of_entry(each, url, language) for each in found.entries]
    return document(kind, found.feed.get("title") or "", entries)


def _of_entry(each: Any, url: str, language: str) -> Entry | None:
    moment = each.get("published_parsed") or each.get("updated_parsed")
    return entry(
        url,
        each.get("link") or "",
        identity=each.get("id") or "",
        title=each.get("title") or "",
        summary=each.get("summary") or "",
        published=_instant(moment),
        language=(each.get("title_detail") or {}).get("language") or language,
        sections=tuple(tag.get("label") or tag.get("term") or "" for tag in each.get("tags", [])),
    )


def _instant(moment: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None
    except (ValueError, OverflowError, OSError):
        return None


def _of_json(data: bytes, url: str) -> Document:
    """JSON Feed 1.0 and 1.1."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoFeed from error
    if JSON_FEED not in str(found.get("version")) or not isinstance(found.get("items"), list):
        raise NoFeed
    items = [item for item in found["items"] if isinstance(item, dict)]
    entries = [
        entry(
            url,
            _text(item, "url") or _text(item, "external_url"),
            identity=_text(item, "id"),
            title=_text(item, "title"),
            summary=_text(item, "summary") or _text(item, "content_text"),
            published=moment_of(_text(item, "date_published")),
            language=_text(item, "language") or _text(found, "language"),
            sections=_words(item, "tags"),
        )
        for item in items
    ]
    return document(FeedKind.JSON, _text(found, "title"), entries)


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value) if isinstance(value, str | int | float) else ""


def _words(item: dict[str, Any], name: str) -> tuple[str, ...]:
    value = item.get(name)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _of_sitemap(data: bytes, url: str) -> Document:
    """A sitemap; what it says of news, where it does."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoFeed from error
    if root is None or etree.QName(root).localname != "urlset":
        raise NoFeed
    entries = [_of_url(each, url) for each in root.iterchildren("{*}url")]
    return document(FeedKind.SITEMAP, "", entries)


def _of_url(each: Any, url: str) -> Entry | None:
    said = {
        name: (each.findtext(f".//{NEWS}{name}") or "").strip()
        for name in ("title", "publication_date", "keywords", "language", "genres")
    }
    sections = f"{said['keywords']},{said['genres']}".split(",")
    return entry(
        url,
        each.findtext("{*}loc") or "",
        title=said["title"],
        published=moment_of(said["publication_date"] or each.findtext("{*}lastmod") or ""),
        language=said["language"],
        sections=tuple(sections),
    )
