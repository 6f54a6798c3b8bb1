"""When a page is looked at again: edits come soon after it was printed, or hardly ever."""

from datetime import datetime, timedelta

STEPS = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
)


def next_look(at: datetime, looks: int) -> datetime | None:
    """After so many looks, the last of them at `at`; None where it has been looked at enough."""
    return at + STEPS[looks] if looks < len(STEPS) else None
