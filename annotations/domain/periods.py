"""When a digest is due, and of which period."""

from datetime import date, datetime, timedelta

# Before people begin to work, where they are.
HOUR = 7


def period_due(often: str, local: datetime) -> date | None:
    """The first day of the period whose digest may go out by now; None before its hour.

    `local` is the reader's own time. Late is better than never: a day's digest is due until the day
    ends, a week's from Monday's hour until Sunday.
    """
    if often == "daily":
        return local.date() if local.hour >= HOUR else None
    monday = local.date() - timedelta(days=local.weekday())
    is_early = local.weekday() == 0 and local.hour < HOUR
    return None if often != "weekly" or is_early else monday
