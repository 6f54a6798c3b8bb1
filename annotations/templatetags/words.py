"""Names, days and numbers in the reader's language and time zone."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from annotations.domain.spans.excerpts import begun, ended

register = template.Library()

# In seconds.
FEW_HOURS = 6 * 3600


def reader_locale() -> Locale:
    """The active language as CLDR knows it; English where it does not."""
    return locale_of(get_language() or "en")


@lru_cache(maxsize=100)
def locale_of(language: str) -> Locale:
    try:
        return Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last word; a short name stays whole."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys([*words[:1], *words[-1:]])).upper()


@register.filter
def language_name(code: str) -> str:
    """`fr` is "French", `zh-Hant` "Chinese (Traditional)"; a code that is unknown stays a code."""
    return name_of_language(code, get_language() or "en") if code else ""


@lru_cache(maxsize=1000)
def name_of_language(code: str, reader: str) -> str:
    locale = locale_of(reader)
    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        name = locale.languages.get(code.lower())
    return capitalised(name) if name else code


@register.filter
def country_name(code: str) -> str:
    """`at` is "Austria"; a code that is unknown stays a code."""
    if not code:
        return ""
    return reader_locale().territories.get(code.upper()) or code


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as the reader writes it, "3 March 2026"; a moment is first put in their time zone."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return written(value, get_language() or "en")


@lru_cache(maxsize=5000)
def written(value: date, reader: str) -> str:
    """In full. Lists write the same few days again and again."""
    locale = locale_of(reader)
    # English here is not American: the day comes first, as in diplomatic papers.
    if locale.language == "en":
        return f"{value.day} {format_date(value, 'MMMM y', locale=locale)}"
    return format_date(value, format="long", locale=locale)


@register.filter
def short_day(value: date | datetime | None) -> str:
    """For tables: "3 Mar 2026"."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return shortly_written(value, get_language() or "en")


@lru_cache(maxsize=5000)
def shortly_written(value: date, reader: str) -> str:
    locale = locale_of(reader)
    if locale.language == "en":
        return f"{value.day} {format_date(value, 'MMM y', locale=locale)}"
    return format_date(value, format="medium", locale=locale)


def days_written(first: date, last: date) -> str:
    """From the first day to the last, shortly: "3 Mar 2026", "1 Mar 2026 – 31 Mar 2026"."""
    return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"


@register.filter
def ago(value: datetime | None, now: datetime | None = None) -> str:
    """How long it is: "just now", "4 minutes ago", "yesterday"; after a week, the day itself.

    What was some hours before midnight is hours ago after it, too.
    """
    if not value:
        return ""
    now = now or timezone.now()
    seconds = (now - value).total_seconds()
    days = (timezone.localtime(now).date() - timezone.localtime(value).date()).days
    if seconds < 60:
        return _("just now")
    if days > 7:
        return day(value)
    if days == 1 and seconds > FEW_HOURS:
        return _("yesterday")
    if days > 1:
        return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    return _("%(time)s ago") % {"time": timesince(value, now, depth=1)}


def capitalised(name: str) -> str:
    """As the head of a list or a cell writes it: French says "français", a column "Français"."""
    return name[:1].upper() + name[1:]


@register.simple_tag
def last_day(days: Any) -> date | None:
    """Of a range [from, until) of days, such as that of a post; None where it is open."""
    return days.upper - timedelta(days=1) if days.upper else None


register.filter("begun", begun)
register.filter("ended", ended)
