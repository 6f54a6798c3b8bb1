"""Rows of the two tables, people and organisations and posts, and what they say."""

import re
from collections.abc import Iterable, Mapping

from annotations.domain.register.checking import checked_actor, checked_post, whole
from annotations.domain.register.other_names import names_of, written
from annotations.domain.register.problems import CannotRead
from annotations.domain.register.rows import (
    ACTOR_FIELDS,
    POST_FIELDS,
    ActorRow,
    PostRow,
    Reference,
)

ACTORS, POSTS = "people and organisations", "posts"
ACTOR_COLUMNS = (
    "id",
    "kind",
    "name",
    "sort_name",
    "family_first",
    "other_names",
    "country",
    "wikidata",
    "gender",
    "description",
    "notes",
)
POST_COLUMNS = (
    "id",
    "person_id",
    "person",
    "post",
    "organisation_id",
    "organisation",
    "kind",
    "represents",
    "first_day",
    "last_day",
)
COLUMNS = {ACTORS: ACTOR_COLUMNS, POSTS: POST_COLUMNS}
# Made from the others: written for whoever sorts the table, never read.
MADE = {"sort_name"}
CLEAR = "[clear]"
CLEARABLE = {
    ACTORS: {"other_names", "country", "wikidata", "gender", "description", "notes"},
    POSTS: {"kind", "represents", "first_day", "last_day"},
}
NOT_LETTERS = re.compile(r"[\W_]+")
OTHER_SPELLINGS = {
    "organization": "organisation",
    "organization_id": "organisation_id",
    "other_name": "other_names",
    "from": "first_day",
    "until": "last_day",
}


def columns_of(header: Iterable[str]) -> list[str]:
    """The header in our spelling: small letters, one underscore between words."""
    plain = [NOT_LETTERS.sub("_", cell.strip().lower()).strip("_") for cell in header]
    return [OTHER_SPELLINGS.get(cell, cell) for cell in plain]


def table_of(columns: Iterable[str]) -> str:
    """Which of the two tables has these columns. Raises CannotRead where it is neither."""
    columns = set(columns)
    if "post" in columns and columns & {"person", "person_id"}:
        return POSTS
    if "name" in columns:
        return ACTORS
    raise CannotRead("no_table", columns=", ".join(sorted(columns - {""}))[:200])


def actor_of(cells: Mapping[str, str]) -> ActorRow:
    """Raises CannotRead."""
    values = checked_actor(_values(ACTORS, cells, ACTOR_FIELDS))
    if not values.get("name"):
        raise CannotRead("nameless")
    cleared, names = _without_clear(cells.get("other_names", ""))
    return ActorRow(_key(cells, "id"), values, names_of(names), cleared)


def post_of(cells: Mapping[str, str]) -> PostRow:
    """Raises CannotRead."""
    values = checked_post(_values(POSTS, cells, POST_FIELDS))
    if not values.get("post"):
        raise CannotRead("postless")
    person = _reference(cells, "person")
    if not person:
        raise CannotRead("personless")
    organisation = _reference(cells, "organisation")
    return PostRow(_key(cells, "id"), person, organisation, values)


def cells_of_actor(row: ActorRow, sort_name: str) -> list[str]:
    made = {"id": row.key, "sort_name": sort_name, "other_names": written(row.names)}
    return [{**row.values, **made}.get(column, "") for column in ACTOR_COLUMNS]


def cells_of_post(row: PostRow) -> list[str]:
    made = {
        "id": row.key,
        "person_id": row.person.key,
        "person": row.person.name,
        "organisation_id": row.organisation.key,
        "organisation": row.organisation.name,
    }
    return [{**row.values, **made}.get(column, "") for column in POST_COLUMNS]


def _values(table: str, cells: Mapping[str, str], fields: Iterable[str]) -> dict[str, str]:
    """Empty cells say nothing; those marked so clear."""
    values = {}
    for name in fields:
        cell = cells.get(name, "").strip()
        if cell.lower() == CLEAR:
            if name not in CLEARABLE[table]:
                raise CannotRead("not_clearable", field=name)
            cell = ""
        elif not cell:
            continue
        values[name] = cell
    return values


def _without_clear(cell: str) -> tuple[bool, str]:
    cell = cell.strip()
    cleared = cell.lower().startswith(CLEAR)
    return cleared, cell[len(CLEAR) :] if cleared else cell


def _key(cells: Mapping[str, str], column: str) -> str:
    return whole(cells.get(column, "")).strip()[:200]


def _reference(cells: Mapping[str, str], column: str) -> Reference:
    return Reference(_key(cells, f"{column}_id"), " ".join(_key(cells, column).split()))
