"""An address as somebody typed it, taken apart; what no page has is refused before any network."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from annotations.fetching.errors import NotFetched

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
# What no address holds; browsers read a backslash as a slash, and others do not.
ODD = re.compile(r"[\x00-\x20\x7f\\]")
# Signs that stay as they are: the reserved ones of RFC 3986, and what is quoted already.
KEPT = "/%:@!$&'()*+,;=~-._"
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to ask, and for what. `host` is in ASCII, as certificates have it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """As in the header Host: with the port where it is not the usual one."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.path


def target_of(url: str) -> Target:
    """Raises NotFetched: bad_address, credentials."""
    parts = _split(url.strip())
    try:
        name, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotFetched("bad_address") from error
    if parts.scheme not in PORTS:
        raise NotFetched("bad_address")
    if "@" in parts.netloc:
        raise NotFetched("credentials")
    path = quote(parts.path or "/", safe=KEPT)
    query = f"?{quote(parts.query, safe=KEPT + '?')}" if parts.query else ""
    return Target(parts.scheme, _host(name), port or PORTS[parts.scheme], path + query)


def _split(url: str) -> SplitResult:
    if ODD.search(url) or len(url) > LONGEST:
        raise NotFetched("bad_address")
    try:
        return urlsplit(url)
    except ValueError as error:
        raise NotFetched("bad_address") from error


def _host(name: str) -> str:
    """The name in ASCII. A number may be written in any way: what counts is where it leads."""
    if ":" in name:
        return name
    try:
        host = name.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise NotFetched("bad_address") from error
    if not all(LABEL.fullmatch(label) for label in host.split(".")):
        raise NotFetched("bad_address")
    return host
