"""Annotations of several coders side by side: one place for what is the same one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from annotations.domain.adjudication.versions import Range, Version, differing
from annotations.domain.agreement.codings import Statement, groups_of
from annotations.domain.spans.sameness import Said


class State(StrEnum):
    """How a place stands. Undecided ones first; `CHANGED` was decided, and is to be looked at
    again since a coder changed something."""

    MISSING = "missing"
    DIFFERING = "differing"
    AGREED = "agreed"
    CHANGED = "changed"
    DECIDED = "decided"


@dataclass(frozen=True)
class Place:
    """What the coders have at one place, by coder; `coders` are all, in their order."""

    versions: Mapping[str, Version]
    coders: Sequence[str]

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """In which fields those differ who have it."""
        return differing(self.versions.values())

    @property
    def missing(self) -> list[str]:
        return [coder for coder in self.coders if coder not in self.versions]

    @property
    def state(self) -> State:
        """Before anybody decided."""
        if self.missing:
            return State.MISSING
        return State.DIFFERING if self.differing else State.AGREED

    @property
    def members(self) -> frozenset[str]:
        """The names of the annotations in it."""
        return frozenset(one.name for one in self.versions.values())

    @property
    def first(self) -> Version:
        return next(self.versions[coder] for coder in self.coders if coder in self.versions)

    @property
    def key(self) -> str:
        """Its name, until somebody decides: that of the first coder's annotation."""
        return self.first.name

    @property
    def is_passage(self) -> bool:
        return self.first.is_passage

    @property
    def content(self) -> tuple[Range, ...]:
        return self.first.content

    @property
    def seen(self) -> dict[str, str]:
        """What there was to decide about: what each coder says, "" for one who has nothing."""
        return {
            coder: self.versions[coder].print if coder in self.versions else ""
            for coder in self.coders
        }


def places_of(versions: Iterable[Version], coders: Sequence[str]) -> list[Place]:
    """In reading order, first the article as a whole. Every version is in one place, at most one of
    each coder in a place.

    The same are those of one kind with at least half of their text in common, as
    `domain.agreement` has it; of several on the same words, those with the same tags.
    """
    statements: list[Version] = []
    passages: list[Version] = []
    whole: dict[str, Version] = {}
    for one in sorted(versions, key=lambda one: (sorted(one.tags), one.coder, one.number)):
        if one.is_article:
            whole[one.coder] = one
        else:
            (passages if one.is_passage else statements).append(one)
    found = [Place(whole, coders)] if whole else []
    found += [
        Place({coder: owner[str(said.key)] for coder, said in group.items()}, coders)
        for kind in (statements, passages)
        for owner in [{one.name: one for one in kind}]
        for group in groups_of(_said(one) for one in kind)
    ]
    return sorted(found, key=lambda place: (place.content, place.key))


def _said(one: Version) -> Statement:
    return Statement(one.coder, Said(one.content, [one.cue] if one.cue else []), key=one.name)
