"""The door to the network: an address to its bytes, or to a sentence that says why not."""

from collections.abc import Collection, Mapping

from annotations.domain.extraction import MEDIA_TYPES
from annotations.domain.text import MAX_BYTES
from annotations.fetching.asking import Fetched, follow
from annotations.fetching.connecting import Deadline
from annotations.fetching.politeness import await_turn

SECONDS = 20.0
# What is asked for, and what is kept: a server that names no type gets the benefit of the doubt.
ARTICLES = frozenset({*MEDIA_TYPES.values(), "application/xhtml+xml", ""})
FEEDS = frozenset(
    {
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml"),
        *("application/feed+json", "application/json", "application/gzip", "application/x-gzip"),
        *("text/xml", "text/html", "text/plain", "application/xhtml+xml", ""),
    }
)


def fetch(
    url: str,
    *,
    accept: Collection[str] = ARTICLES,
    headers: Mapping[str, str] | None = None,
    limit: int = MAX_BYTES,
    seconds: float = SECONDS,
) -> Fetched:
    """What is at `url`, if it is public, small and quick enough, and its site agrees.

    It takes its time: never within a transaction. Raises NotFetched.
    """
    return follow(
        url,
        accept=accept,
        headers=headers or {},
        limit=limit,
        deadline=Deadline(seconds),
        before=await_turn,
    )
