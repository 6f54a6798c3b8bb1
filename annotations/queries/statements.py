"""A statement by its address: as it stands, as it was carried on, or that it is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from annotations.domain.posts import says_otherwise
from annotations.models import (
    Act,
    Appearance,
    Attribution,
    AttributionTag,
    Capture,
    Coding,
    Counterpart,
    Revision,
    Span,
    SpanRole,
    User,
)
from annotations.models.articles import pieces_near
from annotations.models.codings import CodingQuerySet
from annotations.queries.annotations import contents_of, tags_of
from annotations.queries.chains import relays
from annotations.queries.histories import Event, history_of
from annotations.queries.prefill import Post, posts_of
from annotations.queries.readings import UNTAGGED, Part
from annotations.queries.workbench import Block, paint

Key = tuple[UUID, str, UUID | None, int]


@dataclass(frozen=True)
class Statement:
    """All that its page shows. `newest` is the number of the article's newest revision.

    `current` is the same statement in the newest text that was annotated, where this one is of an
    earlier text; None where the newest text does not say it, or nobody has answered yet.
    """

    said: Attribution
    revision: Revision
    capture: Capture
    spans: list[Span]
    blocks: list[Block]
    posts: list[Post]
    newest: int
    current: Attribution | None
    appearances: list[Appearance]
    counterparts: list[Attribution]
    history: list[Event]

    @property
    def mention(self) -> str:
        """By which words the article names the speaker there."""
        return next((span.words for span in self.spans if span.role == SpanRole.SPEAKER), "")

    @property
    def held(self) -> list[Post]:
        """What the speaker was on the day of the article, whatever the analyst chose."""
        return [post for post in self.posts if post.is_held]

    @property
    def is_held(self) -> bool:
        """Whether the speaker had, on that day, the capacity that the analyst chose."""
        return any(post.affiliation == self.said.affiliation for post in self.held)

    @property
    def prints_otherwise(self) -> bool:
        """Whether the text gives another capacity than the register has for the day."""
        held = [post.affiliation for post in self.held]
        known = held or [one for one in [self.said.affiliation] if one]
        printed = self.said.printed_capacity
        return bool(known) and all(
            says_otherwise(printed, one.post, one.organisation.name if one.organisation else "")
            for one in known
        )


@dataclass(frozen=True)
class Deleted:
    """A statement that is no more; `words` and `act` as far as its coding still knows them."""

    coding: Coding
    number: int
    words: str
    act: Act | None


def find_statement(pk: UUID, user: User) -> Attribution | None:
    """The statement of that id, in whatever revision, if the user may see it. Three queries."""
    return with_article(Attribution.objects.on_record_for(user).filter(pk=pk)).first()


def with_article(rows: QuerySet[Attribution]) -> QuerySet[Attribution]:
    """With words, people, tags, article and capture; neither its text nor its bytes."""
    return (
        rows.select_related(
            "speaker",
            "affiliation__organisation",
            "target",
            "relayer",
            "coding__project",
            "coding__analyst",
            "coding__revision__capture",
            "coding__project_article__article__source",
        )
        .defer("coding__revision__text", "coding__revision__capture__compressed")
        .prefetch_related(
            contents_of("spans"),
            tags_of("attribution_tags", AttributionTag.objects.all()),
            relays(),
        )
    )


def find_deleted(pk: UUID, user: User) -> Deleted | Attribution | None:
    """What is known of a statement that has left its table, for those who may see its coding.

    The statement that has its number now, where there is one: made again, or carried on.
    """
    events: Any = Attribution.pgh_event_model  # type: ignore[attr-defined]
    event = events.objects.filter(pgh_obj=pk).order_by("-pgh_id").first()
    if event is None:
        return None
    seen = Coding.every.visible_to(user).by_people().filter(pk=event.coding_id)
    coding = seen.select_related("project_article__article__source", "project").first()
    if coding is None:
        return None
    again = latest([(coding, event.number)], user)
    if again:
        return again[key_of(coding, event.number)]
    acts = Act.objects.filter(coding__in=line_of(coding), annotation=event.number)
    act = acts.filter(before__isnull=False).select_related("by").order_by("-at", "-number").first()
    return Deleted(coding, event.number, _words(act), act)


def open_statement(said: Attribution, user: User) -> Statement:
    """All about it, in as many queries for many appearances as for one."""
    coding = said.coding
    article = coding.project_article.article
    spans = list(Span.objects.filter(attribution=said).in_reading_order())
    near = pieces_near(coding.revision_id, [(span.start, span.end) for span in spans])
    blocks = [Block(*piece) for piece in near]
    paint(blocks, _parts(said, spans))
    newest = Revision.objects.filter(article=article.pk).order_by("-number")
    day = article.published_on
    newer = {} if coding.is_current else latest([(coding, said.number)], user)
    return Statement(
        said=said,
        revision=coding.revision,
        capture=coding.revision.capture,
        spans=spans,
        blocks=blocks,
        posts=posts_of(said.speaker_id, day) if day else [],
        newest=newest.values_list("number", flat=True)[0],
        current=next((one for one in newer.values() if one.coding.is_current), None),
        appearances=list(_appearances(said)),
        counterparts=counterparts_of(said, user),
        history=history_of(line_of(coding), said.number),
    )


def line_of(coding: Coding) -> CodingQuerySet:
    """The coding with those that it follows and that follow it, one for each revision."""
    rows: CodingQuerySet = Coding.every.filter(
        project_article=coding.project_article_id, kind=coding.kind, analyst=coding.analyst_id
    )
    return rows


def key_of(coding: Coding, number: int) -> Key:
    """What names a statement in whatever revision: its line, and its number in it."""
    return coding.project_article_id, coding.kind, coding.analyst_id, number


def latest(named: Iterable[tuple[Coding, int]], user: User) -> dict[Key, Attribution]:
    """The statements of these numbers, each in the newest revision that has it. Three queries."""
    wanted = Q(pk__in=[])
    for coding, number in named:
        wanted |= Q(coding__in=line_of(coding), number=number)
    rows = with_article(Attribution.objects.on_record_for(user).filter(wanted))
    found: dict[Key, Attribution] = {}
    for one in rows.order_by("-coding__revision__number", "pk"):
        found.setdefault(key_of(one.coding, one.number), one)
    return found


def counterparts_of(said: Attribution, user: User) -> list[Attribution]:
    """The same statement in a translation, or in the original. Four queries at most."""
    line = line_of(said.coding)
    rows = Counterpart.objects.filter(
        Q(coding__in=line, number=said.number) | Q(other_coding__in=line, other_number=said.number)
    ).select_related("coding", "other_coding")
    mine = said.coding.project_article_id
    others = [
        (row.other_coding, row.other_number)
        if row.coding.project_article_id == mine
        else (row.coding, row.number)
        for row in rows
    ]
    return list(latest(others, user).values()) if others else []


def _appearances(said: Attribution) -> QuerySet[Appearance]:
    rows = Appearance.objects.standing().filter(attribution=said)
    return (
        rows.select_related("project_article__article__source", "revision")
        .defer("revision__text")
        .order_by("project_article__article__published_on", "pk")
    )


def _parts(said: Attribution, spans: Iterable[Span]) -> list[Part]:
    """The spans as they are painted, in the colour of the first tag."""
    colours = [link.tag.colour for link in said.attribution_tags.all()]
    colour = colours[0] if colours else UNTAGGED["attribution"]
    return [
        Part(said.number, span.number, span.role, span.start, span.end, 0, span.words, colour)
        for span in spans
    ]


def _words(act: Act | None) -> str:
    """What was said, as the act found it."""
    spans = act.before["spans"] if act and act.before else []
    return " […] ".join(one["words"] for one in spans if one["role"] == SpanRole.CONTENT)
