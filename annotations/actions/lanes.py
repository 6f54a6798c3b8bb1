"""Choosing the underlines of new spans, with a look at nothing but their neighbours."""

from collections.abc import Mapping
from typing import Any, Protocol

from annotations.domain.spans.lanes import LANES, Placed, cluster, depth, free_lane, laid_out
from annotations.models import Coding
from annotations.models.ready import ask


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

    `away` are ids of rows that do not count, since they are about to be replaced. No query where
    the coding knows its spans there, else one; but where all lanes are taken though no place is
    covered that often.
    """
    around = _load(coding, fresh, away)
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


MOVE = """
    UPDATE annotations_span span SET lane = moved.lane
    FROM unnest(%s::int[], %s::int[]) AS moved(number, lane)
    WHERE span.coding_id = %s AND span.number = moved.number
"""


def _lay_out_anew(
    coding: Coding, fresh: Mapping[int, Newcomer], away: list[str]
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Everything that hangs together with the new spans, from left to right."""
    ours = [Placed(number, span.start, span.end) for number, span in fresh.items()]
    everything = _load(coding, None, away)
    group = cluster([*everything, *ours], ours)
    lanes = laid_out(group)
    moved = [one for one in group if one.number not in fresh and lanes[one.number] != one.lane]
    if moved:
        numbers = [one.number for one in moved]
        ask(MOVE, [numbers, [lanes[number] for number in numbers], coding.pk])
    return {number: lanes[number] for number in fresh}, [(one.start, one.end) for one in moved]


# Written out because every write waits for it: see queries/readings.py.
NEIGHBOURS = """
    SELECT number, start, "end", lane FROM annotations_span
    WHERE coding_id = %s AND NOT id = ANY(%s::uuid[])
"""


def _load(coding: Coding, near: Mapping[int, Newcomer] | None, away: list[str]) -> list[Placed]:
    """The coding's spans but for `away`: those that touch one of `near`, or all."""
    if near is not None and not away and coding.neighbours is not None:
        known = coding.neighbours.near((span.start, span.end) for span in near.values())
        if known is not None:
            return known
    sql = NEIGHBOURS
    values: list[Any] = [coding.pk, away]
    if near is not None:
        touching = " OR ".join(['(start < %s AND "end" > %s)'] * len(near))
        sql += f" AND ({touching})"
        values += [edge for span in near.values() for edge in (span.end, span.start)]
    return [Placed(*row) for row in ask(sql, values)]


def _clipped(around: list[Placed], here: Placed) -> list[Placed]:
    """Only what overlaps the newcomer, and only that far: outside it is not our affair."""
    return [
        Placed(one.number, max(one.start, here.start), min(one.end, here.end))
        for one in around
        if one.overlaps(here.start, here.end)
    ]
