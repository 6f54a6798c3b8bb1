"""What became of suggestions: bars and the names of their rows."""

from dataclasses import dataclass
from typing import Any

from babel.numbers import format_percent
from django import template
from django.utils.translation import gettext_lazy as _

from annotations.models import Mode
from annotations.queries.outcomes import Tally
from annotations.templatetags.words import reader_locale

register = template.Library()

# Families of the engine's rules; each reason begins with one (domain/quotes/reasons.py).
FAMILIES: dict[str, Any] = {
    "direct": _("Quotation marks"),
    "label": _("A name and a colon"),
    "according": _("“According to” and the like"),
    "saying": _("Verbs of saying"),
    "telling": _("Telling somebody"),
    "asking": _("Asking"),
    "urging": _("Urging"),
    "showing": _("Findings"),
    "thinking": _("Thoughts"),
    "planning": _("Plans and wishes"),
    "judging": _("Judgements"),
    "labelling": _("Calling somebody something"),
    "accusing": _("Accusing and praising"),
    "airing": _("Bringing up"),
    "doing": _("Considering"),
    "speaking of": _("Speaking of"),
    "seeming": _("Impressions"),
    "passive": _("Said by nobody named"),
    "noun": _("Nouns, such as “claim”"),
    "mind": _("States of mind"),
    "learned": _("Learned in this project"),
}
# Drawn in this order. Each has a height of its own, so that they are told apart without colour.
PARTS = {"accepted": (0, 12), "edited": (0, 12), "rejected": (7, 5), "missed": (0, 12)}


@dataclass(frozen=True)
class Part:
    """A rectangle, as text: numbers in attributes are not for the reader's language."""

    name: str
    x: str
    width: str
    y: int
    height: int


@register.inclusion_tag("suggestions/_bar.html")
def outcome_bar(tally: Tally, most: int | None = None) -> dict[str, Any]:
    """Accepted, edited, rejected and missed side by side; `most` of them are as long as the cell.

    Without `most` every bar is as long as the cell, and shows shares.
    """
    whole = most or tally.judged
    parts, x = [], 0.0
    for name, (y, height) in PARTS.items():
        width = 100 * getattr(tally, name) / whole if whole else 0.0
        if width:
            parts.append(Part(name, f"{x:.2f}", f"{width:.2f}", y, height))
        x += width
    return {"parts": parts}


@register.inclusion_tag("suggestions/_gauge.html")
def outcome_gauge(share: float, mark: float) -> dict[str, str]:
    """A share as a bar, and another one as a line across it."""
    return {"width": f"{100 * share:.2f}", "mark": f"{100 * mark:.2f}"}


@register.filter
def row_name(key: str, kind: str) -> str:
    """Of a row of `Outcomes`, which are of that kind: "mode", "family" or "analyst"."""
    if kind == "mode":
        return str(Mode(key).label)
    return str(FAMILIES.get(key, key)) if kind == "family" else key


@register.filter
def percent(share: float | None) -> str:
    """0.853 is "85%" as the reader's language writes it; None is nothing."""
    return "" if share is None else format_percent(share, locale=reader_locale())


@register.filter
def tenth(number: int) -> str:
    """The tenth of confidence that begins there: 8 is "80%–90%"."""
    return f"{percent(number / 10)}–{percent((number + 1) / 10)}"
