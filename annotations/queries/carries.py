"""What was annotated in a text that was changed since, and waits for its analyst."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from annotations.domain.comparing.differences import Row, words_apart
from annotations.models import Act, Carry, Coding, CodingKind, ProjectArticle, Span, User
from annotations.models.articles import pieces_near
from annotations.models.spans import MAIN_ROLES
from annotations.queries.workbench import Block

# So much of the new text is shown to choose a place in: code points before and behind it.
AROUND = 3_000
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Question:
    """`words` are those on record beside those that stand at the proposed place, if there is one;
    `around` the paragraphs that they stand in. `near` is where a place may be chosen by hand."""

    carry: Carry
    words: Row
    around: Row
    speaker: str
    near: Sequence[Block]
    left: int

    @property
    def has_place(self) -> bool:
        return bool(self.words.new)


def next_question(project_article: ProjectArticle, user: User) -> Question | None:
    """The first of the reader's annotations that waits for an answer, along the text."""
    waiting = Carry.objects.waiting().filter(
        coding__in=own_codings(user).filter(project_article=project_article)
    )
    rows = list(waiting.select_related("coding", "origin").order_by("start", "annotation"))
    if not rows:
        return None
    carry = rows[0]
    own = spans_of([carry])[carry]
    old, new = places_of(carry, own)
    text = carry.coding.revision.text
    middle = new[0][0] if new else min(carry.start, len(text) - 1)
    near = [(max(0, middle - AROUND), middle + AROUND)]
    return Question(
        carry=carry,
        words=Row(words_apart(joined(carry.origin.revision.text, old), joined(text, new))),
        around=Row(words_apart(_paragraphs(carry.origin, old), _paragraphs(carry.coding, new))),
        speaker=speaker_of(own),
        near=[Block(*piece) for piece in pieces_near(carry.coding.revision_id, near)],
        left=len(rows),
    )


def spans_of(carries: Sequence[Carry]) -> dict[Carry, list[Span]]:
    """Where each stood: the passage, or the content of the statement. One query."""
    spans = Span.objects.filter(
        coding__in={carry.origin_id for carry in carries}, role__in=MAIN_ROLES
    ).select_related("attribution__speaker")
    found: dict[tuple[UUID, int], Span] = {(span.coding_id, span.number): span for span in spans}
    return {
        carry: [
            found[carry.origin_id, place["number"]]
            for place in carry.places
            if (carry.origin_id, place["number"]) in found
        ]
        for carry in carries
    }


def places_of(carry: Carry, spans: Iterable[Span]) -> tuple[Ranges, Ranges]:
    """Where its spans stood, and where they are proposed to stand."""
    spans = list(spans)
    proposed = {one["number"]: (one["start"], one["end"]) for one in carry.places}
    places = [proposed[span.number] for span in spans]
    return (
        sorted((span.start, span.end) for span in spans),
        sorted(place for place in places if place[1] is not None),
    )


def speaker_of(spans: Iterable[Span]) -> str:
    speaker = next((span.attribution.speaker for span in spans if span.attribution), None)
    return str(speaker or "")


def own_codings(user: User) -> QuerySet[Coding]:
    return Coding.objects.visible_to(user).filter(analyst=user, kind=CodingKind.HUMAN)


def last_answer(project_article: ProjectArticle, user: User) -> Act | None:
    """The reader's latest act, if it is an answer that undo would take back."""
    coding = own_codings(user).filter(project_article=project_article)
    latest = Act.objects.standing().filter(coding__in=coding).order_by("-number").first()
    return latest if latest and latest.carries.exists() else None


def find_words(carry: Carry, words: str) -> tuple[int, int] | None:
    """Where these words stand in the new text, the place that is nearest to the proposed one."""
    text = carry.coding.revision.text
    meant = next((one["start"] for one in carry.places if one["end"] is not None), carry.start)
    if not words:
        return None
    behind, before = text.find(words, meant), text.rfind(words, 0, meant + len(words))
    found = [place for place in (behind, before) if place >= 0]
    if not found:
        return None
    start = min(found, key=lambda place: abs(place - meant))
    return start, start + len(words)


def to_answer(user: User) -> QuerySet[ProjectArticle]:
    """Articles in which something waits for the user, with `unanswered`: how much."""
    waiting = Carry.objects.waiting().filter(coding__in=own_codings(user))
    counts = (
        waiting.filter(coding__project_article=OuterRef("pk"))
        .order_by()
        .values("coding__project_article")
        .annotate(n=Count("pk"))
    )
    return (
        ProjectArticle.objects.visible_to(user)
        .filter(pk__in=waiting.values("coding__project_article"))
        .annotate(unanswered=Subquery(counts.values("n")))
        .select_related("project", "article__source")
        .order_by(F("added_at").desc(), "-pk")
    )


def joined(text: str, ranges: Ranges) -> str:
    return " … ".join(text[start:end] for start, end in ranges)


def _paragraphs(coding: Coding, ranges: Ranges) -> str:
    pieces: list[Any] = pieces_near(coding.revision_id, ranges) if ranges else []
    return "".join(text for *_, text in pieces)
