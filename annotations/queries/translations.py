"""A text and its translation side by side, and which of their statements are the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q, QuerySet

from annotations.domain.alignment import Paragraph, align
from annotations.models import Counterpart, ProjectArticle, Translation, User
from annotations.queries.readings import Card
from annotations.queries.workbench import Block, Workbench, open_workbench

HEADINGS = {"title", "heading"}


@dataclass(frozen=True)
class Linked:
    """A translation and the two articles where they stand in this project."""

    translation: Translation
    original: ProjectArticle
    article: ProjectArticle


@dataclass
class Row:
    """Paragraphs that say the same; of none, one or two on either side."""

    ours: list[Block] = field(default_factory=list)
    theirs: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Match:
    """A statement of the original with that of the translation; `is_linked` if somebody said so,
    proposed otherwise. Of one alone, the other is None."""

    ours: Card | None
    theirs: Card | None
    is_linked: bool = False


@dataclass(frozen=True)
class SideBySide:
    linked: Linked
    ours: Workbench
    theirs: Workbench
    rows: list[Row]
    matches: list[Match]

    @property
    def is_editable(self) -> bool:
        """Whether the reader can link the statements: both codings are their own."""
        mine = self.ours.is_mine and self.theirs.is_mine
        return mine and self.ours.coding is not None and self.theirs.coding is not None

    @property
    def unlinked(self) -> list[Card]:
        """Statements of the translation that nobody has linked."""
        return [one.theirs for one in self.matches if one.theirs and not one.is_linked]


def linked_with(project_article: ProjectArticle, user: User) -> list[Linked]:
    """Every translation of this article, of its original, or of which it is the original.

    Only those both of whose articles are in the project, each with the user's role. Two queries.
    """
    article = project_article.article_id
    group = Translation.objects.filter(
        Q(article=article)
        | Q(original=article)
        | Q(original__in=Translation.objects.filter(article=article).values("original"))
    )
    rows = list(group.order_by("linked_at", "id"))
    wanted = set(chain.from_iterable((row.original_id, row.article_id) for row in rows))
    here = ProjectArticle.objects.visible_to(user).with_role_of(user)
    here = here.filter(project=project_article.project_id)
    places = {
        place.article_id: place
        for place in here.filter(article__in=wanted).select_related("article__source", "project")
    }
    return [
        Linked(row, places[row.original_id], places[row.article_id])
        for row in rows
        if row.original_id in places and row.article_id in places
    ]


def could_be_linked(
    project_article: ProjectArticle, user: User, words: str = ""
) -> QuerySet[ProjectArticle]:
    """Articles of the project in another language, those of the nearest days first.

    With `words` only those that have them in their title.
    """
    article = project_article.article
    found = ProjectArticle.objects.visible_to(user).filter(project=project_article.project_id)
    found = found.exclude(article=article.pk).titled(words).select_related("article__source")
    if article.language:
        found = found.exclude(article__language=article.language)
    return found.nearest_first(article)


def side_by_side(linked: Linked, user: User) -> SideBySide:
    """Both articles as this reader annotated them, paragraph beside paragraph."""
    ours = open_workbench(linked.original, user, above=None)
    theirs = open_workbench(linked.article, user, above=None)
    rows = [
        Row([ours.blocks[n] for n in pair.ours], [theirs.blocks[n] for n in pair.theirs])
        for pair in align(_paragraphs(ours.blocks), _paragraphs(theirs.blocks))
    ]
    return SideBySide(linked, ours, theirs, rows, _matches(ours, theirs, rows))


def _paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    return [Paragraph(block.text, block.kind in HEADINGS) for block in blocks]


def _matches(ours: Workbench, theirs: Workbench, rows: list[Row]) -> list[Match]:
    """What is linked, then what stands in paragraphs that say the same and has the same speaker."""
    left = {card.number: card for card in ours.cards if card.said}
    right = {card.number: card for card in theirs.cards if card.said}
    found: dict[int, Match] = {}
    for number, other in _links(ours, theirs):
        if number in left and other in right:
            found[number] = Match(left[number], right.pop(other), is_linked=True)
    for number, card in left.items():
        if number not in found:
            alike = next(_alike(card, right.values(), rows), None)
            if alike:
                right.pop(alike.number)
            found[number] = Match(card, alike)
    alone = [Match(None, card) for card in right.values()]
    return [found[number] for number in left] + alone


def _links(ours: Workbench, theirs: Workbench) -> Iterable[tuple[int, int]]:
    if ours.coding is None or theirs.coding is None:
        return []
    links = Counterpart.objects.filter(coding=ours.coding, other_coding=theirs.coding)
    return links.values_list("number", "other_number")


def _alike(card: Card, others: Iterable[Card], rows: list[Row]) -> Iterator[Card]:
    beside = [row for row in rows if any(_is_in(card, block) for block in row.ours)]
    for other in others:
        same = card.said and other.said and card.said.speaker == other.said.speaker
        if same and any(_is_in(other, block) for row in beside for block in row.theirs):
            yield other


def _is_in(card: Card, block: Block) -> bool:
    return any(part.start < block.end and block.start < part.end for part in card.main)
