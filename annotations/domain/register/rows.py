"""What one row of any format says about the register.

`values` has words only, by field. A field that is not in it is left alone, and one that is "" is
cleared: a file says what it knows, and what it does not mention stays.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

PERSON, ORGANISATION, COUNTRY, UNNAMED = "person", "organisation", "country", "unnamed"
ACTOR_KINDS = (PERSON, ORGANISATION, COUNTRY, UNNAMED)
PEOPLE = frozenset({PERSON, UNNAMED})
NAME_KINDS = ("full", "short", "native", "transliteration", "nickname", "former")
POST_KINDS = (
    "government",
    "opposition",
    "military",
    "diplomacy",
    "academia",
    "think_tank",
    "business",
    "press",
    "civil_society",
    "international_body",
)
GENDERS = ("female", "male", "other")
YES, NO = "yes", "no"
ACTOR_FIELDS = (
    "kind",
    "name",
    "family_first",
    "country",
    "description",
    "wikidata",
    "gender",
    "notes",
)
POST_FIELDS = ("post", "kind", "represents", "first_day", "last_day")


@dataclass(frozen=True, slots=True)
class Name:
    """Another name than the one shown."""

    words: str
    language: str = ""
    kind: str = "full"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody or something. `key` is what other rows call it by: an id of ours, or of others."""

    key: str = ""
    values: dict[str, str] = field(default_factory=dict)
    names: tuple[Name, ...] = ()
    forgets_names: bool = False

    @property
    def kind(self) -> str:
        return self.values.get("kind", PERSON)

    @property
    def name(self) -> str:
        return self.values.get("name", "")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "ActorRow":
        return cls(**kept | {"names": tuple(Name(**name) for name in kept["names"])})


@dataclass(frozen=True, slots=True)
class Reference:
    """To somebody of another row or of the register: by key where there is one, else by name."""

    key: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.key or self.name)


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post. `first_day` and `last_day` of its values are days on which it was held."""

    key: str = ""
    person: Reference = Reference()
    organisation: Reference = Reference()
    values: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "PostRow":
        references = {name: Reference(**kept[name]) for name in ("person", "organisation")}
        return cls(**kept | references)
