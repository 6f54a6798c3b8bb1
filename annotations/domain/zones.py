"""Time zones by their names."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones


@cache
def known_zones() -> frozenset[str]:
    """Those that have one name everywhere, since the database counts days in them too: not
    "right/UTC" and the like, nor this machine's own."""
    return frozenset(available_timezones() - {"localtime"})


def zone_named(name: str) -> ZoneInfo | None:
    """None for whatever else somebody may have written, and for a zone that is known no more."""
    # Not ZoneInfo alone: it takes the name of any file with a zone.
    return ZoneInfo(name) if name in known_zones() else None
