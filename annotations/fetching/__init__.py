"""Getting something from somebody else's server, safely and politely. The only way to the network.

`fetch` is the door, and `send` where somebody asked to be told; nothing else in the product opens a
connection to an address that somebody typed or a page named.
See docs/adr/0010-one-guarded-way-to-the-network.md.
"""

from annotations.fetching.asking import Fetched
from annotations.fetching.errors import SENTENCES, NotFetched, sentence_for
from annotations.fetching.fetch import ARTICLES, FEEDS, fetch
from annotations.fetching.sending import send

__all__ = [
    "ARTICLES",
    "FEEDS",
    "SENTENCES",
    "Fetched",
    "NotFetched",
    "fetch",
    "send",
    "sentence_for",
]
