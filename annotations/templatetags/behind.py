"""What the marks of a picture share: the statements behind them, their days, and how they are put
together. See templatetags/charts.py for how pictures are drawn."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotations.models import Project
from annotations.templatetags.words import days_written

# What an address says of the days.
DAYS = ("since", "until")


class Behind:
    """Addresses, escaped, of the statements that marks stand for.

    What the marks of one picture share is written once; `own` is what each of them says itself.
    """

    def __init__(self, project: Project, choice: Mapping[str, str], own: Collection[str]) -> None:
        shared = {name: value for name, value in choice.items() if name not in own}
        page = reverse("project-matrix-statements", args=[project.pk])
        self.shared = escape(f"{page}?{urlencode(shared)}")

    def __call__(self, **own: object) -> str:
        return self.shared + "".join(
            f"&amp;{name}={quote_plus(str(value))}" for name, value in own.items()
        )


@lru_cache(maxsize=5000)
def told_days(first: date, last: date, reader: str) -> str:
    """From one day to another, escaped, as `reader`, the active language, writes them."""
    return escape(days_written(first, last))


def joined(marks: Iterable[str]) -> SafeString:
    """Marks are written here and not in templates: a page has thousands. Each has escaped what
    comes from people."""
    return mark_safe("".join(marks))
