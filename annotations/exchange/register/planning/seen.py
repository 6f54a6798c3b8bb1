"""Whom the rows so far are about, so that later rows can speak of them."""

from dataclasses import dataclass
from uuid import UUID

from annotations.domain.register import ActorRow, CannotRead
from annotations.domain.register.matching import KnownActor


@dataclass(frozen=True, slots=True)
class Seen:
    """One row about somebody. Without an id it was refused."""

    line: int
    id: UUID | None
    kind: str
    name: str
    country: str = ""
    item: str = ""
    key: str = ""
    is_new: bool = False

    def __str__(self) -> str:
        return f"{self.name}, {self.country}" if self.country else self.name


class SeenActors:
    def __init__(self) -> None:
        self.by_key: dict[str, Seen] = {}
        self.by_name: dict[str, list[Seen]] = {}
        self.targets: dict[UUID, int] = {}

    def add(self, seen: Seen, names: list[str]) -> None:
        if seen.key:
            self.by_key.setdefault(seen.key, seen)
        if seen.id:
            self.targets[seen.id] = seen.line
        for name in {name.lower() for name in names}:
            self.by_name.setdefault(name, []).append(seen)

    def demand_first(self, said: ActorRow, meant: KnownActor | None) -> None:
        """Raises CannotRead where an earlier row is about the same one."""
        line = self.targets.get(meant.id) if meant else None
        if said.key in self.by_key:
            line = self.by_key[said.key].line
        if line is None and meant is None:
            alike = self.by_name.get(said.name.lower(), [])
            line = next((one.line for one in alike if one.is_new and _is_same(said, one)), None)
        if line is not None:
            raise CannotRead("twice", line=line)


def _is_same(said: ActorRow, other: Seen) -> bool:
    """Whether two new ones are one: of one name and kind, and nothing tells them apart."""
    if said.kind != other.kind or (said.key and other.key):
        return False
    item, country = said.values.get("wikidata", ""), said.values.get("country", "")
    if item and other.item and item != other.item:
        return False
    return not (country and other.country) or country == other.country
