"""What is said about annotations: at one of them, in a list of them, and to the reader."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window

from annotations.models import (
    Act,
    Attribution,
    Coding,
    Comment,
    Mention,
    ProjectArticle,
    Span,
    SpanRole,
    Thread,
    User,
)

# Of what is new to the reader the first page shows the head.
HEAD = 5


@dataclass
class Conversation:
    """A thread with those of its comments that the reader gets, oldest first."""

    thread: Thread
    comments: list[Comment] = field(default_factory=list)

    @property
    def has_news(self) -> bool:
        return any(comment.is_new for comment in self.comments)


@dataclass(frozen=True)
class Talk:
    """All that is said about one annotation, the oldest thread first."""

    coding: Coding
    annotation: int
    conversations: list[Conversation]

    @property
    def comments(self) -> list[Comment]:
        return [comment for one in self.conversations for comment in one.comments]

    @property
    def has_news(self) -> bool:
        return any(one.has_news for one in self.conversations)

    @property
    def last(self) -> Comment | None:
        """The last thing that was said."""
        return max(self.comments, key=lambda comment: comment.created_at, default=None)


def talk_about(coding: Coding, annotation: int, reader: User, at: datetime) -> Talk:
    """One query."""
    here = Comment.objects.filter(thread__coding=coding, thread__annotation=annotation)
    return Talk(coding, annotation, conversations_in(here.shown_to(reader, at), reader))


def conversations_in(comments: QuerySet[Comment], reader: User) -> list[Conversation]:
    """These comments by thread, each told whether it is new to the reader. One query."""
    rows: Any = comments.select_related("author", "thread__resolved_by")
    found: dict[UUID, Conversation] = {}
    for comment in rows.with_news_for(reader).with_called().in_order():
        known = found.setdefault(comment.thread_id, Conversation(comment.thread))
        known.comments.append(comment)
    return list(found.values())


Named = tuple[UUID, int]


def put_comments(spans: Iterable[Span], reader: User) -> None:
    """Give each span of a table what is said about its annotation as `conversations`. One query."""
    named = {span: (span.coding_id, number_of(span)) for span in spans}
    comments = Comment.objects.visible_to(reader).standing()
    comments = comments.filter(
        thread__coding__in={coding for coding, _ in named.values()},
        thread__annotation__in={number for _, number in named.values()},
    )
    talks = by_annotation(conversations_in(comments, reader))
    for span, name in named.items():
        span.conversations = talks.get(name, [])  # type: ignore[attr-defined]


def number_of(span: Span) -> int:
    """The number of the annotation that the span belongs to."""
    return span.attribution.number if span.attribution else span.number


def by_annotation(conversations: Iterable[Conversation]) -> dict[Named, list[Conversation]]:
    found: dict[Named, list[Conversation]] = {}
    for one in conversations:
        found.setdefault((one.thread.coding_id, one.thread.annotation), []).append(one)
    return found


@dataclass(frozen=True)
class Leftover:
    """What was said about an annotation that is no longer there; `words` are those it had."""

    coding: Coding
    annotation: int
    words: str
    conversations: list[Conversation]


def leftovers_of(project_article: ProjectArticle, reader: User) -> list[Leftover]:
    """Comments on the article's deleted annotations, in the order they were begun. One query."""
    deleted = Act.objects.filter(
        coding=OuterRef("thread__coding"),
        annotation=OuterRef("thread__annotation"),
        after__isnull=True,
    )
    words = deleted.order_by("-number").values("before__spans__0__words")
    comments = (
        Comment.objects.visible_to(reader)
        .standing()
        .filter(thread__coding__project_article=project_article)
        .filter(~has_annotation("thread__coding", "thread__annotation"))
        .annotate(words=Subquery(words[:1]))
        .select_related("thread__coding__analyst")
    )
    grouped = by_annotation(conversations_in(comments, reader))
    return [
        Leftover(
            talks[0].thread.coding,
            number,
            talks[0].comments[0].words or "",  # type: ignore[attr-defined]
            talks,
        )
        for (_, number), talks in grouped.items()
    ]


def has_annotation(coding: str, number: str) -> Q:
    """That the coding has the annotation which the two columns name."""
    owner = {"coding": OuterRef(coding), "number": OuterRef(number)}
    return Q(Exists(Attribution.objects.filter(**owner))) | Q(
        Exists(Span.objects.filter(role=SpanRole.PASSAGE, **owner))
    )


def news_for(reader: User) -> list[Comment]:
    """The newest comments for the reader, each with `total`: how many there are. One query.

    They are what others said, and the reader has not seen, about the reader's own annotations and
    in threads that the reader took part in, and where they are called: `calls_me`.
    """
    mine = Thread.objects.filter(coding__analyst=reader).values("pk")
    joined = Comment.objects.standing().filter(author=reader).values("thread")
    return list(
        Comment.objects.visible_to(reader)
        .annotate(calls_me=Exists(Mention.objects.filter(comment=OuterRef("pk"), user=reader)))
        .filter(Q(thread__in=mine) | Q(thread__in=joined) | Q(calls_me=True))
        .filter(project__archived_at__isnull=True)
        .new_to(reader)
        .annotate(total=Window(Count("pk")))
        .select_related("author", "thread__coding__project_article__article")
        .order_by(F("created_at").desc(), "-pk")[:HEAD]
    )
