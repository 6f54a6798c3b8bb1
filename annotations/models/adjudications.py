"""An article's codings side by side, with what was decided: for the pages and for the actions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from annotations.domain.adjudication.places import Place, State, places_of
from annotations.domain.adjudication.recalling import Known, Recalled, recall
from annotations.domain.adjudication.versions import WHOLE, Range, Version
from annotations.models.codings import Coding, CodingKind, CodingState
from annotations.models.rulings import Finding, Ruling, rulings_on
from annotations.models.versions import versions_in

# The state of places that nobody needs to look at.
SETTLED = (State.DECIDED,)


@dataclass(frozen=True)
class Matter:
    """A place, what was decided about it last, and what stands in the gold coding."""

    recalled: Recalled
    ruling: Ruling | None
    result: Version | None

    @property
    def key(self) -> str:
        return self.recalled.key

    @property
    def state(self) -> State:
        return self.recalled.state

    @property
    def place(self) -> Place | None:
        return self.recalled.place

    @property
    def content(self) -> Sequence[Range]:
        return self.recalled.content

    @property
    def is_article(self) -> bool:
        """Whether it is the article as a whole: then it has tags alone."""
        return self.key == WHOLE

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED

    @property
    def merges_by_rule(self) -> bool:
        """Whether all have the same, and nobody decided otherwise."""
        by_people = self.ruling is not None and self.ruling.finding != Finding.UNANIMOUS
        unanimous = self.place is not None and self.place.state == State.AGREED
        return self.is_open and unanimous and not by_people


@dataclass(frozen=True)
class Adjudication:
    """`codings` are those that are compared, in the order in which they were begun."""

    gold: Coding | None
    codings: Sequence[Coding]
    matters: Sequence[Matter] = field(default_factory=list)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many places there are in each state."""
        return Counter(matter.state.value for matter in self.matters)

    @property
    def tallies(self) -> list[tuple[str, int]]:
        """(state, how many), of those that there are."""
        return [(state.value, n) for state in State if (n := self.counts.get(state.value, 0))]

    @property
    def left(self) -> int:
        return sum(matter.is_open for matter in self.matters)

    def find(self, key: str) -> Matter | None:
        return next((matter for matter in self.matters if matter.key == key), None)


def adjudications_of(project_articles: Iterable[UUID]) -> dict[UUID, Adjudication]:
    """By the project's article. Eight queries, however many they are.

    Compared are the codings that analysts are done with; who opened theirs again is still there
    if anything was decided with it.
    """
    wanted = list(project_articles)
    rulings: dict[UUID, list[Ruling]] = defaultdict(list)
    for ruling in rulings_on(wanted):
        rulings[ruling.project_article_id].append(ruling)
    rows = Coding.objects.by_people().filter(project_article__in=wanted)
    golds: dict[UUID, Coding] = {}
    compared: dict[UUID, list[Coding]] = defaultdict(list)
    for coding in rows.select_related("analyst").order_by("pk"):
        where = coding.project_article_id
        if coding.kind == CodingKind.GOLD:
            golds[where] = coding
        elif coding.state == CodingState.DONE or _was_seen(coding, rulings[where]):
            compared[where].append(coding)
    codings = [*golds.values(), *(one for each in compared.values() for one in each)]
    versions = versions_in({one.pk: coder_of(one) for one in codings})
    return {
        where: _together(golds.get(where), compared[where], versions, rulings[where])
        for where in wanted
    }


def adjudication_of(project_article: UUID) -> Adjudication:
    return adjudications_of([project_article])[project_article]


def coder_of(coding: Coding) -> str:
    """Stays when the article gets another revision."""
    return str(coding.analyst_id or coding.kind)


def _was_seen(coding: Coding, rulings: Iterable[Ruling]) -> bool:
    return any(coder_of(coding) in ruling.seen for ruling in rulings)


def _together(
    gold: Coding | None,
    codings: Sequence[Coding],
    versions: Mapping[UUID, list[Version]],
    rulings: Sequence[Ruling],
) -> Adjudication:
    theirs = [one for coding in codings for one in versions[coding.pk]]
    places = places_of(theirs, [coder_of(coding) for coding in codings])
    standing = {ruling.place: ruling for ruling in rulings}
    results: dict[int | None, Version] = (
        {one.number: one for one in versions[gold.pk]} if gold else {}
    )
    return Adjudication(
        gold,
        codings,
        [
            Matter(one, ruling, results.get(ruling.annotation) if ruling else None)
            for one in recall(places, [_known(ruling) for ruling in standing.values()])
            for ruling in [standing.get(one.key)]
        ],
    )


def _known(ruling: Ruling) -> Known:
    return Known(
        key=ruling.place,
        members=ruling.members,
        content=tuple((start, end) for start, end in ruling.content),
        is_passage=ruling.is_passage,
        seen=ruling.seen,
        has_result=ruling.has_result,
    )
