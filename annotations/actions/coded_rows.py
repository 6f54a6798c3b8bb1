"""Annotations of a file as rows, inserted together: as many statements for many as for a few."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from annotations.actions.coded_marks import Mark, Spot
from annotations.domain.spans.lanes import Placed, free_lane, laid_out
from annotations.models import (
    ArticleTag,
    Attribution,
    AttributionTag,
    Coding,
    Project,
    Relay,
    Span,
    SpanRole,
    SpanTag,
)
from annotations.models.ready import copy_in

Identity = tuple[object, ...]


class Rows:
    """The rows of some codings, until they are inserted."""

    def __init__(self, project: Project, at: datetime) -> None:
        self.project, self.at = project, at
        self.new: dict[UUID, Coding] = {}
        self.changed: dict[UUID, Coding] = {}
        self.attributions: list[Attribution] = []
        self.spans: list[Span] = []
        self.links: list[Any] = []
        self._known: dict[UUID, dict[Identity, int]] = defaultdict(dict)
        self._around: dict[UUID, list[Placed]] = defaultdict(list)
        self._tags: dict[UUID, set[UUID]] = defaultdict(set)

    def look_up(self, codings: Sequence[Coding]) -> None:
        """What these codings have already. Five queries, none where there are no codings."""
        keys = [coding.pk for coding in codings]
        if not keys:
            return
        for coding, tag in ArticleTag.objects.filter(coding__in=keys).values_list("coding", "tag"):
            self._tags[coding].add(tag)
        tags: dict[UUID, set[UUID]] = defaultdict(set)
        for owner, tag in SpanTag.objects.filter(span__coding__in=keys).values_list("span", "tag"):
            tags[owner].add(tag)
        rows = AttributionTag.objects.filter(attribution__coding__in=keys)
        for owner, tag in rows.values_list("attribution", "tag"):
            tags[owner].add(tag)
        places: dict[UUID, set[tuple[str, int, int]]] = defaultdict(set)
        whose: dict[UUID, tuple[UUID, int]] = {}
        names = ("pk", "coding", "attribution", "number", "role", "start", "end", "lane")
        spans = Span.objects.filter(coding__in=keys).values_list(*names)
        for pk, coding, said, number, role, start, end, lane in spans:
            self._around[coding].append(Placed(number, start, end, lane))
            places[said or pk].add((role, start, end))
            if said is None:
                whose[pk] = coding, number
        facts: dict[UUID, tuple[Any, ...]] = {}
        said_by = ("pk", "coding", "number", "speaker", "target", "mode", "stance")
        statements = Attribution.objects.filter(coding__in=keys).values_list(*said_by)
        for pk, coding, number, *rest in statements:
            whose[pk] = coding, number
            facts[pk] = tuple(rest)
        for pk, (coding, number) in whose.items():
            nothing = (None,) * 4
            identity = (frozenset(places[pk]), frozenset(tags[pk]), *facts.get(pk, nothing))
            self._known[coding][identity] = number

    def article_tags(self, coding: Coding) -> set[UUID]:
        return self._tags[coding.pk]

    def fresh(self, coding: Coding, marks: Iterable[Mark]) -> list[Mark]:
        """Those that the coding does not have yet, each once; the others are told their number."""
        known = self._known[coding.pk]
        found: dict[Identity, Mark] = {}
        for mark in marks:
            if mark.identity not in known:
                found.setdefault(mark.identity, mark)
        return list(found.values())

    def put(
        self, coding: Coding, is_new: bool, marks: Sequence[Mark], tags: set[UUID]
    ) -> list[tuple[Mark, int]]:
        """Each with the number that it has in the coding: that of the file, where that is free."""
        if is_new:
            self.new[coding.pk] = coding
        elif marks or tags - self._tags[coding.pk]:
            coding.changed_at = self.at
            self.changed[coding.pk] = coding
        fresh = sorted(tags - self._tags[coding.pk])
        self.links += [ArticleTag(coding=coding, tag_id=tag) for tag in fresh]
        self._tags[coding.pk] |= tags
        keeps = is_new and _are_numbered(marks)
        given = []
        for mark in marks:
            numbers = _numbers(mark) if keeps else self._take(coding, mark)
            self._put(coding, mark, numbers)
            self._known[coding.pk][mark.identity] = numbers[0]
            given.append((mark, numbers[0]))
        if keeps and marks:
            coding.next_number = 1 + max(n for mark in marks for n in _numbers(mark))
        self._lay(coding, is_new, [spot for mark in marks for spot in mark.spots])
        return given

    def _take(self, coding: Coding, mark: Mark) -> list[int]:
        """That of the annotation, then those of its spans; a passage and its span are one."""
        count = 1 if mark.facts is None else 1 + len(mark.spots)
        first = coding.next_number
        coding.next_number += count
        numbers = list(range(first, first + count))
        return numbers if mark.facts is not None else [first, first]

    def _put(self, coding: Coding, mark: Mark, numbers: Sequence[int]) -> None:
        at = mark.created_at or self.at
        said = None
        if mark.facts is not None:
            said = Attribution(
                project=self.project,
                coding=coding,
                number=numbers[0],
                note=mark.note,
                created_at=at,
                **mark.facts,
            )
            self.attributions.append(said)
            self.links += [AttributionTag(attribution=said, tag_id=tag) for tag in mark.tags]
            self.links += [
                Relay(attribution=said, position=position, actor_id=actor)
                for position, actor in enumerate(mark.relays, start=2)
            ]
        for spot, number in zip(mark.spots, numbers[1:], strict=True):
            span = Span(
                project=self.project,
                coding=coding,
                attribution=said,
                number=number,
                role=spot.role,
                start=spot.start,
                end=spot.end,
                words=spot.words,
                prefix=spot.prefix,
                suffix=spot.suffix,
                note="" if said else mark.note,
                created_at=at,
            )
            self.spans.append(span)
            if spot.role == SpanRole.PASSAGE:
                self.links += [SpanTag(span=span, tag_id=tag) for tag in mark.tags]

    def _lay(self, coding: Coding, is_new: bool, spots: Sequence[Spot]) -> None:
        """The underlines of the spans that were put last, among those that are there."""
        if not spots:
            return
        fresh = self.spans[-len(spots) :]
        around = self._around[coding.pk]
        if is_new and not around:
            lanes = laid_out([Placed(one.number, one.start, one.end) for one in fresh])
            for one in fresh:
                one.lane = lanes[one.number]
        else:
            for one in fresh:
                one.lane = free_lane(one.start, one.end, around) or 0
                around.append(Placed(one.number, one.start, one.end, one.lane))

    def insert(self) -> None:
        copy_in(list(self.new.values()))
        copy_in(self.attributions)
        copy_in(self.spans)
        for model in (AttributionTag, SpanTag, ArticleTag, Relay):
            copy_in([one for one in self.links if isinstance(one, model)])
        if self.changed:
            Coding.objects.bulk_update(self.changed.values(), ["next_number", "changed_at"])


def _numbers(mark: Mark) -> list[int]:
    if mark.facts is None:
        return [mark.number, mark.number]
    return [mark.number, *(spot.number for spot in mark.spots)]


def _are_numbered(marks: Sequence[Mark]) -> bool:
    """Whether the file's own numbers will do: all there, none twice."""
    numbers = [
        number
        for mark in marks
        for number in (_numbers(mark) if mark.facts is not None else [mark.number])
    ]
    return all(number > 0 for number in numbers) and len(numbers) == len(set(numbers))
