"""When to ask again: soon where there is news, later where there is none, and ever later after
failures."""

from datetime import datetime, timedelta

SOON, LATE = timedelta(minutes=15), timedelta(hours=4)
LATEST = timedelta(days=1)
# Pages of articles that did not come: minutes, then hours, then never.
RETRIES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))


def next_poll(at: datetime, newest: datetime | None) -> datetime:
    """A quarter of the time that has passed without news, within bounds."""
    quiet = (at - newest) / 4 if newest else SOON
    return at + min(max(quiet, SOON), LATE)


def next_try(at: datetime, failures: int, retry_after: float = 0) -> datetime:
    """Twice as late after each failure, and never before the site's own time."""
    wait = SOON * 2 ** min(failures - 1, 10)
    return at + min(max(wait, timedelta(seconds=retry_after)), LATEST)


def next_retry(at: datetime, tries: int) -> datetime | None:
    """For the page of an article that was tried so often; None to give up."""
    return at + RETRIES[tries - 1] if tries <= len(RETRIES) else None
