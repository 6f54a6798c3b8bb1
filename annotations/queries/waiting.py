"""All that waits for an analyst's answer in a project, article by article along each text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from annotations.domain.comparing.differences import Row, words_apart
from annotations.models import Carry, Project, Revision, User
from annotations.queries.carries import (
    joined,
    last_answer,
    own_codings,
    places_of,
    spans_of,
    speaker_of,
)


@dataclass(frozen=True)
class Waiting:
    """`words` are those on record beside those that stand at the proposed place, if there is one;
    `is_first` of its article on the page."""

    carry: Carry
    words: Row
    speaker: str
    is_first: bool

    @property
    def has_place(self) -> bool:
        return bool(self.words.new)


@dataclass(frozen=True)
class Load:
    """How much waits, in how many articles."""

    annotations: int = 0
    articles: int = 0


def waiting_in(project: Project, user: User) -> QuerySet[Carry]:
    """Of the reader's own codings, to be paged by `row`, `start` and `id`."""
    rows = Carry.objects.waiting().filter(coding__in=own_codings(user), project=project)
    return rows.annotate(row=F("coding__project_article")).select_related(
        "coding__project_article__article__source"
    )


def load_of(project: Project, user: User) -> Load:
    """One query."""
    rows = Carry.objects.waiting().filter(coding__in=own_codings(user), project=project)
    return Load(**rows.aggregate(annotations=Count("pk"), articles=Count("coding", distinct=True)))


def compared(carries: Sequence[Carry]) -> list[Waiting]:
    """Each with old and new words, in the order given. Two queries."""
    spans = spans_of(carries)
    revisions = {one.coding.revision_id for one in carries}
    texts = dict(Revision.objects.filter(pk__in=revisions).values_list("pk", "text"))
    found: list[Waiting] = []
    for carry in carries:
        own = sorted(spans[carry], key=lambda span: span.start)
        _, new = places_of(carry, own)
        words = words_apart(
            " … ".join(span.words for span in own), joined(texts[carry.coding.revision_id], new)
        )
        is_first = not found or found[-1].carry.coding_id != carry.coding_id
        found.append(Waiting(carry, Row(words), speaker_of(own), is_first))
    return found


def last_answered(project: Project, user: User) -> Carry | None:
    """What the reader answered last in the project, if undo would take that back."""
    answered = Carry.objects.filter(
        coding__in=own_codings(user), project=project, act__isnull=False, act__is_undone=False
    ).select_related("act", "coding__project_article")
    latest: Any = answered.order_by("-act__at", "-act__number").first()
    if latest is None or last_answer(latest.coding.project_article, user) != latest.act:
        return None
    carry: Carry = latest
    return carry
