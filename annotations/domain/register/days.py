"""Days as registers write them: whole, or no more than the month or the year."""

import re
from calendar import monthrange
from datetime import date

from annotations.domain.register.problems import CannotRead

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# What a program appends that knows no days without an hour.
MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?$")


def first_day(written: str) -> str:
    """2021 and 2021-05 begin with their first day. Raises CannotRead."""
    return _day(written, is_last=False)


def last_day(written: str) -> str:
    """2021 and 2021-05 end with their last day. Raises CannotRead."""
    return _day(written, is_last=True)


def _day(written: str, is_last: bool) -> str:
    found = PARTIAL.fullmatch(MIDNIGHT.sub("", written.strip()))
    if not found:
        raise CannotRead("day", day=written)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        month = (12 if is_last else 1) if month is None else month
        if day is None:
            day = monthrange(year or 0, month)[1] if is_last else 1
        whole = date(year or 0, month, day)
    except ValueError as error:
        raise CannotRead("day", day=written) from error
    if whole == date.max:
        # The day after it is what is kept, and there is none.
        raise CannotRead("day", day=written)
    return whole.isoformat()
