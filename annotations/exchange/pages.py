"""Pages from the network, read as files are."""

from dataclasses import dataclass

from annotations.domain.extraction import Extract, extract
from annotations.domain.http_facts import HttpFacts
from annotations.fetching import Fetched, fetch


@dataclass(frozen=True)
class Page:
    """The bytes of a page, what was read from them, and what HTTP said."""

    data: bytes
    read: Extract
    http: HttpFacts


def is_page(path: str) -> bool:
    """Whether what a command got is the address of a page, and no file."""
    return path.lower().startswith(("http://", "https://"))


def fetch_page(url: str) -> Page:
    """What is at an address. Raises NotFetched, CannotExtract."""
    return _page(url, fetch(url))


def fetch_page_again(url: str, etag: str, last_modified: str) -> Page | None:
    """The same, or None where it is as it was. Raises NotFetched, CannotExtract."""
    found = fetch(url, headers=if_changed(etag, last_modified))
    return None if found.is_unchanged else _page(url, found)


def if_changed(etag: str, last_modified: str) -> dict[str, str]:
    """What to send, so that something is sent back only if it is new."""
    asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in asked.items() if value}


def _page(url: str, found: Fetched) -> Page:
    http = HttpFacts(
        asked=url,
        url=found.url,
        status=found.status,
        at=found.at,
        charset=found.charset,
        headers=found.headers,
    )
    read = extract(found.data, media_type=found.media_type, charset=found.charset)
    return Page(found.data, read, http)
