"""Codings of one text side by side: which statements of different coders are the same one."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from annotations.domain.agreement.ratings import Value
from annotations.domain.agreement.unitising import Section
from annotations.domain.spans.sameness import Ranges, Said, is_same


@dataclass(frozen=True, slots=True)
class Statement:
    """What a coder says is a statement: its places, and the answers to whatever was asked of it.

    A question without an answer is not in `values`. `key` is the caller's.
    """

    coder: str
    said: Said
    values: Mapping[Hashable, Value] = field(default_factory=dict, hash=False)
    key: Hashable = None


# The same statement as each coder has it, by coder; one alone is what only that coder found.
Group = Mapping[str, Statement]


def groups_of(statements: Iterable[Statement]) -> list[Group]:
    """Every statement in one group, at most one of each coder in a group, in reading order.

    The same are those with at least half of their text in common. Where one could be the same as
    two of another coder, the pair that shares most is taken.
    """
    ordered = sorted(statements, key=lambda one: tuple(one.said.content))
    groups: dict[int, dict[str, Statement]] = {n: {one.coder: one} for n, one in enumerate(ordered)}
    home = list(range(len(ordered)))
    for _like, a, b in sorted(_alike(ordered), key=lambda pair: (-pair[0], pair[1:])):
        mine, theirs = home[a], home[b]
        if mine == theirs or groups[mine].keys() & groups[theirs].keys():
            continue
        groups[mine] |= groups.pop(theirs)
        home = [mine if place == theirs else place for place in home]
    return list(groups.values())


def _alike(ordered: Sequence[Statement]) -> Iterable[tuple[float, int, int]]:
    """The share of their text that two statements of different coders have in common."""
    ends = [max(end for _start, end in one.said.content) for one in ordered]
    open_: list[int] = []
    for at, one in enumerate(ordered):
        begins = one.said.content[0][0]
        open_ = [other for other in open_ if ends[other] > begins]
        for other in open_:
            if ordered[other].coder != one.coder and is_same(one.said, ordered[other].said):
                yield _in_common(one.said.content, ordered[other].said.content), other, at
        open_.append(at)


def _in_common(ones: Ranges, others: Ranges) -> float:
    mine = {place for start, end in ones for place in range(start, end)}
    theirs = {place for start, end in others for place in range(start, end)}
    return len(mine & theirs) / len(mine | theirs)


@dataclass(slots=True)
class Found:
    """How far two coders found the same statements: of `ones` and `others`, how many are the `same`
    and how many of these have `exact`ly the same places; of their edges, how many are `on` one
    another. Codings of several texts are added."""

    ones: int = 0
    others: int = 0
    same: int = 0
    exact: int = 0
    edges: int = 0
    on: int = 0

    def add(self, other: "Found") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def overlap_f1(self) -> float | None:
        return _f1(self.same, self.ones + self.others)

    @property
    def exact_f1(self) -> float | None:
        return _f1(self.exact, self.ones + self.others)

    @property
    def edges_f1(self) -> float | None:
        return _f1(self.on, self.edges)


def _f1(both: int, together: int) -> float | None:
    """The harmonic mean of precision and recall, which is the same whoever of the two is right."""
    return 2 * both / together if together else None


def found_by(groups: Iterable[Group], one: str, other: str) -> Found:
    found = Found()
    edges: dict[str, set[tuple[int, bool]]] = {one: set(), other: set()}
    for group in groups:
        found.ones += one in group
        found.others += other in group
        for coder in (one, other):
            if coder in group:
                edges[coder] |= _edges(group[coder].said.content)
        if one in group and other in group:
            found.same += 1
            found.exact += list(group[one].said.content) == list(group[other].said.content)
    found.edges = len(edges[one]) + len(edges[other])
    found.on = len(edges[one] & edges[other])
    return found


def _edges(content: Ranges) -> set[tuple[int, bool]]:
    """Where ranges begin, and where they end."""
    return {edge for start, end in content for edge in ((start, False), (end, True))}


def pairs_of(coders: Iterable[str]) -> list[tuple[str, str]]:
    return list(combinations(sorted(coders), 2))


def sections_of(
    ranges: Iterable[tuple[int, int]], coder: str, value: Value, at: int = 0
) -> list[Section]:
    """Ranges of one coder and value, put together where they touch, in a text that begins `at`."""
    found: list[list[int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return [Section(at + start, end - start, coder, value) for start, end in found]
