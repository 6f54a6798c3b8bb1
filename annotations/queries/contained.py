"""A project's annotations one by one, as its container of the Web Annotation Protocol holds them.

They are in the order of their keys, which is that in which they were made: new ones come last.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum, Value

from annotations.domain.addresses import plain_address
from annotations.domain.coded import Coding as CodedBy
from annotations.domain.coded import Document, only_what_may_leave
from annotations.models import (
    ArticleTag,
    Attribution,
    Coding,
    CodingKind,
    Project,
    ProjectArticle,
    Span,
    SpanRole,
    User,
)
from annotations.models.acts import ARTICLE
from annotations.models.codings import CodingQuerySet, visible_codings
from annotations.queries.coded import coder_of, links_from
from annotations.queries.coded_annotations import annotations_in


@dataclass(frozen=True, slots=True)
class Held:
    """An annotation by its key, and by its number in a coding. The tags of a whole article are one
    of number ARTICLE, whose key is that of the coding."""

    id: UUID
    coding: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some that follow one another. `start` counts those before, as far as the reader knows."""

    held: Sequence[Held]
    start: int
    has_previous: bool
    has_next: bool


@dataclass(frozen=True)
class Contained:
    """What people say in a project, as far as the reader may see it."""

    project: Project
    user: User

    def counted(self) -> tuple[int, datetime | None]:
        """How many there are, and when one was touched last. One query."""
        tagged = Count("pk", filter=Exists(ArticleTag.objects.filter(coding=OuterRef("pk"))))
        found = self._codings.aggregate(
            single=Sum("annotation_count"), tagged=tagged, at=Max("changed_at")
        )
        return (found["single"] or 0) + found["tagged"], found["at"]

    def first(self, most: int) -> Part:
        """One query."""
        rows = self._rows(Q(), "id", most + 1)
        return Part(rows[:most], 0, False, len(rows) > most)

    def last(self, most: int, total: int) -> Part:
        """As many as are left when all before are cut into parts of `most`. One query."""
        count = (total - 1) % most + 1
        rows = self._rows(Q(), "-id", count + 1)
        held = rows[:count][::-1]
        return Part(held, max(total - len(held), 0), len(rows) > count, False)

    def after(self, key: UUID, start: int, most: int) -> Part:
        """Two queries."""
        rows = self._rows(Q(pk__gt=key), "id", most + 1)
        before = bool(self._rows(Q(pk__lte=key), "-id", 1))
        return Part(rows[:most], start if before else 0, before, len(rows) > most)

    def before(self, key: UUID, start: int, most: int) -> Part:
        """`start` is that of the part which begins with `key`. Two queries."""
        rows = self._rows(Q(pk__lt=key), "-id", most + 1)
        held = rows[:most][::-1]
        after = bool(self._rows(Q(pk__gte=key), "id", 1))
        has_previous = len(rows) > most
        return Part(held, max(start - len(held), 0) if has_previous else 0, has_previous, after)

    def find(self, key: UUID) -> Held | None:
        """One query."""
        return next(iter(self._rows(Q(pk=key), "id", 1)), None)

    def was_held(self, key: UUID) -> bool:
        """Whether history knows it as one that the reader saw here, or would have seen: deleted, or
        of an earlier text. Three queries at most."""
        seen = Coding.every.visible_to(self.user).by_people().filter(project=self.project)
        events: list[QuerySet[Any, Any]] = [
            _events(Span).filter(pgh_obj=key, role=SpanRole.PASSAGE),
            _events(Attribution).filter(pgh_obj=key),
            _events(ArticleTag).filter(coding=key),
        ]
        return any(rows.filter(coding__in=seen).exists() for rows in events)

    def numbered(self, coding: UUID, number: int) -> Held:
        """What has that number in one's own coding. Raises ObjectDoesNotExist."""
        if number == ARTICLE:
            return Held(coding, coding, ARTICLE)
        kinds: list[QuerySet[Any, Any]] = [
            Span.objects.filter(role=SpanRole.PASSAGE),
            Attribution.objects.all(),
        ]
        passages, statements = (
            rows.filter(coding=coding, number=number).values_list("id", flat=True) for rows in kinds
        )
        return Held(passages.union(statements).get(), coding, number)

    def documents(self, held: Sequence[Held]) -> list[tuple[Held, Document]]:
        """In their order, each with a coding in which nothing else stands; without what was deleted
        meanwhile. Of words no more than may leave, and no text. As many queries for a hundred as
        for one."""
        keys = list({one.coding for one in held})
        rows = {row.pk: row for row in _whole(Coding.objects.filter(pk__in=keys))}
        links = links_from(keys, Coding.every.visible_to(self.user))
        found = annotations_in(keys, [], links, {one.id for one in held})
        by_key = {one.id: one for several in found.values() for one in several}
        tags = _tags([one.coding for one in held if one.number == ARTICLE])
        made = []
        for one in held:
            row, annotation = rows.get(one.coding), by_key.get(str(one.id))
            if row and (annotation or tags[one.coding]):
                coded = CodedBy(coder_of(row.kind, row.analyst, row.engine), row.state)
                if annotation:
                    coded.annotations = [annotation]
                else:
                    coded.tags = tags[one.coding]
                made.append((one, only_what_may_leave(_document(row, coded))))
        return made

    def about(self, source: str, article: str) -> UUID | None:
        """The key, in this project, of the article that somebody means by its key or, where this is
        none, by the address that it is the `source` of. Two queries at most."""
        rows = ProjectArticle.objects.visible_to(self.user).filter(project=self.project)
        for key in filter(None, map(_key, (article, source))):
            means = Q(article=key) | Q(pk=key)
            if found := rows.filter(means).values_list("pk", flat=True).first():
                return found
        try:
            address = plain_address(source)
        except ValueError:
            return None
        known = rows.filter(article__canonical_url=address) if address else rows.none()
        return known.values_list("pk", flat=True).first()

    @property
    def _codings(self) -> CodingQuerySet:
        seen = Coding.objects.visible_to(self.user).by_people()
        return seen.filter(project=self.project)

    def _rows(self, where: Q, order: str, most: int) -> list[Held]:
        """One query, which reads no more than `most` of each kind."""
        seen = visible_codings(self.user, "coding__") & Q(coding__is_current=True)
        seen &= Q(project=self.project) & ~Q(coding__kind=CodingKind.MACHINE)
        names = ("id", "coding_id", "number")
        tagged = Exists(ArticleTag.objects.filter(coding=OuterRef("pk")))
        wholes = self._codings.filter(tagged, where).annotate(whole=F("pk"), n=Value(ARTICLE))
        kinds: list[QuerySet[Any, Any]] = [
            Span.objects.filter(seen, where, role=SpanRole.PASSAGE).values_list(*names),
            Attribution.objects.filter(seen, where).values_list(*names),
            wholes.values_list("id", "whole", "n"),
        ]
        one, *others = (rows.order_by(order)[:most] for rows in kinds)
        found = [Held(*row) for row in one.union(*others, all=True)]
        return sorted(found, key=lambda held: held.id, reverse=order.startswith("-"))[:most]


def _events(model: Any) -> QuerySet[Any, Any]:
    """What history has of its rows."""
    events: QuerySet[Any, Any] = model.pgh_event_model.objects.all()
    return events


def _whole(rows: CodingQuerySet) -> QuerySet[Coding]:
    related = rows.select_related("analyst", "revision", "project_article__article__source")
    return related.defer("revision__text")


def _document(row: Coding, coded: CodedBy) -> Document:
    article = row.project_article.article
    return Document(
        title=article.title,
        text=None,
        id=str(article.pk),
        rights=article.source.rights,
        url=article.canonical_url,
        sha256=row.revision.text_sha256,
        codings=[coded],
    )


def _tags(codings: Iterable[UUID]) -> dict[UUID, list[str]]:
    tags: dict[UUID, list[str]] = defaultdict(list)
    rows = ArticleTag.objects.filter(coding__in=list(codings)).order_by("tag__position", "tag_id")
    for coding, tag in rows.values_list("coding", "tag__key"):
        tags[coding].append(tag)
    return tags


def _key(value: str) -> UUID | None:
    try:
        return UUID(value.removeprefix("urn:uuid:"))
    except ValueError:
        return None
