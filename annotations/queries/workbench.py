"""All that the annotating page shows, in as many queries for 5,000 spans as for 20."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from annotations.domain.quotes import SHOWN
from annotations.domain.spans.order import merged
from annotations.domain.thresholds import LEAST
from annotations.models import (
    Act,
    ArticleTag,
    Coding,
    CodingKind,
    CodingState,
    Link,
    Paragraph,
    ProjectArticle,
    Revision,
    Tag,
    User,
)
from annotations.models.carries import unanswered
from annotations.permissions import Opened, can_annotate, can_compare, can_discuss
from annotations.queries.card_links import put_links
from annotations.queries.carried import Carried, carried_in
from annotations.queries.notes import put_notes
from annotations.queries.readings import Card, Part, Tagbook, cards_of
from annotations.queries.ready_for import ReadyModelsFor
from annotations.queries.suggestions import (
    Suggested,
    fill,
    name_printed,
    open_suggestions,
    suggestions_near,
)


@dataclass(slots=True)
class Block:
    """A paragraph of the text and what is painted on it.

    `suggested` in grey below the rest, `carried` from copies of the article.
    """

    index: int
    kind: str
    start: int
    end: int
    text: str
    parts: list[Part] = field(default_factory=list)
    suggested: list[Part] = field(default_factory=list)
    carried: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class History:
    """What undo and redo would do: verbs of acts, "" where there is nothing. See models.acts."""

    version: int = 0
    undo: str = ""
    redo: str = ""


@dataclass(frozen=True)
class Counts:
    """`left_comments`: how many there are on annotations that were deleted. `flagged`: by the
    reader, of their own annotations."""

    passages: int = 0
    attributions: int = 0
    without_speaker: int = 0
    left_comments: int = 0
    flagged: int = 0

    @property
    def annotations(self) -> int:
        return self.passages + self.attributions


@dataclass(frozen=True)
class Workbench:
    """`coding` is the one that is shown, None before the first write; `is_mine` whose it is,
    `is_discussed` whether the reader gets what is said about it. `revision` has the text.

    `suggestions` wait for the reader's yes or no: those of the machine that are `above` a
    confidence, where the reader can decide. `waiting` are these and those that are less sure.
    `carried` was annotated in copies of the article.
    """

    project_article: ProjectArticle
    reader: User
    revision: UUID | None
    coding: Coding | None
    codings: list[Coding]
    is_mine: bool
    is_discussed: bool
    is_editable: bool
    tags: Tagbook
    article_tags: list[Tag]
    blocks: list[Block]
    cards: list[Card]
    carried: list[Carried]
    counts: Counts
    history: History
    suggestions: list[Suggested]
    waiting: list[Suggested]
    above: float | None

    @property
    def length(self) -> int:
        return self.blocks[-1].end if self.blocks else 0

    @property
    def unsure(self) -> int:
        """How many suggestions there are below the confidence from which on they are shown."""
        return len(self.waiting) - len(self.suggestions)

    @property
    def suggested_blocks(self) -> list[Block]:
        """Those that look different with more suggestions, or fewer."""
        places = merged(
            [(part.start, part.end) for one in self.waiting for part in one.parts],
            at_most=len(self.blocks) or 1,
        )
        starts = [start for start, _ in places]

        def has_one(block: Block) -> bool:
            before = bisect_right(starts, block.end - 1) - 1
            return before >= 0 and places[before][1] > block.start

        return [block for block in self.blocks if has_one(block)]

    @property
    def is_done(self) -> bool:
        return self.coding is not None and self.coding.state == CodingState.DONE


class NotVisible(Exception):
    """There is no such coding, or not for this reader."""


def open_workbench(
    project_article: ProjectArticle,
    user: User,
    wanted: UUID | None = None,
    above: float | None = SHOWN,
) -> Workbench:
    """The page for this reader: their own coding, or the wanted one. Raises NotVisible.

    Suggestions are those that are `above` a confidence, none for None.

    `project_article` comes `with_role_of(user)`, with its article and project. Nine queries, one
    more where something is carried, one where articles can bear tags, two where statements are
    linked, and at most seven more where there are suggestions.
    """
    codings = visible_codings(project_article, user)
    coding, is_mine = _chosen(project_article, codings, user, wanted)
    tags = Tagbook(project_article.project.codebook_id)
    revision = coding.revision_id if coding else newest_revision(project_article)
    blocks = blocks_of(Paragraph.objects.filter(revision=revision))
    cards = cards_of(coding.pk, tags) if coding else []
    is_discussed = coding is not None and can_discuss(_role(project_article), coding, user)
    left = put_notes(cards, coding.pk, user.pk) if coding and is_discussed else 0
    if coding and coding.has_links:  # type: ignore[attr-defined]
        put_links(cards, coding.pk, user)
    paint(blocks, (part for card in cards for part in card.parts))
    carried = carried_in(project_article, revision, user, tags, coding)
    paint_carried(blocks, carried)
    if coding and coding.kind == CodingKind.MACHINE:
        name_printed(cards, suggestions_near(project_article, coding, 0.0))
    is_open = coding is None or coding.state == CodingState.OPEN
    is_editable = is_mine and is_open and can_annotate(_role(project_article))
    waiting = []
    if is_editable and above is not None:
        known = [*cards, *carried]
        waiting = open_suggestions(project_article, coding, known, min(above, LEAST))
    suggestions = [one for one in waiting if above is not None and one.confidence >= above]
    fill(suggestions, coding, project_article.article.published_on)
    paint_suggestions(blocks, suggestions)
    return Workbench(
        project_article=project_article,
        reader=user,
        revision=revision,
        coding=coding,
        codings=_to_compare(codings, project_article),
        is_mine=is_mine,
        is_discussed=is_mine or is_discussed,
        is_editable=is_editable,
        tags=tags,
        article_tags=article_tags_of(coding, tags),
        blocks=blocks,
        cards=cards,
        carried=carried,
        counts=counts_of(cards, left),
        history=history_of(coding),
        suggestions=suggestions,
        waiting=waiting,
        above=above,
    )


def article_tags_of(coding: Coding | None, tags: Tagbook) -> list[Tag]:
    """What the article as a whole bears in a coding. One query where it can bear any."""
    if coding is None or not tags.has_article_tags:
        return []
    return tags.sorted(ArticleTag.objects.filter(coding=coding).values_list("tag", flat=True))


def visible_codings(project_article: ProjectArticle, user: User) -> list[Coding]:
    """Codings of the article that the user may see, last touched first. One query.

    Without the machine's where the project works without suggestions.
    """
    ask = VISIBLE if project_article.project.has_suggestions else BY_PEOPLE
    return ask.found(user, project_article.pk)


def _visible(user: User, project_article: UUID) -> QuerySet[Coding]:
    return _with_facts(Coding.objects.visible_to(user).filter(project_article=project_article))


def _visible_by_people(user: User, project_article: UUID) -> QuerySet[Coding]:
    rows = Coding.objects.visible_to(user).by_people()
    return _with_facts(rows.filter(project_article=project_article))


def _with_facts(rows: QuerySet[Coding]) -> QuerySet[Coding]:
    here = Q(coding=OuterRef("pk")) | Q(other_coding=OuterRef("pk"))
    waiting = with_history(rows).annotate(
        unanswered=unanswered(), has_links=Exists(Link.objects.filter(here))
    )
    return waiting.select_related("analyst").order_by("-changed_at", "id")


VISIBLE = ReadyModelsFor(_visible, [UUID])
BY_PEOPLE = ReadyModelsFor(_visible_by_people, [UUID])


def with_history(codings: QuerySet[Coding]) -> QuerySet[Coding]:
    """Adds what undo and redo would do."""
    acts = Act.objects.filter(coding=OuterRef("pk"))
    return codings.annotate(
        to_undo=Subquery(acts.standing().order_by("-number").values("verb")[:1]),
        to_redo=Subquery(acts.undone().order_by("number").values("verb")[:1]),
    )


def history_of(coding: Any) -> History:
    """From a coding loaded `with_history`."""
    if coding is None:
        return History()
    return History(coding.acts_done, coding.to_undo or "", coding.to_redo or "")


def paragraphs_of(project_article: ProjectArticle, coding: Coding | None) -> QuerySet[Paragraph]:
    """Of the revision that was annotated, or of the newest where nobody has begun."""
    if coding is not None:
        return Paragraph.objects.filter(revision=coding.revision_id)
    return Paragraph.objects.filter(revision=Subquery(_revisions(project_article).values("pk")[:1]))


def newest_revision(project_article: ProjectArticle) -> UUID | None:
    return _revisions(project_article).values_list("pk", flat=True).first()


def _revisions(project_article: ProjectArticle) -> QuerySet[Revision]:
    """The newest first."""
    return Revision.objects.filter(article=project_article.article_id).order_by("-number")


def blocks_of(paragraphs: QuerySet[Paragraph]) -> list[Block]:
    rows = paragraphs.in_reading_order()  # type: ignore[attr-defined]
    return [Block(*row) for row in rows.values_list("index", "kind", "start", "end", "text")]


def paint(blocks: list[Block], parts: Iterable[Part]) -> None:
    """Hand each part to the blocks that it touches. `blocks` are in order, gaps allowed."""
    for block, part in _touched(blocks, parts):
        block.parts.append(part)


def paint_suggestions(blocks: list[Block], suggestions: Iterable[Suggested]) -> None:
    """The same for what is in grey."""
    for block, part in _touched(blocks, (part for one in suggestions for part in one.parts)):
        block.suggested.append(part)


def paint_carried(blocks: list[Block], carried: Iterable[Carried]) -> None:
    """The same for what comes from copies."""
    for block, part in _touched(blocks, (part for one in carried for part in one.parts)):
        block.carried.append(part)


def _touched(blocks: list[Block], parts: Iterable[Part]) -> Iterator[tuple[Block, Part]]:
    starts = [block.start for block in blocks]
    for part in parts:
        place = max(0, bisect_right(starts, part.start) - 1)
        while place < len(blocks) and blocks[place].start < part.end:
            if blocks[place].end > part.start:
                yield blocks[place], part
            place += 1


def counts_of(cards: list[Card], left_comments: int) -> Counts:
    said = [card.said for card in cards if card.said]
    return Counts(
        passages=len(cards) - len(said),
        attributions=len(said),
        without_speaker=sum(one.speaker is None for one in said),
        left_comments=left_comments,
        flagged=sum(card.notes is not None and card.notes.is_flagged for card in cards),
    )


def _chosen(
    project_article: ProjectArticle, codings: list[Coding], user: User, wanted: UUID | None
) -> tuple[Coding | None, bool]:
    mine = next((one for one in codings if one.analyst_id == user.pk), None)
    if wanted is not None:
        found = next((one for one in codings if one.pk == wanted), None)
        if found is None:
            raise NotVisible
        return found, found is mine
    if mine or can_annotate(_role(project_article)):
        return mine, True
    # Somebody who only reads wants to see what there is, once somebody has said it.
    people = [one for one in codings if one.kind != CodingKind.MACHINE]
    human = [one for one in people if one.kind == CodingKind.HUMAN]
    agreed = [one for one in people if one.kind == CodingKind.GOLD and one.counts]
    return next(iter(agreed or human or people), None), False


def _to_compare(codings: list[Coding], project_article: ProjectArticle) -> list[Coding]:
    """Who works blind has the machine's suggestions at the text, and nothing to compare.

    Unless they were hidden: then its coding is seen as a whole once one is done.
    """
    if can_compare(_role(project_article)) or project_article.project.hides_machine:
        return codings
    return [one for one in codings if one.kind != CodingKind.MACHINE]


def _role(project_article: Any) -> Opened:
    return project_article
