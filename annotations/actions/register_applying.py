"""Doing what the plan of a file says, some rows at a time."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import DataError, IntegrityError, models, transaction
from psycopg.types.range import DateRange

from annotations.actions.history import written_by
from annotations.domain.register.comparing import OTHER_NAME
from annotations.domain.register.other_names import names_of
from annotations.domain.register.present import values_of_actor, values_of_post
from annotations.domain.register.rows import PEOPLE, YES
from annotations.models import (
    Actor,
    ActorName,
    Affiliation,
    Plan,
    RegisterImport,
    RegisterImportRow,
    User,
)

AT_ONCE = 500
MEANWHILE = "meanwhile"
DAY = timedelta(days=1)
AnyRow = TypeVar("AnyRow", bound=models.Model)


def apply_register_part(*, upload: RegisterImport, by: User | None, at: datetime) -> bool:
    """The next rows, all or nothing; whether there are more.

    Each is done only if what it changes is still as the plan says; else it is refused. The history
    names the import.
    """
    with written_by(by, register_import=str(upload.pk)):
        now = RegisterImport.objects.select_for_update().get(pk=upload.pk)
        if not now.is_running:
            return False
        wanted = now.entries.filter(number__gt=now.position, plan__in=[Plan.CREATE, Plan.CHANGE])
        rows = list(wanted.order_by("number")[:AT_ONCE])
        _apply(rows)
        is_last = len(rows) < AT_ONCE
        now.position = now.rows if is_last else rows[-1].number
        now.finished_at = at if is_last else None
        now.failed_at, now.failure = None, ""
        now.save(update_fields=["position", "finished_at", "failed_at", "failure"])
        return not is_last


def _apply(rows: Sequence[RegisterImportRow]) -> None:
    by_kind: dict[tuple[bool, str], list[RegisterImportRow]] = {}
    for row in rows:
        by_kind.setdefault((row.is_post, row.plan), []).append(row)
    _create(by_kind.get((False, Plan.CREATE), []), _make_actors)
    actors = Actor.objects.prefetch_related("names")
    _change(by_kind.get((False, Plan.CHANGE), []), actors, actor_is_as_planned, put_actor)
    new, changed = by_kind.get((True, Plan.CREATE), []), by_kind.get((True, Plan.CHANGE), [])
    there = _held_by_known([*new, *changed])
    _create([row for row in new if there(row)], _make_posts)
    posts = Affiliation.objects.select_related("organisation")
    changed = [row for row in changed if there(row)]
    _change(changed, posts, post_is_as_planned, put_post)


def _create(rows: list[RegisterImportRow], make: Callable[[list[RegisterImportRow]], None]) -> None:
    """All at once; one by one where the database refuses that."""
    try:
        with transaction.atomic():
            make(rows)
        return
    except (IntegrityError, DataError):
        pass
    for row in rows:
        try:
            with transaction.atomic():
                make([row])
        except (IntegrityError, DataError):
            _refuse(row)


def _make_actors(rows: list[RegisterImportRow]) -> None:
    actors = [_actor(row) for row in rows]
    Actor.objects.bulk_create(actors)
    ActorName.objects.bulk_create(
        [
            ActorName(actor=actor, name=name.words, language=name.language, kind=name.kind)
            for actor, row in zip(actors, rows, strict=True)
            for _old, new in names_in(row)
            for name in names_of(new)
        ]
    )


def _make_posts(rows: list[RegisterImportRow]) -> None:
    posts = [Affiliation(pk=row.target) for row in rows]
    for row, post in zip(rows, posts, strict=True):
        _put_post(post, row)
    Affiliation.objects.bulk_create(posts)


def _change(
    rows: list[RegisterImportRow],
    table: models.QuerySet[AnyRow],
    is_as_planned: Callable[[AnyRow, RegisterImportRow], bool],
    put: Callable[[AnyRow, RegisterImportRow], None],
) -> None:
    targets = [row.target for row in rows if row.target]
    there = table.select_for_update(of=("self",)).in_bulk(targets)
    for row in rows:
        present = there.get(row.target)
        if present is None or not is_as_planned(present, row):
            _refuse(row)
            continue
        try:
            with transaction.atomic():
                put(present, row)
        except (IntegrityError, DataError):
            _refuse(row)


def actor_is_as_planned(actor: Actor, row: RegisterImportRow) -> bool:
    """Whether all that the row changes is still what it was; with `names` prefetched, no query."""
    values = values_of_actor(actor)
    fields = fields_of(row)
    if any(values.get(name, "") != old for name, old, _new in fields):
        return False
    kind = next((new for name, _old, new in fields if name == "kind"), values["kind"])
    if (kind in PEOPLE) != (values["kind"] in PEOPLE) and _has_posts(actor):
        return False
    names = {name.name.lower(): name for name in actor.names.all()}
    return all(_name_is(names, old) for old, _new in names_in(row) if old)


def put_actor(actor: Actor, row: RegisterImportRow) -> None:
    """Change it as the row says. Raises IntegrityError, DataError."""
    fields = fields_of(row)
    _put_fields(actor, row)
    if fields:
        actor.save()
    there = {name.name.lower(): name for name in actor.names.all()}
    for old, new in names_in(row):
        [was] = names_of(old) or (None,)
        present = there.get(was.words.lower()) if was else None
        for name in names_of(new):
            kept = present or ActorName(actor=actor)
            kept.name, kept.language, kept.kind = name.words, name.language, name.kind
            kept.save()
        if present and not new:
            present.delete()


def _name_is(there: dict[str, ActorName], old: str) -> bool:
    [was] = names_of(old)
    present = there.get(was.words.lower())
    said = (was.words, was.language, was.kind)
    return present is not None and (present.name, present.language, present.kind) == said


def post_is_as_planned(post: Affiliation, row: RegisterImportRow) -> bool:
    """Whether it is the same person's, and all that the row changes is still what it was."""
    employer = post.organisation.name if post.organisation else ""
    present = {**values_of_post(post), "organisation": employer}
    if post.person_id != row.person:
        return False
    return all(present.get(name, "") == old for name, old, _new in row.changes)


