"""The sentences that stand in both texts in the same order, and those that changed places."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotations.domain.anchoring.reading import Range, Reading
from annotations.domain.comparing.aligning import Run, aligned


@dataclass(slots=True)
class Flow:
    """Sentences of the old text by their numbers, and those of the new text that they are.

    `doubtful` are those in place that could as well be another one beside it, since the same
    sentence stands there twice. `gaps` are the stretches between those in place, as ranges of
    sentences of either text: what is left to be found.
    """

    in_place: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    doubtful: dict[int, int] = field(default_factory=dict)
    gaps: list[tuple[Range, Range]] = field(default_factory=list)


def find_flow(old: Reading, new: Reading) -> Flow:
    flow = Flow()
    keys = [old.sentence_key(n) for n in range(len(old.sentences))]
    new_keys = [new.sentence_key(n) for n in range(len(new.sentences))]
    whole = aligned(
        [old.paragraph_key(n) for n in range(len(old.paragraphs))],
        [new.paragraph_key(n) for n in range(len(new.paragraphs))],
    )
    runs = [
        Run(old.paragraphs[run.old][0], new.paragraphs[run.new][0], _sentences_in(old, run))
        for run in whole
    ]
    for olds, news in gaps_between(runs, len(keys), len(new_keys)):
        found = aligned(keys[slice(*olds)], new_keys[slice(*news)])
        runs += [Run(olds[0] + run.old, news[0] + run.new, run.size) for run in found]
    runs.sort(key=lambda run: run.old)
    for run in runs:
        flow.in_place.update((run.old + k, run.new + k) for k in range(run.size))
    flow.gaps = list(gaps_between(runs, len(keys), len(new_keys)))
    _doubt(flow, keys, new_keys)
    _find_moved(flow, keys, new_keys)
    _swap(flow, old)
    return flow


def _sentences_in(old: Reading, run: Run) -> int:
    last = run.old + run.size - 1
    return old.paragraphs[last][1] - old.paragraphs[run.old][0]


def gaps_between(runs: list[Run], olds: int, news: int) -> Iterator[tuple[Range, Range]]:
    """What lies before, between and behind `runs`: a range of the old, one of the new."""
    i = j = 0
    for run in [*runs, Run(olds, news, 0)]:
        if i < run.old or j < run.new:
            yield (i, run.old), (j, run.new)
        i, j = run.old + run.size, run.new + run.size


def _doubt(flow: Flow, olds: list[str], news: list[str]) -> None:
    """A sentence was doubled, or one of two beside one another went: nothing says which it is.

    So those next to a gap are in doubt as long as the same sentence is in the gap, in either text.
    """
    for (a, b), (c, d) in flow.gaps:
        lost: dict[str, list[int]] = {}
        for i in range(a, b):
            lost.setdefault(olds[i], []).append(i)
        inside = {*lost, *news[c:d]}
        for i, j, step in ((a - 1, c - 1, -1), (b, d, 1)):
            while flow.in_place.get(i) == j and olds[i] in inside:
                flow.doubtful.update((twin, j) for twin in (i, *lost.pop(olds[i], ())))
                i, j = i + step, j + step


def _find_moved(flow: Flow, olds: list[str], news: list[str]) -> None:
    """A sentence of a gap that stands, to the letter, in another gap: once, or it is in doubt."""
    lost: dict[str, list[int]] = {}
    come: dict[str, list[int]] = {}
    for (a, b), (c, d) in flow.gaps:
        for i in range(a, b):
            if i not in flow.doubtful:
                lost.setdefault(olds[i], []).append(i)
        for j in range(c, d):
            come.setdefault(news[j], []).append(j)
    for key, places in lost.items():
        found = come.get(key, [])
        if len(places) == len(found) == 1:
            flow.moved[places[0]] = found[0]
        elif found:
            flow.doubtful.update((i, found[0]) for i in places)


def _swap(flow: Flow, old: Reading) -> None:
    """Of two stretches that changed places the smaller one moved; both did where they are equal."""
    stays = sorted(flow.in_place)
    targets = [flow.in_place[i] for i in stays]
    for first, last in _stretches(flow.moved):
        here, there = bisect_left(stays, first), bisect_left(targets, flow.moved[first])
        crossed = stays[min(here, there) : max(here, there)]
        if crossed and not _outweighs(old, crossed, first, last):
            flow.moved.update((i, flow.in_place[i]) for i in crossed)


def _stretches(moved: dict[int, int]) -> list[Range]:
    """The sentences that moved together, as [first, last)."""
    found: list[Range] = []
    for i in sorted(moved):
        if found and found[-1][1] == i and moved[i] == moved[i - 1] + 1:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _outweighs(old: Reading, crossed: list[int], first: int, last: int) -> bool:
    """Whether more was crossed than moved: in paragraphs where whole ones moved, or sentences."""
    begun, ended = old.paragraph_of(first), old.paragraph_of(last - 1)
    if (old.paragraphs[begun][0], old.paragraphs[ended][1]) != (first, last):
        return len(crossed) > last - first
    return old.paragraph_of(crossed[-1]) - old.paragraph_of(crossed[0]) > ended - begun
