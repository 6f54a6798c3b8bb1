"""Popolo (popoloproject.com), the JSON by which civic projects exchange who is who.

People are its persons; organisations and countries its organizations, countries with the
classification "country" and an area of their code; posts its memberships. What Popolo has no word
for stands in it under ours: kind, country, family_first, represents.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from annotations.domain.codes import is_language
from annotations.domain.register.checking import (
    WIKIDATA_PAGE,
    checked_actor,
    checked_name,
    checked_post,
    whole,
)
from annotations.domain.register.problems import CannotRead
from annotations.domain.register.rows import (
    COUNTRY,
    GENDERS,
    NAME_KINDS,
    NO,
    ORGANISATION,
    PEOPLE,
    PERSON,
    POST_KINDS,
    UNNAMED,
    YES,
    ActorRow,
    Name,
    PostRow,
    Reference,
)

PERSONS, ORGANIZATIONS, MEMBERSHIPS, AREAS = "persons", "organizations", "memberships", "areas"
ISO = "iso-3166-1-alpha-2"
AREA = "country:"
# What each of our fields is called there: of people, and of the others.
DESCRIBED = {True: ("summary", "biography"), False: ("abstract", "description")}
ACTOR_KEYS = {
    "id",
    "name",
    "sort_name",
    "kind",
    "family_first",
    "family_name",
    "given_name",
    "other_names",
    "identifiers",
    "gender",
    "country",
    "area_id",
    "classification",
    "memberships",
    "links",
}
POST_KEYS = {
    "id",
    "person_id",
    "organization_id",
    "role",
    "kind",
    "represents",
    "area_id",
    "start_date",
    "end_date",
}
Object = Mapping[str, Any]


def person_of(found: Any, ignored: Counter[str]) -> ActorRow:
    """What is not taken over is counted. Raises CannotRead."""
    return _actor_of(found, True, ignored)


def organisation_of(found: Any, ignored: Counter[str]) -> ActorRow:
    """What is not taken over is counted. Raises CannotRead."""
    return _actor_of(found, False, ignored)


def _actor_of(found: Any, is_person: bool, ignored: Counter[str]) -> ActorRow:
    thing = _object(found)
    summary, biography = DESCRIBED[is_person]
    values = {
        "kind": _kind(thing, is_person, ignored),
        "name": _text(thing, "name"),
        "family_first": _family_first(thing),
        "country": _country(thing),
        "description": _text(thing, summary),
        "wikidata": _wikidata(thing, ignored),
        "notes": _text(thing, biography),
        "gender": _gender(thing, ignored),
    }
    if not values["name"]:
        raise CannotRead("nameless")
    _count(thing, ACTOR_KEYS | {summary, biography}, ignored)
    said = {name: value for name, value in values.items() if value}
    return ActorRow(_text(thing, "id"), checked_actor(said), _names(thing, ignored))


def post_of(found: Any, ignored: Counter[str], person: str = "") -> PostRow:
    """Of a membership, which may stand within a person. Raises CannotRead."""
    thing = _object(found)
    kind = _text(thing, "kind")
    values = {
        "post": _text(thing, "role") or _text(thing, "label"),
        "kind": kind if kind in POST_KINDS else "",
        "represents": _text(thing, "represents") or _code_of_area(thing),
        "first_day": _text(thing, "start_date"),
        "last_day": _text(thing, "end_date"),
    }
    who = Reference(_text(thing, "person_id") or person)
    if not who:
        raise CannotRead("personless")
    if not values["post"]:
        raise CannotRead("postless")
    _count(thing, POST_KEYS | {"label"}, ignored)
    said = {name: value for name, value in values.items() if value}
    where = Reference(_text(thing, "organization_id"))
    return PostRow(_text(thing, "id"), who, where, checked_post(said))


def memberships_in(found: Any) -> list[tuple[str, Any]]:
    """Those that stand within a person, each with the person's id."""
    if not isinstance(found, dict) or not isinstance(found.get("memberships"), list):
        return []
    return [(_text(found, "id"), each) for each in found["memberships"]]