def put_post(post: Affiliation, row: RegisterImportRow) -> None:
    """Change it as the row says. Raises IntegrityError, DataError."""
    _put_post(post, row)
    post.save()


def _actor(row: RegisterImportRow) -> Actor:
    actor = Actor(pk=row.target)
    _put_fields(actor, row)
    return actor


def _put_fields(actor: Actor, row: RegisterImportRow) -> None:
    for name, _old, new in fields_of(row):
        setattr(actor, name, new == YES if name == "family_first" else new)


def _put_post(post: Affiliation, row: RegisterImportRow) -> None:
    said = {name: new for name, _old, new in row.changes}
    values = {**(values_of_post(post) if post.valid else {}), **said}
    post.post = values["post"]
    post.kind, post.represents = values.get("kind", ""), values.get("represents", "")
    assert row.person, "every post of a plan has a person"
    post.person_id, post.organisation_id = row.person, row.organisation
    first, last = values.get("first_day"), values.get("last_day")
    post.valid = DateRange(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) + DAY if last else None,
    )


def _held_by_known(rows: list[RegisterImportRow]) -> Callable[[RegisterImportRow], bool]:
    """Whether person and organisation of a post are there: foreign keys are checked at the end
    only, when one that is missing would take all the others along. Those missing are refused."""
    wanted = {pk for row in rows for pk in (row.person, row.organisation) if pk}
    present: set[UUID | None] = {None}
    present |= set(
        Actor.objects.filter(pk__in=wanted)
        .select_for_update(no_key=True)
        .values_list("pk", flat=True)
    )

    def there(row: RegisterImportRow) -> bool:
        found = row.person in present and row.organisation in present
        if not found:
            _refuse(row)
        return found

    return there


def _has_posts(actor: Actor) -> bool:
    return actor.affiliations.exists() or actor.staff.exists()


def fields_of(row: RegisterImportRow) -> list[Any]:
    """(field, old, new) of what it changes about an actor, without other names."""
    return [change for change in row.changes if change[0] != OTHER_NAME]


def names_in(row: RegisterImportRow) -> list[tuple[str, str]]:
    """(old, new) of the other names that it changes, as files write them."""
    return [(old, new) for field, old, new in row.changes if field == OTHER_NAME]


def _refuse(row: RegisterImportRow) -> None:
    row.plan, row.code, row.params = Plan.REFUSED, MEANWHILE, {}
    row.save(update_fields=["plan", "code", "params"])
