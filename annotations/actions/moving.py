"""Rows of the register that change hands, with a note of all that it takes to change them back."""

import json
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import F, ProtectedError, QuerySet

from annotations.models import ActorMove, Attribution, Moved, Relay


class Moving:
    """Does what a move does to the tables, and remembers it."""

    def __init__(self) -> None:
        self.moved: list[Moved] = []
        self.removed: list[dict[str, Any]] = []
        self.made: list[list[str]] = []
        self.changed: list[dict[str, str]] = []

    def repoint(self, rows: QuerySet[Any], field: str, old: UUID, new: UUID | None) -> list[UUID]:
        """Those of `rows` that say `old` in a field say `new` from now on."""
        keys = list(rows.filter(**{field: old}).order_by("pk").values_list("pk", flat=True))
        rows.model._base_manager.filter(pk__in=keys).update(**{field: new})
        label = rows.model._meta.label_lower
        self.moved.append(Moved(model=label, field=field, old=old, new=new, rows=keys))
        return keys

    def remove(self, row: models.Model, *, first: bool = False) -> None:
        """Delete it; `first` where others that were removed before need it to come back."""
        # As text to the microsecond, which Django’s own JSON cuts off.
        kept = json.loads(json.dumps(serializers.serialize("python", [row]), default=str))
        self.removed = [*kept, *self.removed] if first else [*self.removed, *kept]
        row.delete()

    def make(self, row: models.Model) -> None:
        row.save()
        self.made.append([row._meta.label_lower, str(row.pk)])

    def change(self, row: models.Model, name: str, value: Any) -> None:
        field: Any = row._meta.get_field(name)
        note = {"model": row._meta.label_lower, "pk": str(row.pk), "field": name}
        note["old"] = field.value_to_string(row)
        setattr(row, name, value)
        row.save(update_fields=[name])
        self.changed.append(note | {"new": field.value_to_string(row)})

    def note(self, move: ActorMove) -> ActorMove:
        """Save the move with all that was done."""
        move.removed, move.made, move.changed = self.removed, self.made, self.changed
        move.projects = self._projects()
        move.save()
        for one in self.moved:
            one.move = move
        Moved.objects.bulk_create(self.moved)
        return move

    def _projects(self) -> list[UUID]:
        """Whose statements name somebody else since."""
        label = Attribution._meta.label_lower
        keys = {key for one in self.moved if one.model == label for key in one.rows}
        rows = Attribution.objects.filter(pk__in=keys).order_by()
        return list(rows.values_list("project", flat=True).distinct())


def take_back(move: ActorMove) -> None:
    """Undo what the move did, as far as nobody has changed it since: what they did stays."""
    for note in reversed(move.changed):
        _change_back(note)
    # Whoever left a chain finds its place only after speakers and relayers have changed back.
    chained = Relay._meta.label_lower
    for kept in move.removed:
        if kept["model"] != chained:
            _bring_back(kept)
    # Who relays comes last: nobody does so for themselves, and only now speakers differ again.
    for moved in move.moved.order_by(F("new").asc(nulls_last=True), "-id"):
        _move_back(moved)
    for kept in move.removed:
        if kept["model"] == chained:
            _bring_back(kept)
    for label, pk in reversed(move.made):
        _unmake(apps.get_model(label), pk)


def _change_back(note: dict[str, str]) -> None:
    model = apps.get_model(note["model"])
    row = model._base_manager.filter(pk=note["pk"]).first()
    field: Any = model._meta.get_field(note["field"])
    if row is not None and field.value_to_string(row) == note["new"]:
        setattr(row, note["field"], field.to_python(note["old"]))
        row.save(update_fields=[note["field"]])


def _bring_back(kept: dict[str, Any]) -> None:
    """A post that now overlaps what somebody made of the other one stays joined with it."""
    rows = serializers.deserialize("python", [kept], ignorenonexistent=True)
    for row in rows:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue


def _move_back(moved: Moved) -> None:
    model = apps.get_model(moved.model)
    field: Any = model._meta.get_field(moved.field)
    if not field.remote_field.model._base_manager.filter(pk=moved.old).exists():
        return
    rows = model._base_manager.filter(pk__in=moved.rows, **{moved.field: moved.new})
    if moved.new is None:
        rows = rows.exclude(speaker=moved.old)
    rows.update(**{moved.field: moved.old})


def _unmake(model: type[models.Model], pk: str) -> None:
    """Whatever is in use by now stays."""
    for row in model._base_manager.filter(pk=pk):
        try:
            row.delete()
        except ProtectedError:
            continue
