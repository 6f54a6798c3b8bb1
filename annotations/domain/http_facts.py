"""What HTTP said of a page that was fetched: kept with its bytes, as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# What may be asked about a page in years: when it was changed, how it was packed, by whom sent.
KEPT = (
    *("date", "last-modified", "etag", "age", "expires", "cache-control", "server", "via"),
    *("content-type", "content-encoding", "content-language", "content-length", "x-robots-tag"),
)
LONGEST = 500


@dataclass(frozen=True, slots=True)
class HttpFacts:
    """`asked` is the address that somebody gave, `url` the one that answered in the end."""

    asked: str
    url: str
    status: int
    at: datetime
    charset: str | None
    headers: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        kept = {name: self.headers[name][:LONGEST] for name in KEPT if name in self.headers}
        return {
            "asked": self.asked,
            "url": self.url,
            "status": self.status,
            "at": self.at.isoformat(),
            "charset": self.charset,
            "headers": kept,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "HttpFacts":
        return cls(**{**stored, "at": datetime.fromisoformat(stored["at"])})
