"""Whom in the register a row means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from annotations.domain.register.problems import CannotRead
from annotations.domain.register.rows import ActorRow, Name

# As many are named when a row could mean several.
SHOWN_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class KnownActor:
    """Somebody in the register, with values as those of a row."""

    id: UUID
    values: dict[str, str]
    names: tuple[Name, ...] = ()
    has_posts: bool = False

    @property
    def kind(self) -> str:
        return self.values["kind"]

    def is_shown_as(self, name: str) -> bool:
        return self.values["name"].lower() == name.lower()

    def is_also_called(self, name: str) -> bool:
        return any(other.words.lower() == name.lower() for other in self.names)

    def __str__(self) -> str:
        parts = [self.values.get(name, "") for name in ("name", "country", "description")]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class KnownPost:
    id: UUID
    person: UUID
    organisation: UUID | None
    organisation_name: str
    values: dict[str, str] = field(default_factory=dict)


def actor_meant(row: ActorRow, candidates: Sequence[KnownActor]) -> KnownActor | None:
    """By Wikidata item, or by name and kind, where the row has no id; None for somebody new.

    Of namesakes the one of the same country; one whose item or country is another is somebody else.
    The name that is shown counts before the others. Raises CannotRead where it could be several.
    """
    item = row.values.get("wikidata")
    same_item = [one for one in candidates if item and one.values.get("wikidata") == item]
    if same_item:
        return _only(same_item)
    likely = [one for one in candidates if _may_be(row, one)]
    shown = [one for one in likely if one.is_shown_as(row.name)]
    likely = shown or [one for one in likely if one.is_also_called(row.name)]
    country = row.values.get("country")
    same_country = [one for one in likely if country and one.values.get("country") == country]
    return _only(same_country or likely)


def post_meant(
    post: str, first: str, last: str, organisation: UUID | None, held: Sequence[KnownPost]
) -> KnownPost | None:
    """Of the posts that the person holds: the same one, from the same day or at the same time.

    Unknown ends are open. None for a new one. Raises CannotRead where it could be several.
    """
    same = [
        one
        for one in held
        if one.values["post"].lower() == post.lower() and one.organisation == organisation
    ]
    from_then = [one for one in same if first and one.values.get("first_day") == first]
    if from_then:
        return from_then[0]
    meant = [one for one in same if overlap(first, last, *days_of(one))]
    if len(meant) > 1 and not first:
        meant = [one for one in meant if one.values.get("last_day", "") == last] or meant
    if len(meant) > 1:
        raise CannotRead("several_posts", post=post)
    return meant[0] if meant else None


def days_of(post: KnownPost) -> tuple[str, str]:
    return post.values.get("first_day", ""), post.values.get("last_day", "")


def overlap(first: str, last: str, other_first: str, other_last: str) -> bool:
    """Whether two times have a day in common; "" is an open end."""
    return (not first or not other_last or first <= other_last) and (
        not other_first or not last or other_first <= last
    )


def _may_be(row: ActorRow, one: KnownActor) -> bool:
    said = row.values
    return all(
        not said.get(name) or not one.values.get(name) or said[name] == one.values[name]
        for name in ("kind", "country", "wikidata")
    )


def _only(found: Sequence[KnownActor]) -> KnownActor | None:
    if len(found) > 1:
        shown = "; ".join(f"{one} ({one.id})" for one in found[:SHOWN_CANDIDATES])
        raise CannotRead("several_actors", name=found[0].values["name"], candidates=shown)
    return found[0] if found else None
