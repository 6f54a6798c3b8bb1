"""Dates as news writes them. A general parser guesses missing parts; this does not."""

import re
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

MONTHS = {
    name: number
    for names in tomllib.loads(Path(__file__).with_name("months.toml").read_text("utf-8")).values()
    for number, alternatives in enumerate(names, 1)
    for name in alternatives.split("|")
}
MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + ")"
YEAR = r"((?:19|20)\d\d)"

ISO = re.compile(
    rf"(?<!\d){YEAR}-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?(?!\d)",
)
YEAR_FIRST = re.compile(
    rf"(?<!\d){YEAR}\s?[年년/.]\s?(\d{{1,2}})\s?[月월/.]\s?(\d{{1,2}})(?:\s?[日일])?(?!\d)"
)
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|-го|-е)?\s+(?:de\s+|of\s+|d')?"
    rf"({MONTH})\b\.?(?:\s?/\s?{MONTH}\b)?,?\s+(?:de\s+|del\s+)?{YEAR}(?!\d)",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(
    rf"\b({MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{YEAR}(?!\d)", re.IGNORECASE
)
NUMERIC = re.compile(rf"(?<!\d)(\d{{1,2}})([./-])(\d{{1,2}})\2{YEAR}(?!\d)")
TIME = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:\s?[:hH：]\s?|\s?[时時시]\s?|\.(?=\d\d\s?(?:uhr|uur|ч)))"
    r"(\d\d)(?!\d)(?::\d\d)?\s?(?:uhr|uur|分|분)?\s?([ap])?\.?(?:m\b\.?)?"
    r"\s?(?:(utc|gmt|z)\b)?\s?([+-]\d{1,2}(?::?\d\d)?(?!\d))?",
    re.IGNORECASE,
)
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)


class FoundDate(NamedTuple):
    """A date, with its time where one stands beside it, and where it was found (code points)."""

    when: date | datetime
    start: int
    end: int


def find_date(text: str, language: str | None = None) -> FoundDate | None:
    """The first complete date in `text`, or None. Only complete ones count: day, month and year.

    A time without a zone gives a naive datetime, in the outlet's own time. `language` (ISO 639-1)
    decides 3/4/2026: day first except in English, where it stays open and is not taken.
    """
    plain = text.translate(DIGITS)
    found = [f for f in (_iso(plain), *_worded(plain), _numeric(plain, language)) if f]
    return min(found, key=lambda f: f.start, default=None)


def parse_date(value: str, language: str | None = None) -> date | datetime | None:
    """The date in a metadata field such as "2026-03-18T09:15:00+01:00"; None if it has none."""
    found = find_date(value[:200], language)
    return found.when if found else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _iso(text: str) -> FoundDate | None:
    found = ISO.search(text)
    day = _day(*found.group(1, 2, 3)) if found else None
    if not found or not day:
        return None
    if not found[4]:
        return _with_time(text, day, *found.span())
    try:
        when = datetime(
            day.year, day.month, day.day, int(found[4]), int(found[5]), int(found[6] or 0)
        )
    except ValueError:
        return FoundDate(day, *found.span())
    return FoundDate(when.replace(tzinfo=_zone(found[7])), *found.span())


def _worded(text: str) -> list[FoundDate]:
    result = []
    for pattern, order in ((YEAR_FIRST, (1, 2, 3)), (DAY_MONTH, (3, 2, 1)), (MONTH_DAY, (3, 1, 2))):
        for found in pattern.finditer(text):
            year, month, day = found.group(*order)
            number = int(month) if month.isdigit() else MONTHS.get(month.lower().rstrip("."), 0)
            when = _day(year, number, day)
            if when:
                result.append(_with_time(text, when, *found.span()))
                break
    return result


def _numeric(text: str, language: str | None) -> FoundDate | None:
    found = NUMERIC.search(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    day_first = found[2] == "." or first > 12 or (language not in {None, "en"} and second <= 12)
    if not day_first and second <= 12 and first != second:
        return None
    when = _day(found[4], *((second, first) if day_first else (first, second)))
    return _with_time(text, when, *found.span()) if when else None


def _with_time(text: str, day: date, start: int, end: int) -> FoundDate:
    """The time may follow ("… à 09h15") or stand before ("09:15 GMT, 18 March 2026")."""
    after = TIME.search(text, end, end + 30)
    found = after or TIME.search(text, max(0, start - 25), start)
    if not found:
        return FoundDate(day, start, end)
    hour, minute = int(found[1]), int(found[2])
    if found[3] and hour <= 12:
        hour = hour % 12 + (12 if found[3] in "pP" else 0)
    if hour > 23 or minute > 59:
        return FoundDate(day, start, end)
    zone = _zone(found[5]) if found[5] else UTC if found[4] else None
    when = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return FoundDate(when, min(start, found.start()), max(end, found.end()))


def _zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    if offset in "zZ":
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 14 or minutes > 59:
        return None
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if offset[0] == "-" else shift) if shift else UTC
