"""The outlet's feeds, in each of the formats; items are pairs of title and path."""

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

Items = Iterable[tuple[str, str]]


def rss(base: str, items: Items, language: str = "en", more: str = "") -> str:
    inner = "".join(
        f"<item><title>{escape(title)}</title><link>{base}{path}</link>"
        f"<guid isPermaLink='false'>{path}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 08:30:00 GMT</pubDate>{more}</item>"
        for title, path in items
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
        f"<title>Quay Gazette</title><link>{base}</link><language>{language}</language>"
        f"{inner}</channel></rss>"
    )


def rss_09(base: str, items: Items) -> str:
    inner = "".join(
        f"<item><title>{escape(title)}</title><link>{base}{path}</link></item>"
        for title, path in items
    )
    return (
        f"<rss version='0.91'><channel><title>Quay Gazette</title><link>{base}</link>"
        f"<description>News</description>{inner}</channel></rss>"
    )


def rdf(base: str, items: Items) -> str:
    inner = "".join(
        f"<item rdf:about='{base}{path}'><title>{escape(title)}</title><link>{base}{path}</link></item>"
        for title, path in items
    )
    return (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>Quay Gazette</title>"
        f"<link>{base}</link></channel>{inner}</rdf:RDF>"
    )


def atom(base: str, items: Items) -> str:
    inner = "".join(
        f"<entry><title>{escape(title)}</title><id>tag:quay.test,{path}</id>"
        f"<link rel='alternate' href='{path}'/><published>2026-03-03T09:30:00+01:00</published>"
        f"<updated>2026-03-04T09:30:00+01:00</updated><category term='World'/></entry>"
        for title, path in items
    )
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en' xml:base='{base}/'>"
        f"<title>Quay Gazette</title><id>tag:quay.test,feed</id>{inner}</feed>"
    )


def json_feed(base: str, items: Items) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Quay Gazette",
            "language": "en-GB",
            "items": [
                {
                    "id": path,
                    "url": f"{base}{path}",
                    "title": title,
                    "date_published": "2026-03-03T08:30:00Z",
                    "tags": ["World"],
                }
                for title, path in items
            ],
        }
    )


def news_sitemap(base: str, items: Items) -> str:
    inner = "".join(
        f"<url><loc>{base}{path}</loc><n:news><n:publication><n:name>Quay Gazette</n:name>"
        f"<n:language>en</n:language></n:publication>"
        f"<n:publication_date>2026-03-03T08:30:00Z</n:publication_date>"
        f"<n:title>{escape(title)}</n:title><n:keywords>World, Harbour</n:keywords></n:news></url>"
        for title, path in items
    )
    return (
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        f"xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>{inner}</urlset>"
    )
