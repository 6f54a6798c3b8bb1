"""Choosing the underlines of new spans, with a look at nothing but their neighbours."""

from collections.abc import Mapping
from typing import Protocol

from django.db.models import Q

from annotations.domain.spans.lanes import LANES, Placed, cluster, depth, free_lane, laid_out
from annotations.models import Coding, Span


class Newcomer(Protocol):
    """A span that wants a lane, most of all the one that it names."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def lane(self) -> int: ...


def place(
    coding: Coding, fresh: Mapping[int, Newcomer], away: list[str]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Lanes for the spans `fresh`, by number; and the ranges of others that had to change theirs.

    `away` are ids of rows that do not count, since they are about to be replaced. One query, but
    where all lanes are taken though no place is covered that often.
    """
    touching = Q()
    for span in fresh.values():
        touching |= Q(start__lt=span.end, end__gt=span.start)
    around = _load(coding, touching, away)
    lanes: dict[int, int] = {}
    for number, span in fresh.items():
        lane = free_lane(span.start, span.end, around, wanted=span.lane)
        here = Placed(number, span.start, span.end, lane or 0)
        if lane is None and depth([*_clipped(around, here), here]) <= LANES:
            return _lay_out_anew(coding, fresh, away)
        if lane is None:
            lane = laid_out([*around, here])[number]
            here = Placed(number, span.start, span.end, lane)
        around.append(here)
        lanes[number] = lane
    return lanes, []


def _lay_out_anew(
    coding: Coding, fresh: Mapping[int, Newcomer], away: list[str]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Everything that hangs together with the new spans, from left to right."""
    ours = [Placed(number, span.start, span.end) for number, span in fresh.items()]
    everything = _load(coding, Q(), away)
    group = cluster([*everything, *ours], ours)
    lanes = laid_out(group)
    moved = [one for one in group if one.number not in fresh and lanes[one.number] != one.lane]
    for lane in range(LANES):
        numbers = [one.number for one in moved if lanes[one.number] == lane]
        if numbers:
            Span.objects.filter(coding=coding, number__in=numbers).update(lane=lane)
    return {number: lanes[number] for number in fresh}, [(one.start, one.end) for one in moved]


def _load(coding: Coding, condition: Q, away: list[str]) -> list[Placed]:
    rows = Span.objects.filter(condition, coding=coding).exclude(pk__in=away)
    return [Placed(*row) for row in rows.values_list("number", "start", "end", "lane")]


def _clipped(around: list[Placed], here: Placed) -> list[Placed]:
    """Only what overlaps the newcomer, and only that far: outside it is not our affair."""
    return [
        Placed(one.number, max(one.start, here.start), min(one.end, here.end))
        for one in around
        if one.overlaps(here.start, here.end)
    ]
