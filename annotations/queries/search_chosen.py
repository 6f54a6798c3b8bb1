"""What somebody chose among the results of a search: some of them, or all that are found."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from annotations.models import Article, Coding, ProjectArticle, Span, SpanRole, Thread, User
from annotations.models.comments import Comment
from annotations.models.spans import SpanQuerySet
from annotations.queries.annotations import earlier
from annotations.queries.asking import Understood
from annotations.queries.search import Where, passages
from annotations.queries.search_annotations import (
    BY_WORDS,
    Said,
    comments,
    inside_for,
    look_for,
)
from annotations.queries.search_inside import Inside

# More than anybody means.
MOST = 100_000
# The kinds of results that are annotations.
OF_ANNOTATIONS = {*BY_WORDS, "notes"}
# The span that stands for its annotation.
OWN = Q(role=SpanRole.PASSAGE) | Q(role=SpanRole.CONTENT) & ~Exists(earlier())


@dataclass(frozen=True)
class Chosen:
    """Results of a search of that `kind`: those of `keys`, or with None all that it finds now.

    The key of a passage is that of its article, that of others their own.
    """

    user: User
    kind: str
    where: Where
    said: Said
    asked: Understood
    keys: frozenset[UUID] | None = None

    @cached_property
    def inside(self) -> Inside | None:
        """The passages that annotations are looked for in, where they are looked for by words."""
        if self.keys is not None:
            return None
        return inside_for(self.kind, self.user, self.where, self.said, self.asked)

    @property
    def looked_through(self) -> int | None:
        """How many of the newest annotations with these words, where that is not all of them."""
        return self.inside.looked_through if self.inside else None

    @property
    def is_of_annotations(self) -> bool:
        return self.kind != "text"


def articles_chosen(chosen: Chosen) -> list[UUID]:
    """The articles that were chosen, or that what was chosen stands in, in the order of keys."""
    if chosen.is_of_annotations:
        found = annotations_chosen(chosen).values("coding__project_article__article")
        articles = Article.objects.filter(pk__in=found)
    elif chosen.keys is None:
        said = passages(chosen.user, chosen.where, chosen.asked)
        articles = Article.objects.filter(pk__in=said.order_by().values("article_id"))
    else:
        articles = Article.objects.visible_to(chosen.user).filter(pk__in=chosen.keys)
    return list(articles.order_by("pk").values_list("pk", flat=True).distinct()[:MOST])


def keys_of(user: User, kind: str, ids: Collection[UUID]) -> frozenset[UUID]:
    """The keys of results that are called by their own ids: articles by those of their places in
    projects, annotations by those of a passage or a statement. One query at most."""
    if kind == "text":
        rows = ProjectArticle.objects.visible_to(user).filter(pk__in=ids)
        return frozenset(rows.values_list("article", flat=True))
    if kind not in OF_ANNOTATIONS:
        return frozenset(ids)
    spans = Span.objects.filter(OWN, Q(pk__in=ids) | Q(attribution__in=ids))
    return frozenset(spans.values_list("pk", flat=True))


def annotations_chosen(chosen: Chosen) -> SpanQuerySet:
    """One span for each annotation that was chosen: the passage, or the first content.

    A comment stands for the annotation that it is about.
    """
    if chosen.kind == "comments":
        return _commented(chosen)
    if chosen.keys is None:
        asked = chosen.user, chosen.where, chosen.said, chosen.asked
        return look_for(chosen.kind, *asked, chosen.inside)
    seen = Coding.objects.visible_to(chosen.user)
    return Span.objects.filter(OWN, coding__in=seen, pk__in=chosen.keys)


def _commented(chosen: Chosen) -> SpanQuerySet:
    if chosen.keys is None:
        said = comments(chosen.user, chosen.where, chosen.asked, chosen.said.coder)
    else:
        said = Comment.objects.visible_to(chosen.user).standing().filter(pk__in=chosen.keys)
    threads = Thread.objects.filter(pk__in=said.values("thread"))
    about = threads.filter(coding=OuterRef("coding"), annotation=OuterRef("named"))
    rows: Any = Span.objects.alias(named=Coalesce("attribution__number", "number"))
    found: SpanQuerySet = rows.filter(OWN, Exists(about), coding__in=threads.values("coding"))
    return found
