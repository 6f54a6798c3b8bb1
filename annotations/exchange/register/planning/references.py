"""Whom rows about posts speak of: somebody in an earlier row of the file, or in the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from annotations.domain.register import CannotRead, PostRow, Reference
from annotations.domain.register.matching import SHOWN_CANDIDATES, KnownActor
from annotations.domain.register.rows import COUNTRY, ORGANISATION, PEOPLE
from annotations.exchange.register.planning.decisions import id_of
from annotations.exchange.register.planning.seen import Seen, SeenActors
from annotations.queries.register_files import by_id, known_actors


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which kinds can be meant, and what is said where nobody, or somebody else, is."""

    kinds: frozenset[str]
    unknown: str
    unfit: str


PERSON_WANTED = Wanted(PEOPLE, "unknown_person", "no_person")
EMPLOYER_WANTED = Wanted(frozenset({ORGANISATION, COUNTRY}), "unknown_employer", "no_employer")


class Meant(NamedTuple):
    id: UUID
    name: str


class References:
    """For some rows at once, with as many queries as for one."""

    def __init__(self, rows: Iterable[PostRow], seen: SeenActors) -> None:
        self.seen = seen
        references = [each for row in rows for each in (row.person, row.organisation)]
        keys = [pk for each in references if (pk := id_of(each.key))]
        names = [each.name for each in references if each.name and each.key not in seen.by_key]
        self.known = known_actors(keys, [], names)
        self.by_id = by_id(self.known, keys)

    def person(self, reference: Reference) -> Meant:
        """Raises CannotRead."""
        return self._meant(reference, PERSON_WANTED)

    def employer(self, reference: Reference) -> Meant | None:
        """None where none is named. Raises CannotRead."""
        return self._meant(reference, EMPLOYER_WANTED) if reference else None

    def _meant(self, reference: Reference, wanted: Wanted) -> Meant:
        by_key = self.seen.by_key.get(reference.key) if reference.key else None
        if by_key:
            return _of_seen(by_key, wanted)
        known = self.by_id.get(id_of(reference.key) or UUID(int=0))
        if known:
            if known.kind not in wanted.kinds:
                raise CannotRead(wanted.unfit, name=known.values["name"])
            return Meant(known.id, known.values["name"])
        found = self._named(reference.name, wanted) if reference.name else None
        if not found:
            raise CannotRead(wanted.unknown, name=reference.name or reference.key)
        return found

    def _named(self, name: str, wanted: Wanted) -> Meant | None:
        rows = [one for one in self.seen.by_name.get(name.lower(), []) if one.kind in wanted.kinds]
        kept = [one for one in rows if one.id]
        if len(kept) == 1 or (rows and not kept):
            return _of_seen((kept or rows)[0], wanted)
        fit = [one for one in self.known if one.kind in wanted.kinds]
        shown = [one for one in fit if one.is_shown_as(name)]
        likely: list[KnownActor] | list[Seen]
        likely = kept or shown or [one for one in fit if one.is_also_called(name)]
        if len(likely) > 1:
            shown_words = "; ".join(f"{one} ({one.id})" for one in likely[:SHOWN_CANDIDATES])
            raise CannotRead("several_actors", name=name, candidates=shown_words)
        only = likely[0] if likely else None
        return Meant(only.id, only.values["name"]) if isinstance(only, KnownActor) else None


def _of_seen(seen: Seen, wanted: Wanted) -> Meant:
    if seen.id is None:
        raise CannotRead("refused_before", name=seen.name, line=seen.line)
    if seen.kind not in wanted.kinds:
        raise CannotRead(wanted.unfit, name=seen.name)
    return Meant(seen.id, seen.name)
