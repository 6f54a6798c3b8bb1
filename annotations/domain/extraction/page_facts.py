"""What a web page says of itself: schema.org in JSON-LD first, then <meta>, then its elements."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from annotations.domain.extraction.extracts import Facts
from annotations.domain.extraction.heads import are_alike
from annotations.domain.text.dates import parse_date

ARTICLE_TYPES = re.compile(r"article|blogposting|report|posting|pressrelease|webpage", re.I)
DATES = (
    *("article:published_time", "og:published_time", "datepublished", "date", "dc.date"),
    *(
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish-date",
    ),
    *("publication_date", "sailthru.date", "parsely-pub-date", "citation_publication_date"),
)
AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline", "title")
SECTIONS = (
    "article:section",
    "section",
    "parsely-section",
    "dc.subject.section",
    "cxenseparse:section",
)
SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
MAX_JSON = 500_000  # characters of one JSON-LD script


def facts_of_page(tree: html.HtmlElement) -> Facts:
    """Title, byline, date, language, outlet and address; empty where the page does not say."""
    metas = _metas(tree)
    described = _described(tree)
    language = _language(tree, metas, described)
    site = _name(described.get("publisher")) or _first(metas, SITES)
    return Facts(
        title=_without_site(_title(tree, metas, described), site),
        byline=_byline(metas, described),
        published=_published(tree, metas, described, language),
        language=language,
        source_name=site,
        canonical_url=_address(tree, metas, described),
        section=_section(metas, described),
    )


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    """The first content of each <meta>, by lower-case name."""
    result: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _clean(meta.get("content"))
        if name and content:
            result.setdefault(name.strip().lower(), content)
    return result


def _described(tree: html.HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that is an article, else the first page; {} without one."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        source = (script.text or "").strip()[:MAX_JSON]
        try:
            found += _objects(json.loads(source, strict=False))
        except (ValueError, RecursionError):
            continue
    kinds = [str(thing.get("@type")) for thing in found]
    ranked = [thing for thing, kind in zip(found, kinds, strict=True) if ARTICLE_TYPES.search(kind)]
    return min(ranked, key=lambda thing: "webpage" in str(thing["@type"]).lower(), default={})


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:100]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)


def _title(tree: html.HtmlElement, metas: dict[str, str], described: dict[str, Any]) -> str:
    headings = [text for text in (_clean(h1.text_content()) for h1 in tree.iter("h1")) if text]
    stated = _clean(described.get("headline")) or _first(metas, TITLES[:2])
    # A headline in the data may be the short one for search engines; the page's own is what stands.
    if len(headings) == 1 and (not stated or are_alike(headings[0], stated)):
        return headings[0]
    whole = next((_clean(title.text_content()) for title in tree.iter("title")), "")
    return stated or _first(metas, TITLES) or (headings[0] if headings else whole)


def _without_site(title: str, site: str) -> str:
    """ "Envoys meet" of "Envoys meet | Example Herald"; only a known name is taken off."""
    head, mark, tail = re.match(r"(.*?)(?:\s+([|–—-])\s+([^|–—]*))?$", title, re.S).groups()  # type: ignore[union-attr]
    return head if mark and site and tail.strip().lower() == site.lower() else title


def _byline(metas: dict[str, str], described: dict[str, Any]) -> str:
    names = _names(described.get("author")) or _names(described.get("creator"))
    if not names:
        names = [name for name in [_first(metas, AUTHORS)] if name]
    # An address of a profile is no name.
    names = [name for name in names if not name.startswith(("http://", "https://", "@"))]
    return ", ".join(dict.fromkeys(names))


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [name for name in map(_name, values[:20]) if name]


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
        value = value[0] if isinstance(value, list) and value else value
    return _clean(value)


def _section(metas: dict[str, str], described: dict[str, Any]) -> str:
    """The part of the outlet that it stands in; of several the first, which is the widest."""
    stated = described.get("articleSection")
    stated = stated[0] if isinstance(stated, list) and stated else stated
    return _clean(stated) or _first(metas, SECTIONS)


def _published(
    tree: html.HtmlElement, metas: dict[str, str], described: dict[str, Any], language: str
) -> date | datetime | None:
    stated = [_clean(described.get("datePublished")), *(metas.get(name, "") for name in DATES)]
    times = tree.xpath("(//article//time | //header//time | //main//time)[@datetime]/@datetime")
    return next(_dates([*stated, *times[:1]], language), None)


def _dates(values: Iterable[str], language: str) -> Iterator[date | datetime]:
    for value in values:
        found = parse_date(value, language or None)
        if found:
            yield found


def _language(tree: html.HtmlElement, metas: dict[str, str], described: dict[str, Any]) -> str:
    stated = described.get("inLanguage")
    if isinstance(stated, dict):
        stated = stated.get("alternateName")
    root = tree.getroottree().getroot()
    for value in (stated, root.get("lang"), root.get("xml:lang"), metas.get("og:locale")):
        code = re.match(r"([a-z]{2,3})(?:[-_]|$)", str(value or "").strip().lower())
        if code:
            return code[1]
    return ""


def _address(tree: html.HtmlElement, metas: dict[str, str], described: dict[str, Any]) -> str:
    links = tree.xpath("//link[@rel='canonical']/@href")
    whole = described.get("mainEntityOfPage")
    page = whole.get("@id") if isinstance(whole, dict) else whole
    for value in (*links[:1], metas.get("og:url"), described.get("url"), page):
        address = str(value or "").strip()
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        # The address of a whole site is no article's.
        if parts.scheme in {"http", "https"} and parts.hostname and parts.path.strip("/"):
            return parts._replace(fragment="").geturl()
    return ""


def _first(metas: dict[str, str], names: Iterable[str]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _clean(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
