"""Small charts of items a day, and what jobs are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

WIDE, HIGH, GAP = 10, 24, 2
TASKS = {
    "suggest_article": _("Suggest quotations in an article"),
    "gather_article": _("Look for copies of an article"),
    "suggest_batch": _("Suggest quotations in some articles of a project"),
    "learn": _("Learn from a project"),
    "learn_if_due": _("Look whether there is enough to learn from"),
    "poll_feed": _("Ask a feed what is new"),
    "appear_in_copies": _("Let annotations appear in copies of an article"),
    "read_import": _("Take in articles of a file"),
    "look_again": _("Look whether an article was changed"),
    "deliver": _("Tell a webhook what happened"),
    "take_item": _("Fetch an article that a feed announced"),
}


@dataclass(frozen=True)
class Bar:
    """A day's column: where it stands in the drawing, and how many it stands for."""

    x: int
    y: float
    height: float
    day: date
    count: int


@register.filter
def bars(days: Sequence[tuple[date, int]]) -> list[Bar]:
    """The highest fills the drawing; a day with any item has at least a line."""
    most = max((count for _day, count in days), default=0)
    result = []
    for number, (day, count) in enumerate(days):
        height = max(round(HIGH * count / most, 1), 1.5) if count else 0
        result.append(Bar(number * (WIDE + GAP), HIGH - height, height, day, count))
    return result


@register.filter
def total(days: Sequence[tuple[date, int]]) -> int:
    return sum(count for _day, count in days)


@register.filter
def task_name(name: str) -> str:
    """Jobs of the clock have no name but their own: their users are whoever keeps the machine."""
    return str(TASKS.get(name, name.rpartition(".")[2].replace("_", " ")))
