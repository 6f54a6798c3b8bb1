"""Who gets which article: those who read its language, whoever has least to do first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Place:
    """An article with `free` slots. `barred` have it, or had it once: nobody gets it twice."""

    article: UUID
    language: str
    free: int
    barred: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Worker:
    """An analyst with so many articles that are not done. No languages means any."""

    analyst: UUID
    load: int = 0
    languages: frozenset[str] = frozenset()

    def reads(self, language: str) -> bool:
        return not (language and self.languages) or language in self.languages


def shared_out(
    places: Iterable[Place], workers: Sequence[Worker], at_most: int | None = None
) -> list[tuple[UUID, UUID]]:
    """(article, analyst) for each free slot that somebody can take, in the order of `places`.

    Of those who can, the one with the least to do; of these the first of `workers`. Nobody's load
    gets beyond `at_most`.
    """
    loads = {worker.analyst: worker.load for worker in workers}
    pairs = []
    for place in places:
        able = [
            worker.analyst
            for worker in workers
            if worker.analyst not in place.barred
            and worker.reads(place.language)
            and (at_most is None or loads[worker.analyst] < at_most)
        ]
        for analyst in sorted(able, key=loads.__getitem__)[: place.free]:
            loads[analyst] += 1
            pairs.append((place.article, analyst))
    return pairs
