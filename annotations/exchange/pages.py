"""Pages from the network, read as files are."""

from dataclasses import dataclass

from annotations.domain.extraction import Extract, extract
from annotations.domain.http_facts import HttpFacts
from annotations.fetching import fetch


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
    """Raises NotFetched, CannotExtract."""
    found = fetch(url)
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
