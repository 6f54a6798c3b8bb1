"""How fast work goes, week by week, and when it would end if it went on like this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

# What counts as the present pace: the last four weeks, or as much as there has been.
WINDOW = 28
WEEK = timedelta(days=7)
# So many weeks are told one by one.
SHOWN = 26
# An end farther away than this says only that nobody is at work.
FARTHEST = 3650


@dataclass(frozen=True)
class Week:
    """From Monday on: what was done in it, and altogether by its end."""

    monday: date
    done: int
    total: int


@dataclass(frozen=True)
class Pace:
    """`weeks` are the last ones, in order. `ends_on` is None where all is done, and where nobody is
    at work."""

    weeks: list[Week]
    needed: int
    done: int
    a_week: float
    ends_on: date | None

    @property
    def left(self) -> int:
        return max(self.needed - self.done, 0)

    @property
    def most(self) -> int:
        """The most that was done in a week."""
        return max((week.done for week in self.weeks), default=0)


def pace_of(days: Mapping[date, int], needed: int, today: date) -> Pace:
    """`days` says how many were done on each day, of `needed` in all."""
    done = sum(days.values())
    a_day = _a_day(days, today)
    left = max(needed - done, 0)
    distance = ceil(left / a_day) if a_day else FARTHEST + 1
    ends_on = today + timedelta(days=distance) if left and distance <= FARTHEST else None
    return Pace(_weeks(days, today), needed, done, 7 * a_day, ends_on)


def _a_day(days: Mapping[date, int], today: date) -> float:
    past = [day for day in days if day <= today]
    if not past:
        return 0.0
    # A single good day is no pace yet: it counts as what a week brought.
    length = min(max((today - min(past)).days + 1, 7), WINDOW)
    recent = sum(days[day] for day in past if (today - day).days < length)
    return recent / length


def _weeks(days: Mapping[date, int], today: date) -> list[Week]:
    if not days:
        return []
    counts: dict[date, int] = {}
    for day, count in days.items():
        counts[_monday(day)] = counts.get(_monday(day), 0) + count
    monday, last = min(counts), max(_monday(today), max(counts))
    weeks: list[Week] = []
    total = 0
    while monday <= last:
        total += counts.get(monday, 0)
        weeks.append(Week(monday, counts.get(monday, 0), total))
        monday += WEEK
    return weeks[-SHOWN:]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
