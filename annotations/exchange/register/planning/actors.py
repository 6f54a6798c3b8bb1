"""Rows about people, organisations and countries."""

from collections.abc import Iterable, Sequence

from annotations.domain.identifiers import uuid7
from annotations.domain.name_order import family_comes_first
from annotations.domain.register import ActorRow, CannotRead
from annotations.domain.register.comparing import Change, changes_of, name_changes
from annotations.domain.register.matching import KnownActor, actor_meant
from annotations.domain.register.rows import NO, PEOPLE, PERSON, YES
from annotations.exchange.register.planning.decisions import decide, id_of, refuse
from annotations.exchange.register.planning.seen import Seen, SeenActors
from annotations.models import Plan, RegisterImportRow
from annotations.queries.register_files import by_id, known_actors


def plan_actors(rows: Sequence[RegisterImportRow], seen: SeenActors) -> None:
    """Decides about each of some rows. As many queries for a few as for many."""
    said = {row.number: ActorRow.of_json(row.said) for row in rows}
    known = _Known(said.values())
    for row in rows:
        try:
            _plan(row, said[row.number], known, seen)
        except CannotRead as problem:
            refuse(row, problem)
            one = said[row.number]
            seen.add(Seen(row.line, None, one.kind, one.name, key=one.key), [one.name])


def _plan(row: RegisterImportRow, said: ActorRow, known: "_Known", seen: SeenActors) -> None:
    meant = known.of_key(said) or actor_meant(said, known.candidates(said))
    seen.demand_first(said, meant)
    if meant:
        decide(row, meant.id, _changes(said, meant), Plan.CHANGE)
        kind = said.values.get("kind", meant.kind)
    else:
        values = _complete(said)
        changes = changes_of(values, {})
        changes += name_changes(said.names, False, [], said.name)
        # Its own id, so that a register can be moved; the same one when it is planned anew.
        decide(row, id_of(said.key) or row.target or uuid7(), changes, Plan.CREATE)
        kind = said.kind
    found = Seen(
        line=row.line,
        id=row.target,
        kind=kind,
        name=said.name,
        country=said.values.get("country", ""),
        item=said.values.get("wikidata", ""),
        key=said.key,
        is_new=meant is None,
    )
    seen.add(found, [said.name, *(name.words for name in said.names)])


def _changes(said: ActorRow, meant: KnownActor) -> list[Change]:
    """Raises CannotRead for a kind that the posts of it do not allow."""
    values = dict(said.values)
    if meant.is_also_called(said.name) and not meant.is_shown_as(said.name):
        # The row calls it by another of its names, which is no reason to show that one.
        del values["name"]
    kind = values.get("kind", meant.kind)
    if meant.has_posts and (kind in PEOPLE) != (meant.kind in PEOPLE):
        raise CannotRead("kind_held", name=meant.values["name"])
    changes = changes_of(values, meant.values)
    shown = values.get("name", meant.values["name"])
    return changes + name_changes(said.names, said.forgets_names, meant.names, shown)


def _complete(said: ActorRow) -> dict[str, str]:
    values = {"kind": said.kind, **said.values}
    if values["kind"] == PERSON and "family_first" not in values:
        first = family_comes_first(said.name, values.get("country", ""))
        values["family_first"] = YES if first else NO
    return values


class _Known:
    """Whom any of some rows may mean, found by what a row says."""

    def __init__(self, rows: Iterable[ActorRow]) -> None:
        rows = list(rows)
        keys = [pk for row in rows if (pk := id_of(row.key))]
        items = [item for row in rows if (item := row.values.get("wikidata"))]
        found = known_actors(keys, items, [row.name for row in rows])
        self.by_id = by_id(found, keys)
        self.by_item: dict[str, list[KnownActor]] = {}
        self.by_name: dict[str, list[KnownActor]] = {}
        for one in found:
            if item := one.values.get("wikidata"):
                self.by_item.setdefault(item, []).append(one)
            names = {one.values["name"], *(name.words for name in one.names)}
            for name in {name.lower() for name in names}:
                self.by_name.setdefault(name, []).append(one)

    def of_key(self, row: ActorRow) -> KnownActor | None:
        pk = id_of(row.key)
        return self.by_id.get(pk) if pk else None

    def candidates(self, row: ActorRow) -> list[KnownActor]:
        found = list(self.by_item.get(row.values.get("wikidata", ""), []))
        found += self.by_name.get(row.name.lower(), [])
        return list({one.id: one for one in found}.values())
