"""What reading a feed gives."""

import hashlib
import html
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from annotations.domain.addresses import plain_address
from annotations.domain.text.dates import parse_date

# A sitemap of news has up to a thousand entries, a feed some dozens.
MOST_ENTRIES = 1_000
LONGEST_TITLE = 500
LONGEST_URL = 2_000
TAG = re.compile(r"<[^>]*>")


class FeedKind(StrEnum):
    RSS = "rss"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece that is announced. `key` is the same as long as it is the same piece."""

    key: str
    url: str
    title: str = ""
    summary: str = ""
    published: datetime | None = None
    language: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """`entries` are in the order of the feed, each once."""

    kind: FeedKind
    title: str = ""
    entries: tuple[Entry, ...] = ()


def entry(
    base: str,
    link: str,
    *,
    identity: str = "",
    title: str = "",
    summary: str = "",
    published: datetime | None = None,
    language: str = "",
    sections: tuple[str, ...] = (),
) -> Entry | None:
    """From what a feed says; None where there is no page to go to."""
    try:
        url = plain_address(urljoin(base, link.strip()))
        is_page = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        return None
    if not is_page or len(url) > LONGEST_URL:
        return None
    return Entry(
        key=hashlib.sha256((identity.strip() or url).encode("utf-8", "replace")).hexdigest(),
        url=url,
        title=words_of(title)[:LONGEST_TITLE],
        summary=words_of(summary),
        published=published,
        language=language.strip().lower().replace("_", "-").partition("-")[0],
        sections=tuple(name for name in map(words_of, sections) if name),
    )


def document(kind: FeedKind, title: str, entries: list[Entry | None]) -> Document:
    once = {each.key: each for each in reversed(entries[:MOST_ENTRIES]) if each}
    return Document(kind, words_of(title)[:200], tuple(reversed(once.values())))


def words_of(written: str) -> str:
    """Titles and summaries are text, or text with HTML in it; nobody can tell which."""
    return " ".join(html.unescape(TAG.sub(" ", written)).replace("\0", " ").split())


def moment_of(written: str) -> datetime | None:
    """An instant in UTC; a day without a time or a zone is none."""
    found: date | datetime | None = parse_date(written)
    if isinstance(found, datetime) and found.tzinfo:
        return found.astimezone(UTC)
    return None
