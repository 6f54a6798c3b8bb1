"""Rows of an applied import put back to what they were, as far as nobody has built on them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, models, transaction
from django.db.models import ProtectedError, Q, QuerySet

from annotations.actions.register_applying import (
    actor_is_as_planned,
    fields_of,
    names_in,
    post_is_as_planned,
    put_actor,
    put_post,
)
from annotations.domain.register.other_names import names_of
from annotations.domain.register.present import values_of_actor, values_of_post
from annotations.models import (
    Actor,
    ActorMove,
    Affiliation,
    Attribution,
    Back,
    Plan,
    RegisterImportRow,
    Stay,
)

Answers = dict[RegisterImportRow, tuple[Back, str]]
REFUSALS = (IntegrityError, DataError, ProtectedError)


class Restoring:
    """Some rows of one import; posts among them come before actors.

    Where it `is_done`, what goes is put back; else it is only found out. As many queries for a few
    rows as for many, but for what is changed back, one by one.
    """

    def __init__(self, rows: Sequence[RegisterImportRow], is_done: bool) -> None:
        self.rows, self.is_done = rows, is_done

    def stays(self) -> Answers:
        """What becomes of each row, and why it stays if it does."""
        if not self.rows:
            return {}
        posts = [row for row in self.rows if row.is_post]
        answers = self._posts(posts)
        going = [row.target for row, (back, _why) in answers.items() if back != Back.STAYS]
        return answers | self._actors([row for row in self.rows if not row.is_post], going)

    def _posts(self, rows: Sequence[RegisterImportRow]) -> Answers:
        there = self._held(Affiliation.objects.select_related("organisation"), rows)
        used = Attribution.objects.filter(affiliation__in=there).order_by()
        spoken: set[UUID | None] = set(used.values_list("affiliation", flat=True).distinct())
        whys = {row: why_post_stays(row, there.get(row.target), spoken) for row in rows}
        return self._answers(whys, there, Affiliation, put_post)

    def _actors(self, rows: Sequence[RegisterImportRow], going: Iterable[Any]) -> Answers:
        there = self._held(Actor.objects.prefetch_related("names"), rows)
        new = [row.target for row in rows if row.plan == Plan.CREATE and row.target in there]
        built_on = _built_on(new, self._staying(going))
        whys = {row: why_actor_stays(row, there.get(row.target), built_on) for row in rows}
        return self._answers(whys, there, Actor, put_actor)

    def _staying(self, going: Iterable[Any]) -> QuerySet[Affiliation]:
        """Posts that are there when it is done. `going` are those of these rows; of rows before,
        which come later in the file, it is noted."""
        posts = Affiliation.objects.all()
        if self.is_done:
            return posts
        upload = self.rows[0].upload_id
        noted = RegisterImportRow.objects.filter(upload=upload, is_post=True, back=Back.GOES)
        return posts.exclude(pk__in=list(going)).exclude(pk__in=noted.values("target"))

    def _held(self, table: Any, rows: Sequence[RegisterImportRow]) -> dict[Any, Any]:
        targets = [row.target for row in rows if row.target]
        if self.is_done:
            table = table.select_for_update(of=("self",))
        return dict(table.in_bulk(targets))

    def _answers(
        self,
        whys: dict[RegisterImportRow, str],
        there: dict[Any, Any],
        model: Any,
        put: Callable[[Any, RegisterImportRow], None],
    ) -> Answers:
        going = [row for row, why in whys.items() if not why]
        stay = {row: (Back.STAYS, why) for row, why in whys.items() if why}
        if not self.is_done:
            return stay | dict.fromkeys(going, (Back.GOES, ""))
        refused = _unmake([row for row in going if row.plan == Plan.CREATE], model)
        changed = [row for row in going if row.plan == Plan.CHANGE]
        refused |= {row for row in changed if not _put(there[row.target], turned(row), put)}
        done: Answers = {
            row: (Back.STAYS, Stay.CHANGED) if row in refused else (Back.DONE, "") for row in going
        }
        return stay | done


def turned(row: RegisterImportRow) -> RegisterImportRow:
    """The row as one that would change everything back."""
    back = copy(row)
    back.changes = [[field, new, old] for field, old, new in row.changes]
    back.organisation, back.before = row.before, row.organisation
    return back


def why_post_stays(
    row: RegisterImportRow, post: Affiliation | None, spoken: set[UUID | None]
) -> str:
    """A Stay, "" where it goes. `spoken` are posts that statements name."""
    if post is None:
        return Stay.GONE
    if row.plan == Plan.CHANGE:
        moved = any(field == "organisation" and old for field, old, _new in row.changes)
        if moved and row.before is None:
            return Stay.UNKNOWN
        is_ours = post.organisation_id == row.organisation
        return "" if is_ours and post_is_as_planned(post, turned(row)) else Stay.CHANGED
    made = {field: new for field, _old, new in row.changes if new and field != "organisation"}
    holds = (post.person_id, post.organisation_id) == (row.person, row.organisation)
    if not holds or values_of_post(post) != made:
        return Stay.CHANGED
    return Stay.USED if post.pk in spoken else ""


def why_actor_stays(row: RegisterImportRow, actor: Actor | None, built_on: dict[Any, Stay]) -> str:
    """A Stay, "" where it goes. `built_on` are those that something else names, and what."""
    if actor is None:
        return Stay.GONE
    if row.plan == Plan.CHANGE:
        return "" if actor_is_as_planned(actor, turned(row)) else Stay.CHANGED
    made = {field: new for field, _old, new in fields_of(row) if new}
    wanted = {
        (name.words, name.language, name.kind)
        for _old, new in names_in(row)
        for name in names_of(new)
    }
    names = {(name.name, name.language, name.kind) for name in actor.names.all()}
    if values_of_actor(actor) != made or names != wanted:
        return Stay.CHANGED
    return built_on.get(actor.pk, "")


def _built_on(new: Sequence[Any], held: QuerySet[Affiliation]) -> dict[Any, Stay]:
    """Of actors that the import made: who has posts that stay, was merged or split, or is named."""
    if not new:
        return {}
    held = held.filter(Q(person__in=new) | Q(organisation__in=new))
    found: dict[Any, Stay] = {}
    for ends in held.values_list("person", "organisation"):
        found |= dict.fromkeys(ends, Stay.HELD)
    moves = ActorMove.objects.standing().filter(Q(from_actor__in=new) | Q(to_actor__in=new))
    for ends in moves.values_list("from_actor", "to_actor"):
        found |= dict.fromkeys(ends, Stay.CHANGED)
    for model, name in _naming_actors():
        named = model._base_manager.filter(**{f"{name}__in": new}).order_by()
        found |= dict.fromkeys(named.values_list(name, flat=True).distinct(), Stay.USED)
    return found


def _naming_actors() -> Iterator[tuple[Any, str]]:
    """Tables, and their columns, that keep an actor from being deleted; posts aside."""
    for relation in Actor._meta.get_fields(include_hidden=True):
        if (
            not isinstance(relation, models.ManyToOneRel)
            or relation.on_delete is not models.PROTECT
        ):
            continue
        if relation.related_model is not Affiliation:
            yield relation.related_model, relation.field.name


def _unmake(rows: Sequence[RegisterImportRow], model: Any) -> set[RegisterImportRow]:
    """Delete what they made, all at once; one by one where somebody was faster. Those left."""
    try:
        with transaction.atomic():
            model.objects.filter(pk__in=[row.target for row in rows]).delete()
        return set()
    except REFUSALS:
        return {row for row in rows if not _put(model(pk=row.target), row, _delete)}


def _delete(made: models.Model, row: RegisterImportRow) -> None:
    made.delete()


def _put(
    present: Any, row: RegisterImportRow, put: Callable[[Any, RegisterImportRow], None]
) -> bool:
    try:
        with transaction.atomic():
            put(present, row)
    except REFUSALS:
        return False
    return True
