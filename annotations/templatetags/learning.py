"""The learning curve, drawn."""

from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()

WIDTH, HEIGHT, EDGE = 100.0, 50.0, 3.0
# So much lies between the lowest and the highest line at least, or chance would look like a cliff.
LEAST = 0.1


@dataclass(frozen=True)
class Point:
    """Where it lies, as text, since numbers in attributes are not for the reader's language."""

    articles: int
    f1: float
    x: str
    y: str


@register.inclusion_tag("learning/_curve.html")
def learning_curve(figures: dict[str, Any]) -> dict[str, Any]:
    """Of the figures of a `LearnedModel`: its curve, and the rules as a line."""
    curve = [(int(one["articles"]), float(one["f1"])) for one in figures.get("curve", [])]
    if not curve:
        return {"points": []}
    rules = float(figures["rules"]["f1"])
    values = [rules, *(f1 for _, f1 in curve)]
    low, high = min(values), max(values)
    room = max(0.0, LEAST - (high - low)) / 2
    low, high = low - room, high + room
    most = max(articles for articles, _ in curve) or 1

    def across(articles: int) -> str:
        return f"{EDGE + (WIDTH - 2 * EDGE) * articles / most:.2f}"

    def down(f1: float) -> str:
        return f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (f1 - low) / (high - low):.2f}"

    points = [Point(articles, f1, across(articles), down(f1)) for articles, f1 in curve]
    line = " ".join(f"{point.x},{point.y}" for point in points)
    return {"points": points, "line": line, "base": down(rules)}
