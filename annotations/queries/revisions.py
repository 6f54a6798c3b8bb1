"""The states of an article's text, and what was annotated in them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from annotations.domain.comparing.differences import Piece, Row, difference, words_apart
from annotations.models import (
    Capture,
    Coding,
    CodingKind,
    Paragraph,
    ProjectArticle,
    Revision,
    User,
)
from annotations.queries.readings import Card, Tagbook, cards_of
from annotations.queries.workbench import Block, blocks_of, paint


@dataclass(frozen=True)
class State:
    """One revision as it was read and annotated: by the reader, else by whom the reader may see."""

    revision: Revision
    newest: int
    coding: Coding | None
    blocks: list[Block]
    cards: list[Card]

    @property
    def is_newest(self) -> bool:
        return self.revision.number == self.newest


def revisions_of(project_article: ProjectArticle) -> QuerySet[Revision]:
    """The newest first, each with its capture, without the texts and the bytes."""
    return (
        Revision.objects.filter(article=project_article.article_id)
        .select_related("capture")
        .defer("text", "capture__compressed")
        .order_by("-number")
    )


def open_revision(project_article: ProjectArticle, user: User, revision: Revision) -> State:
    """Five queries; the annotations are numbered as one reads."""
    codings = Coding.every.visible_to(user).filter(
        project_article=project_article, revision=revision, kind=CodingKind.HUMAN
    )
    seen = list(codings.select_related("analyst").order_by("-changed_at", "pk"))
    coding = next((one for one in seen if one.analyst_id == user.pk), next(iter(seen), None))
    blocks = blocks_of(Paragraph.objects.filter(revision=revision))
    cards = cards_of(coding.pk, Tagbook(project_article.project.codebook_id)) if coding else []
    for number, card in enumerate(cards, start=1):
        card.number = number
        for part in card.parts:
            part.annotation = number
    paint(blocks, (part for card in cards for part in card.parts))
    newest = revisions_of(project_article).values_list("number", flat=True)[0]
    return State(revision, newest, coding, blocks, cards)


@dataclass(frozen=True)
class Headline:
    """What the outlet called the article from then on; `pieces` beside what it said before."""

    title: str
    since: datetime
    pieces: tuple[Piece, ...]


def headlines_of(project_article: ProjectArticle) -> list[Headline]:
    """As they were captured, the first one first. One query."""
    captures = Capture.objects.filter(article=project_article.article_id).exclude(title="")
    found: list[Headline] = []
    for title, at in captures.order_by("captured_at", "pk").values_list("title", "captured_at"):
        before = found[-1].title if found else title
        if not found or title != before:
            found.append(Headline(title, at, words_apart(before, title)))
    return found


def headline_between(earlier: Revision, later: Revision) -> tuple[Piece, ...]:
    """How the headline of a revision differs from that of another; () where it does not."""
    old, new = earlier.capture.title, later.capture.title
    return words_apart(old, new) if old and new and old != new else ()


def difference_to(revision: Revision) -> tuple[Revision, list[Row]] | None:
    """The revision before, and how this one differs from it; None for the first one."""
    before = Revision.objects.filter(article=revision.article_id, number=revision.number - 1)
    earlier = before.select_related("capture").defer("capture__compressed").first()
    return (earlier, difference(earlier.text, revision.text)) if earlier else None
