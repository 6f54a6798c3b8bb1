"""Atom as every feed of ours says it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils.feedgenerator import Atom1Feed


class SteadyFeed(Atom1Feed):
    """Says when the newest entry came; with none, when that of which it tells was made (`since`).
    Django would say now, and whoever asks would never be told that nothing has changed."""

    def latest_post_date(self) -> datetime:
        found = [item["updateddate"] for item in self.items]
        return max(found, default=self.feed["since"])


def since(key: UUID) -> dict[str, Any]:
    """When a thing was made, for SteadyFeed: its key is a UUIDv7, whose first 48 bits are that."""
    return {"since": datetime.fromtimestamp((key.int >> 80) / 1000, UTC)}
