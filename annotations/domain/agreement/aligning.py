"""The best alignment of passages that several coders chose, for gamma."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotations.domain.agreement.unitising import Section

# So many ways to go on are kept, the best. Ten times as many gave the same alignments of texts with
# 400 passages, and took twice as long.
MOST_WAYS = 500


@dataclass(frozen=True, slots=True)
class Weights:
    """How much place and value weigh, and what it costs when a coder chose nothing."""

    place: float = 1.0
    value: float = 1.0
    nothing: float = 1.0


EVEN = Weights()


def dissimilarity(one: Section, other: Section, weights: Weights = EVEN) -> float:
    """How unlike two passages are: where they begin and end, against how long they are, squared;
    and whether they have the same value."""
    shifted = abs(one.start - other.start) + abs(one.end - other.end)
    place = (shifted / (one.length + other.length)) ** 2
    value = float(one.value != other.value)
    return (weights.place * place + weights.value * value) * weights.nothing


def disorder(lines: Sequence[Sequence[Section]], weights: Weights = EVEN) -> float:
    """Of the best alignment: what its parts cost together, by how many passages a coder chose.

    A part has at most one passage of each coder, and every passage is in one part; what a part
    costs is the mean over all pairs of coders.
    """
    count = sum(len(line) for line in lines)
    pairs = len(lines) * (len(lines) - 1) / 2
    return _cheapest(lines, weights) / pairs / (count / len(lines))


@dataclass(frozen=True, slots=True)
class _Part:
    """Which passages it has, as bits, and what it costs over all pairs of coders."""

    members: int
    cost: float


def _cheapest(lines: Sequence[Sequence[Section]], weights: Weights) -> float:
    """From left to right; a way is known by the passages that it has used ahead of time."""
    order = sorted(
        (section.start, section.end, coder, section)
        for coder, line in enumerate(lines)
        for section in line
    )
    placed = [(coder, section) for _start, _end, coder, section in order]
    parts: list[list[_Part]] = [[] for _ in placed]
    for part in _parts(placed, len(lines), weights):
        parts[_first(part.members)].append(part)
    ways = {0: 0.0}
    for at, beginning in enumerate(parts):
        ahead: dict[int, float] = {}
        for used, cost in ways.items():
            if used >> at & 1:
                _keep(ahead, used, cost)
                continue
            for part in beginning:
                if not used & part.members:
                    _keep(ahead, used | part.members, cost + part.cost)
        if len(ahead) > MOST_WAYS:
            ahead = dict(sorted(ahead.items(), key=lambda way: way[1])[:MOST_WAYS])
        ways = ahead
    return min(ways.values())


def _keep(ways: dict[int, float], used: int, cost: float) -> None:
    if cost < ways.get(used, float("inf")):
        ways[used] = cost


def _first(members: int) -> int:
    return (members & -members).bit_length() - 1


def _parts(placed: Sequence[tuple[int, Section]], coders: int, weights: Weights) -> Iterator[_Part]:
    """All that cost no more than their passages one by one, each with the empty ones of the rest.

    A pair with an empty passage costs `nothing`, a pair of two empty ones too.
    """
    pairs = coders * (coders - 1) // 2
    alone = pairs * weights.nothing
    by_coder: list[list[int]] = [[] for _ in range(coders)]
    for at, (coder, _section) in enumerate(placed):
        by_coder[coder].append(at)
    known: dict[tuple[int, int], float] = {}
    for one, other in combinations(range(coders), 2):
        for a in by_coder[one]:
            for b in by_coder[other]:
                cost = dissimilarity(placed[a][1], placed[b][1], weights)
                # Even with all others at no cost at all, this pair is dearer than its two alone.
                if cost <= coders * alone:
                    known[a, b] = cost

    def grown(coder: int, chosen: tuple[int, ...], cost: float) -> Iterator[_Part]:
        if coder == coders:
            if chosen:
                told = len(chosen) * (len(chosen) - 1) // 2
                whole = cost + (pairs - told) * weights.nothing
                if len(chosen) == 1 or whole <= len(chosen) * alone:
                    yield _Part(sum(1 << at for at in chosen), whole)
            return
        yield from grown(coder + 1, chosen, cost)
        for at in by_coder[coder]:
            added = [known.get((other, at)) for other in chosen]
            if None not in added and cost + sum(filter(None, added)) <= coders * alone:
                yield from grown(coder + 1, (*chosen, at), cost + sum(filter(None, added)))

    yield from grown(0, (), 0.0)
