"""Rows about who held which post when."""

from collections.abc import Sequence
from uuid import UUID

from annotations.domain.identifiers import uuid7
from annotations.domain.register import CannotRead, PostRow
from annotations.domain.register.comparing import Change, changes_of
from annotations.domain.register.matching import KnownPost, days_of, overlap, post_meant
from annotations.exchange.register.planning.decisions import decide, id_of, refuse
from annotations.exchange.register.planning.references import Meant, References
from annotations.exchange.register.planning.seen import SeenActors
from annotations.models import Plan, RegisterImportRow
from annotations.queries.register_files import known_posts

Held = tuple[UUID, str, UUID | None]


class SeenPosts:
    """When which post is held after the rows so far, and by which line."""

    def __init__(self) -> None:
        self.targets: dict[UUID, int] = {}
        self.times: dict[Held, list[tuple[str, str, int]]] = {}

    def demand_free(self, held: Held, first: str, last: str) -> None:
        """Raises CannotRead where an earlier row has the post at the same time."""
        for other_first, other_last, line in self.times.get(held, []):
            if overlap(first, last, other_first, other_last):
                raise CannotRead("twice", line=line)


def plan_posts(rows: Sequence[RegisterImportRow], actors: SeenActors, posts: SeenPosts) -> None:
    """Decides about each of some rows. As many queries for a few as for many."""
    said = {row.number: PostRow.of_json(row.said) for row in rows}
    references = References(said.values(), actors)
    placed: list[tuple[RegisterImportRow, Meant, Meant | None]] = []
    for row in rows:
        one = said[row.number]
        try:
            placed.append(
                (row, references.person(one.person), references.employer(one.organisation))
            )
        except CannotRead as problem:
            refuse(row, problem)
    keys = [pk for one in said.values() if (pk := id_of(one.key))]
    known = known_posts(keys, [who.id for _row, who, _where in placed])
    for row, who, where in placed:
        try:
            _plan(row, said[row.number], who, where, known, posts)
        except CannotRead as problem:
            refuse(row, problem)


def _plan(
    row: RegisterImportRow,
    said: PostRow,
    who: Meant,
    where: Meant | None,
    known: Sequence[KnownPost],
    posts: SeenPosts,
) -> None:
    held = [post for post in known if post.person == who.id]
    # One that an earlier row is about is where that row puts it, and is meant by no other.
    left = [post for post in held if post.id not in posts.targets]
    meant = _meant(said, who, where, known, left)
    if meant and meant.id in posts.targets:
        raise CannotRead("twice", line=posts.targets[meant.id])
    values = {**meant.values, **said.values} if meant else said.values
    before = meant.organisation if meant else None
    employer = where.id if where else before
    first, last = values.get("first_day", ""), values.get("last_day", "")
    if first and last and first > last:
        raise CannotRead("backwards", first=first, last=last)
    place: Held = (who.id, values["post"].lower(), employer)
    posts.demand_free(place, first, last)
    for other in left:
        at_once = _place(other) == place and overlap(first, last, *days_of(other))
        if at_once and other is not meant:
            raise CannotRead("overlaps", post=values["post"])
    changes = changes_of(said.values, meant.values if meant else {})
    if where and where.id != before:
        changes.append(Change("organisation", meant.organisation_name if meant else "", where.name))
    target = meant.id if meant else id_of(said.key) or row.target or uuid7()
    row.person, row.organisation, row.before = who.id, employer, before
    decide(row, target, changes, Plan.CHANGE if meant else Plan.CREATE)
    posts.targets[target] = row.line
    posts.times.setdefault(place, []).append((first, last, row.line))


def _meant(
    said: PostRow,
    who: Meant,
    where: Meant | None,
    known: Sequence[KnownPost],
    held: Sequence[KnownPost],
) -> KnownPost | None:
    pk = id_of(said.key)
    by_key = next((post for post in known if post.id == pk), None)
    if by_key is None:
        values = said.values
        first, last = values.get("first_day", ""), values.get("last_day", "")
        return post_meant(values["post"], first, last, where.id if where else None, held)
    if by_key.person != who.id:
        raise CannotRead("other_person", post=said.values["post"])
    return by_key


def _place(post: KnownPost) -> Held:
    return post.person, post.values["post"].lower(), post.organisation