def actor_as_popolo(row: ActorRow, sort_name: str) -> dict[str, Any]:
    """A person or an organization, by its kind."""
    values = row.values
    is_person = row.kind in PEOPLE
    summary, biography = DESCRIBED[is_person]
    found: dict[str, Any] = {"id": row.key, "name": row.name}
    if sort_name != row.name:
        found["sort_name"] = sort_name
    if row.kind == UNNAMED:
        found["kind"] = UNNAMED
    if row.kind == COUNTRY:
        found["classification"] = COUNTRY
    if "family_first" in values:
        found["family_first"] = values["family_first"] == YES
    if "country" in values:
        key = "country" if is_person else "area_id"
        found[key] = values["country"] if is_person else AREA + values["country"]
    if "wikidata" in values:
        found["identifiers"] = [{"scheme": "wikidata", "identifier": values["wikidata"]}]
    for ours, theirs in (("gender", "gender"), ("description", summary), ("notes", biography)):
        if ours in values:
            found[theirs] = values[ours]
    if row.names:
        found["other_names"] = [_other_name(name) for name in row.names]
    return found


def post_as_popolo(row: PostRow) -> dict[str, Any]:
    values = row.values
    found = {
        "id": row.key,
        "person_id": row.person.key,
        "organization_id": row.organisation.key,
        "role": values["post"],
        "kind": values.get("kind"),
        "represents": values.get("represents"),
        "start_date": values.get("first_day"),
        "end_date": values.get("last_day"),
    }
    return {name: value for name, value in found.items() if value}


def area_as_popolo(code: str, name: str) -> dict[str, Any]:
    identifiers = [{"scheme": ISO, "identifier": code}]
    return {
        "id": AREA + code,
        "name": name,
        "classification": "country",
        "identifiers": identifiers,
    }


def _other_name(name: Name) -> dict[str, str]:
    found = {"name": name.words}
    if name.language:
        found["lang"] = name.language
    if name.kind != "full":
        found["note"] = name.kind
    return found


def _object(found: Any) -> Object:
    if not isinstance(found, dict):
        raise CannotRead("no_object")
    return found


def _text(thing: Object, key: str) -> str:
    """Numbers count as words; lists and objects do not. Raises CannotRead."""
    value = thing.get(key)
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (str, int, float)):
        return whole(str(value)).strip()
    raise CannotRead("no_words", field=key)


def _list(thing: Object, key: str) -> list[Object]:
    value = thing.get(key) or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise CannotRead("no_list", field=key)
    return value


def _count(thing: Object, known: set[str], ignored: Counter[str]) -> None:
    ignored.update(key[:60] for key, value in thing.items() if value and key not in known)


def _kind(thing: Object, is_person: bool, ignored: Counter[str]) -> str:
    if is_person:
        return UNNAMED if thing.get("kind") == UNNAMED else PERSON
    if thing.get("classification") == COUNTRY:
        return COUNTRY
    if thing.get("classification"):
        ignored["classification"] += 1
    return ORGANISATION


def _family_first(thing: Object) -> str:
    said = thing.get("family_first")
    if isinstance(said, bool):
        return YES if said else NO
    name, family, given = (_text(thing, key) for key in ("name", "family_name", "given_name"))
    if not (family and given):
        return ""
    if name.startswith(family) and name.endswith(given):
        return YES
    return NO if name.startswith(given) and name.endswith(family) else ""


def _country(thing: Object) -> str:
    return _text(thing, "country") or _code_of_area(thing)


def _code_of_area(thing: Object) -> str:
    """Areas of ours, and of whoever names theirs by the bare code."""
    code = _text(thing, "area_id").removeprefix(AREA).upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _wikidata(thing: Object, ignored: Counter[str]) -> str:
    """Named as an identifier, or by a link to its page; all other such are counted."""
    found = ""
    for each in _list(thing, "identifiers"):
        if _text(each, "scheme").lower() == "wikidata":
            found = found or _text(each, "identifier")
        else:
            ignored["identifiers"] += 1
    for each in _list(thing, "links"):
        if page := WIKIDATA_PAGE.fullmatch(_text(each, "url")):
            found = found or page[1]
        else:
            ignored["links"] += 1
    return found


def _gender(thing: Object, ignored: Counter[str]) -> str:
    said = _text(thing, "gender").lower()
    if said and said not in GENDERS:
        ignored["gender"] += 1
        return ""
    return said


def _names(thing: Object, ignored: Counter[str]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for each in _list(thing, "other_names"):
        language = (_text(each, "lang") or _text(each, "language")).lower().replace("_", "-")
        kind = _text(each, "note").lower()
        if kind and kind not in NAME_KINDS:
            ignored["other_names.note"] += 1
        _count(each, {"name", "lang", "language", "note"}, ignored)
        if words := _text(each, "name"):
            name = checked_name(
                words,
                language if is_language(language) else "",
                kind if kind in NAME_KINDS else "full",
            )
            found.setdefault(name.words.lower(), name)
    return tuple(found.values())
