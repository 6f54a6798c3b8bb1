"""A project's annotations one by one, as its container of the Web Annotation Protocol holds them.

They are in the order of their keys, which is that in which they were made: new ones come last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum, Value

from annotations.domain.addresses import out_of_iri, plain_address
from annotations.domain.coded import Document
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
from annotations.models.ready import Ready, planned_anew
from annotations.permissions import can_see_all_codings
from annotations.queries.contained_documents import Held, documents_of
from annotations.queries.ready_for import ReadyFor

# No key comes before or after these.
LEAST, MOST = UUID(int=0), UUID(int=(1 << 128) - 1)
# Lookups after which the last come first.
BACKWARDS = {"lt", "lte"}


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
        found = COUNTED.first(self.user, self.project.pk)
        if found is None:
            return 0, None
        single, tagged, at = found
        return single + tagged, at

    def first(self, most: int) -> Part:
        """One query."""
        rows = self._rows("gt", LEAST, most + 1)
        return Part(rows[:most], 0, False, len(rows) > most)

    def last(self, most: int, total: int) -> Part:
        """As many as are left when all before are cut into parts of `most`. One query."""
        count = (total - 1) % most + 1
        rows = self._rows("lt", MOST, most + 1)
        held = rows[:count][::-1]
        return Part(held, max(total - len(held), 0), len(rows) > count, False)

    def after(self, key: UUID, start: int, most: int) -> Part:
        """One query; two where `key` is not there any more."""
        rows, before = self._beside(key, "gte", "lte", most)
        return Part(rows[:most], start if before else 0, before, len(rows) > most)

    def before(self, key: UUID, start: int, most: int) -> Part:
        """`start` is that of the part which begins with `key`. One query; two where that is not
        there any more."""
        rows, after = self._beside(key, "lte", "gte", most)
        held = rows[:most][::-1]
        has_previous = len(rows) > most
        return Part(held, max(start - len(held), 0) if has_previous else 0, has_previous, after)

    def find(self, key: UUID) -> Held | None:
        """One query."""
        return next(iter(self._rows("exact", key, 1)), None)

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
        return documents_of(held, self.user)

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
        ways = {address, out_of_iri(address)} - {""}
        known = rows.filter(article__canonical_url__in=ways)
        return known.values_list("pk", flat=True).first()

    def _beside(self, key: UUID, lookup: str, back: str, most: int) -> tuple[list[Held], bool]:
        """The next from `key` on, one more than `most`; and whether there is something the other
        way, as `key` itself."""
        rows = self._rows(lookup, key, most + 2)
        if rows and rows[0].id == key:
            return rows[1:], True
        return rows[: most + 1], bool(self._rows(back, key, 1))

    def _rows(self, lookup: str, key: UUID, most: int) -> list[Held]:
        """Those whose keys stand so to `key`, the nearest first. One query, which reads no more
        than `most` of each kind."""
        with planned_anew():
            if can_see_all_codings(self.project):
                rows = _of_all(lookup, most).rows(self.project.pk, key)
            else:
                rows = _of_seen(lookup, most).rows(self.user, self.project.pk, key)
        found = [Held(*row) for row in rows]
        return sorted(found, key=lambda held: held.id, reverse=lookup in BACKWARDS)[:most]


def _codings(user: User, project: UUID) -> CodingQuerySet:
    return Coding.objects.visible_to(user).by_people().filter(project=project)


def _counted(user: User, project: UUID) -> QuerySet[Any, Any]:
    tagged = Count("pk", filter=Exists(ArticleTag.objects.filter(coding=OuterRef("pk"))))
    counts = {"single": Sum("annotation_count"), "tagged": tagged, "at": Max("changed_at")}
    return _codings(user, project).values("project").annotate(**counts).values_list(*counts)


COUNTED = ReadyFor(_counted, [UUID])


@cache
def _of_all(lookup: str, most: int) -> Ready:
    """For whoever sees every coding. There are but six of them, as of the next."""

    def make(project: UUID, key: UUID) -> QuerySet[Any, Any]:
        wholes = Coding.objects.by_people().filter(project=project)
        return _of_each_kind(Q(project=project), wholes, lookup, key, most)

    return Ready(make, [UUID, UUID])


@cache
def _of_seen(lookup: str, most: int) -> ReadyFor:
    def make(user: User, project: UUID, key: UUID) -> QuerySet[Any, Any]:
        seen = visible_codings(user, "coding__") & Q(project=project)
        wholes = _codings(user, project)
        return _of_each_kind(seen, wholes, lookup, key, most)

    return ReadyFor(make, [UUID, UUID])


def _of_each_kind(
    seen: Q, wholes: CodingQuerySet, lookup: str, key: UUID, most: int
) -> QuerySet[Any, Any]:
    where = Q(**{f"pk__{lookup}": key})
    seen &= where & Q(coding__is_current=True) & ~Q(coding__kind=CodingKind.MACHINE)
    names = ("id", "coding_id", "number")
    tagged = Exists(ArticleTag.objects.filter(coding=OuterRef("pk")))
    tagged_wholes = wholes.filter(tagged, where).annotate(whole=F("pk"), n=Value(ARTICLE))
    kinds: list[QuerySet[Any, Any]] = [
        Span.objects.filter(seen, role=SpanRole.PASSAGE).values_list(*names),
        Attribution.objects.filter(seen).values_list(*names),
        tagged_wholes.values_list("id", "whole", "n"),
    ]
    order = "-id" if lookup in BACKWARDS else "id"
    one, *others = (rows.order_by(order)[:most] for rows in kinds)
    return one.union(*others, all=True)


def _events(model: Any) -> QuerySet[Any, Any]:
    """What history has of its rows."""
    events: QuerySet[Any, Any] = model.pgh_event_model.objects.all()
    return events


def _key(value: str) -> UUID | None:
    try:
        return UUID(value.removeprefix("urn:uuid:"))
    except ValueError:
        return None
