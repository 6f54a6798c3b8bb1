"""Days put together in steps of time that a picture has room for."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache

from annotations.domain.charts.days import moved

# So many bars can still be told apart on a phone.
MOST = 60


class Step(Enum):
    DAY = 1
    WEEK = 7
    MONTH = 31


def step_of(days: Iterable[date]) -> Step:
    """The smallest that needs at most MOST from the first to the last of `days`."""
    known = sorted(days)
    length = (known[-1] - known[0]).days + 1 if known else 0
    if length <= MOST:
        return Step.DAY
    return Step.WEEK if length <= MOST * Step.WEEK.value else Step.MONTH


def stepped_by(step: Step, counts: Mapping[date, int]) -> Counter[tuple[date, date]]:
    """How many there are from the first day to the last of each step that has any."""
    found: Counter[tuple[date, date]] = Counter()
    for day, count in counts.items():
        found[around(step, day)] += count
    return found


# Topics have the same days.
@lru_cache(maxsize=10_000)
def around(step: Step, day: date) -> tuple[date, date]:
    """The first and the last day of the step that the day is in. Weeks begin on Mondays."""
    if step == Step.DAY:
        return day, day
    if step == Step.WEEK:
        return moved(day, -day.weekday()), moved(day, 6 - day.weekday())
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
