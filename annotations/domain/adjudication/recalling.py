"""Finding the places again that somebody decided about, whatever coders changed since."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotations.domain.adjudication.places import Place, State
from annotations.domain.adjudication.versions import Range
from annotations.domain.spans.sameness import Said, is_same


@dataclass(frozen=True)
class Known:
    """A place as it was when it was decided about. `key` is its name for good.

    `has_result`: something of it stands in the gold coding.
    """

    key: str
    members: Collection[str]
    content: Sequence[Range]
    is_passage: bool
    seen: Mapping[str, str]
    has_result: bool


@dataclass(frozen=True)
class Recalled:
    """A place with what is known of it. Without a place, all coders took back what they had."""

    place: Place | None
    known: Known | None

    @property
    def key(self) -> str:
        if self.known:
            return self.known.key
        return self.place.key if self.place else ""

    @property
    def state(self) -> State:
        if self.known is None:
            return self.place.state if self.place else State.AGREED
        seen = self.known.seen
        # Whose coding is no longer there has nothing to say; who came since has.
        if self.place and all(seen.get(who) == now for who, now in self.place.seen.items()):
            return State.DECIDED
        return State.CHANGED

    @property
    def content(self) -> Sequence[Range]:
        if self.place:
            return self.place.content
        return self.known.content if self.known else ()


def recall(places: Sequence[Place], known: Sequence[Known]) -> list[Recalled]:
    """Every place once, in reading order, with at most one of `known` each.

    A known place is where the annotation is that it is named after; where that is gone, where
    most of its others are; where all are gone, at the same words. One that is nowhere is left out
    unless the gold coding still has something of it.
    """
    found: dict[int, Known] = {}
    left = list(known)
    for pairs in (_by_name, _by_members, _by_words):
        for at, one in list(pairs(places, left)):
            if at not in found and one in left:
                found[at] = one
                left.remove(one)
    recalled = [Recalled(place, found.get(at)) for at, place in enumerate(places)]
    recalled += [Recalled(None, one) for one in left if one.has_result]
    return sorted(recalled, key=lambda one: (tuple(one.content), one.key))


Pairs = Iterator[tuple[int, Known]]


def _by_name(places: Sequence[Place], known: Sequence[Known]) -> Pairs:
    home = {name: at for at, place in enumerate(places) for name in place.members}
    return ((home[one.key], one) for one in known if one.key in home)


def _by_members(places: Sequence[Place], known: Sequence[Known]) -> Pairs:
    shared = [
        (-len(place.members & set(one.members)), at, n)
        for n, one in enumerate(known)
        for at, place in enumerate(places)
    ]
    return ((at, known[n]) for count, at, n in sorted(shared) if count)


def _by_words(places: Sequence[Place], known: Sequence[Known]) -> Pairs:
    return (
        (at, one)
        for one in known
        for at, place in enumerate(places)
        if one.is_passage == place.is_passage
        and is_same(Said(place.content), Said(list(one.content)))
    )
