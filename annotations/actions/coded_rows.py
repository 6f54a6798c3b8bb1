"""Annotations of a file as rows, inserted together: as many statements for many as for a few."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from annotations.actions.coded_left import of_known
from annotations.actions.coded_marks import FACTS, Further, Mark, Said, said_by
from annotations.domain.coded.records import PASSAGE
from annotations.domain.identifiers import uuid7_digits
from annotations.domain.spans.lanes import Placed, free_lane, laid_out
from annotations.models import (
    ArticleTag,
    Attribution,
    AttributionTag,
    Certainty,
    Coding,
    Project,
    Relay,
    Span,
    SpanTag,
)
from annotations.models.copying import Columns, copy_in

# No coding has as many: what a file numbers beyond is numbered anew.
HIGHEST = 1_000_000_000
Identity = tuple[object, ...]
Some = TypeVar("Some")
# What an empty one of says nothing; a statement that is certain need not be meant so.
NOTHING = (None, "", (None,), Certainty.CERTAIN)
OF_A_CODING = ("id", "project_id", "coding_id", "number", "note", "created_at")
STATEMENTS = Columns(Attribution, *OF_A_CODING, *FACTS)
PLACE = ("attribution_id", "role", "start", "end", "words", "prefix", "suffix", "lane")
SPANS = Columns(Span, *OF_A_CODING, *PLACE)
TAGS_OF_STATEMENTS = Columns(AttributionTag, "attribution_id", "tag_id")
TAGS_OF_SPANS = Columns(SpanTag, "span_id", "tag_id")
RELAYS = Columns(Relay, "id", "attribution_id", "position", "actor_id")
facts_of = itemgetter(*FACTS)


@dataclass(slots=True)
class Known:
    """What a coding has: the number, and what it says beside its identity. `is_met`: the file has
    said it already."""

    number: int
    further: Further
    is_met: bool = False


@dataclass
class Sorted:
    """Those that a coding does not have yet, each once; those that it has, with their number there;
    those that the file has `twice`, with the first one; and what is `left` of what is there, where
    the file says something else, with where it stands."""

    fresh: list[Mark] = field(default_factory=list)
    there: list[tuple[Mark, int]] = field(default_factory=list)
    twice: list[tuple[Mark, Mark]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


class Rows:
    """The rows of some codings, until they are inserted: tuples of the columns above."""

    def __init__(self, project: Project, at: datetime) -> None:
        self.project, self.at, self.keys = project.pk.hex, at, uuid7_digits()
        self.new: dict[UUID, Coding] = {}
        self.changed: dict[UUID, Coding] = {}
        self.rows: dict[Columns, list[tuple[Any, ...]]] = {
            each: [] for each in (STATEMENTS, SPANS, TAGS_OF_STATEMENTS, TAGS_OF_SPANS, RELAYS)
        }
        self.article_tagged: list[ArticleTag] = []
        # By identity, and by what each says beside it.
        self._known: dict[UUID, dict[Identity, dict[Said, Known]]] = defaultdict(dict)
        self._around: dict[UUID, list[Placed]] = defaultdict(list)
        self._tags: dict[UUID, set[UUID]] = defaultdict(set)

    def look_up(self, codings: Sequence[Coding]) -> None:
        """What these codings have already. Six queries, none where there are no codings."""
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
        further: dict[UUID, Further] = {}
        names = ("pk", "coding", "attribution", "number", "role", "start", "end", "lane", "note")
        spans = Span.objects.filter(coding__in=keys).values_list(*names)
        for pk, coding, said, number, role, start, end, lane, note in spans:
            self._around[coding].append(Placed(number, start, end, lane))
            places[said or pk].add((role, start, end))
            if said is None:
                whose[pk], further[pk] = (coding, number), {"note": note}
        chains: dict[UUID, list[UUID]] = defaultdict(list)
        relays = Relay.objects.filter(attribution__coding__in=keys).order_by("position")
        for pk, actor in relays.values_list("attribution", "actor"):
            chains[pk].append(actor)
        facts: dict[UUID, tuple[Any, ...]] = {}
        columns = ("pk", "coding", "number", "speaker", "target", "mode", "stance")
        more = ("note", "affiliation", "printed_capacity", "certainty", "relayer")
        statements = Attribution.objects.filter(coding__in=keys).values_list(*columns, *more)
        for pk, coding, number, *rest in statements:
            whose[pk] = coding, number
            facts[pk] = tuple(rest[:4])
            note, post, printed, certainty, relayer = rest[4:]
            further[pk] = {"note": note, "relayers": (relayer, *chains[pk]), "post": post}
            further[pk] |= {"printed_capacity": printed, "certainty": certainty}
        for pk, (coding, number) in whose.items():
            nothing = (None,) * 4
            identity = (frozenset(places[pk]), frozenset(tags[pk]), *facts.get(pk, nothing))
            one = Known(number, further[pk])
            self._known[coding].setdefault(identity, {})[said_by(one.further)] = one

    def article_tags(self, coding: Coding) -> set[UUID]:
        return self._tags[coding.pk]

    def fresh(self, coding: Coding, marks: Sequence[Mark]) -> Sorted:
        """By what the coding has of them already. Of several that a file has of one identity each
        says something else; what says it as it is there is that one, before another is."""
        known = self._known[coding.pk]
        told = Sorted()
        for mark in marks:
            if one := known.get(mark.identity, {}).get(mark.says):
                one.is_met = True
        found: dict[Identity, dict[Said, Mark]] = {}
        for mark in marks:
            here = _here(mark, known.get(mark.identity, {}))
            if here:
                here.is_met = True
                told.there.append((mark, here.number))
                told.left += _left(mark, here.further)
                continue
            others = found.setdefault(mark.identity, {})
            if first := others.get(mark.says) or _any_of(mark, others):
                told.twice.append((mark, first))
            else:
                others[mark.says] = mark
                told.fresh.append(mark)
        return told

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
        self.article_tagged += [ArticleTag(coding=coding, tag_id=tag) for tag in fresh]
        self._tags[coding.pk] |= tags
        keeps = is_new and _are_numbered(marks)
        given = [_numbers(mark) if keeps else self._take(coding, mark) for mark in marks]
        if keeps and marks:
            coding.next_number = 1 + max(number for numbers in given for number in numbers)
        lanes = iter(self._lanes(coding, is_new, marks, given))
        known, key = self._known[coding.pk], coding.pk.hex
        for mark, numbers in zip(marks, given, strict=True):
            self._put(key, mark, numbers, lanes)
            one = Known(numbers[0], mark.further, is_met=True)
            known.setdefault(mark.identity, {})[mark.says] = one
        return [(mark, numbers[0]) for mark, numbers in zip(marks, given, strict=True)]

    def _take(self, coding: Coding, mark: Mark) -> list[int]:
        """That of the annotation, then those of its spans; a passage and its span are one."""
        count = 1 if mark.facts is None else 1 + len(mark.spots)
        first = coding.next_number
        coding.next_number += count
        numbers = list(range(first, first + count))
        return numbers if mark.facts is not None else [first, first]

    def _put(self, coding: str, mark: Mark, numbers: Sequence[int], lanes: Iterator[int]) -> None:
        at, rows, keys, said = mark.created_at or self.at, self.rows, self.keys, None
        if mark.facts is not None:
            said = next(keys)
            own = (said, self.project, coding, numbers[0], mark.note, at)
            rows[STATEMENTS].append(own + facts_of(mark.facts))
            rows[TAGS_OF_STATEMENTS] += [(said, tag) for tag in mark.tags]
            rows[RELAYS] += [
                (next(keys), said, position, actor)
                for position, actor in enumerate(mark.relays, start=2)
            ]
        note, spans = "" if said else mark.note, rows[SPANS]
        for spot, number in zip(mark.spots, numbers[1:], strict=True):
            key = next(keys)
            own = (key, self.project, coding, number, note, at)
            place = (said, spot.role, spot.start, spot.end, spot.words, spot.prefix, spot.suffix)
            spans.append((*own, *place, next(lanes)))
            if spot.role == PASSAGE:
                rows[TAGS_OF_SPANS] += [(key, tag) for tag in mark.tags]

    def _lanes(
        self, coding: Coding, is_new: bool, marks: Sequence[Mark], given: Sequence[Sequence[int]]
    ) -> list[int]:
        """The underlines of the spans that are being put, among those that are there."""
        fresh = [
            Placed(number, spot.start, spot.end)
            for mark, numbers in zip(marks, given, strict=True)
            for spot, number in zip(mark.spots, numbers[1:], strict=True)
        ]
        around = self._around[coding.pk]
        if is_new and not around:
            lanes = laid_out(fresh)
            return [lanes[one.number] for one in fresh]
        found = []
        for one in fresh:
            lane = free_lane(one.start, one.end, around) or 0
            around.append(Placed(one.number, one.start, one.end, lane))
            found.append(lane)
        return found

    def insert(self) -> None:
        """What was put since the last time."""
        copy_in(list(self.new.values()))
        for columns, rows in self.rows.items():
            columns.copy_in(rows)
            rows.clear()
        copy_in(self.article_tagged)
        if self.changed:
            Coding.objects.bulk_update(self.changed.values(), ["next_number", "changed_at"])
        self.new, self.changed, self.article_tagged = {}, {}, []


def _here(mark: Mark, known: Mapping[Said, Known]) -> Known | None:
    """What says just what the mark says; else what the file means though it says something else of
    it."""
    if one := known.get(mark.says):
        return one
    unmet = next((one for one in known.values() if not one.is_met), None)
    return unmet or _any_of(mark, known)


def _any_of(mark: Mark, several: Mapping[Said, Some]) -> Some | None:
    """What says nothing may be any of them."""
    return None if _differs(mark, {}) else next(iter(several.values()), None)


def _differs(mark: Mark, has: Further) -> set[str]:
    """Of what the mark says otherwise; what is empty says nothing."""
    return {
        name
        for name, value in mark.further.items()
        if value not in NOTHING and value != has.get(name)
    }


def _left(mark: Mark, has: Further) -> list[tuple[str, str]]:
    names = _differs(mark, has)
    return [(mark.at, why) for why in of_known(mark.said, names)] if names and mark.said else []


def _numbers(mark: Mark) -> list[int]:
    if mark.facts is None:
        return [mark.number, mark.number]
    return [mark.number, *(spot.number for spot in mark.spots)]


def _are_numbered(marks: Sequence[Mark]) -> bool:
    """Whether the file's own numbers will do: all there, none twice, with room for more."""
    numbers = [
        number
        for mark in marks
        for number in (_numbers(mark) if mark.facts is not None else [mark.number])
    ]
    fit = all(0 < number <= HIGHEST for number in numbers)
    return fit and len(numbers) == len(set(numbers))
