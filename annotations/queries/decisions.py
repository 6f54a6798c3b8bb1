"""What an analyst decided about suggestions lately."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from annotations.models import Coding, Decision, Span, SpanRole, Verdict

LAST = 10


@dataclass(frozen=True)
class Decided:
    """`number` is the suggestion's; `annotation` what it became, None where it was rejected."""

    number: int
    verdict: Verdict
    annotation: int | None
    at: datetime
    words: str
    name: str


def last_decisions(coding: Coding | None, most: int = LAST) -> list[Decided]:
    """The latest first. One query."""
    if coding is None:
        return []
    contents = Span.objects.filter(attribution=OuterRef("suggestion"), role=SpanRole.CONTENT)
    rows = (
        Decision.objects.filter(coding=coding)
        .annotate(words=Subquery(contents.in_reading_order().values("words")[:1]))
        .order_by("-at", "-id")
        .values_list(
            "suggestion__attribution__number",
            "verdict",
            "annotation",
            "at",
            "words",
            "suggestion__name",
        )
    )
    return [Decided(number, Verdict(verdict), *rest) for number, verdict, *rest in rows[:most]]
