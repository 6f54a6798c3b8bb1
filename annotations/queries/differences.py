"""Two states of a row told apart field by field, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields.ranges import RangeField
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Made of others, or of no interest to people.
MADE = {"created_at", "keys", "name_key", "sort_name", "sounds"}
# Fields that no form shows, and that history does.
NAMED: dict[str, Promise] = {
    "words": gettext_lazy("words"),
    "role": gettext_lazy("what it is"),
    "tag": gettext_lazy("tag"),
    "state": gettext_lazy("state"),
    "verdict": gettext_lazy("decision"),
    "added_by": gettext_lazy("taken in by"),
    "kind": gettext_lazy("kind"),
    "one": gettext_lazy("one"),
    "other": gettext_lazy("the other"),
}
# What something is called, in tables that have no `name`.
CALLED = ("name", "title", "post", "words")
Names = dict[tuple[type[models.Model], Any], str]


@dataclass(frozen=True)
class Change:
    """One field. "" where it had, or has, nothing."""

    name: str
    before: str
    after: str


def changes_of(before: Any, after: Any, names: Names) -> list[Change]:
    """What two events of one row say differently. None stands for a row that is not there."""
    found = []
    for field in shown_fields((after or before).pgh_tracked_model):
        was = worded(field, before, names) if before else ""
        now = worded(field, after, names) if after else ""
        if was != now:
            found.append(Change(_called(field), was, now))
    return found


def shown_fields(model: type[models.Model]) -> list[Any]:
    """Those that have a name on screen."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in MADE
        and (field.name in NAMED or isinstance(field.verbose_name, Promise))
        and not field.primary_key
    ]


def _called(field: Any) -> str:
    has_name = isinstance(field.verbose_name, Promise)
    return str(field.verbose_name if has_name else NAMED[field.name])


def worded(field: Any, event: Any, names: Names) -> str:
    """The value of a field as people read it."""
    value = getattr(event, field.attname)
    if value is None or value == "" or value == []:
        return ""
    if field.is_relation:
        return names.get((field.related_model, value)) or _("something that is gone")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, RangeField):
        return f"{_day(value.lower)} – {_day(value.upper)}"
    if isinstance(field, models.DateTimeField):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(field, models.DateField):
        return _day(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def names_for(events: Iterable[Any]) -> Names:
    """What everything that these events point to is called; also what has been deleted since.

    One query for each table that is pointed to, one more where something is gone.
    """
    wanted: dict[type[models.Model], set[Any]] = {}
    for event in events:
        for field in shown_fields(event.pgh_tracked_model):
            if field.is_relation and getattr(event, field.attname) is not None:
                wanted.setdefault(field.related_model, set()).add(getattr(event, field.attname))
    names: Names = {}
    for model, keys in wanted.items():
        rows = model._default_manager.in_bulk(list(keys))
        names |= {(model, key): str(row) for key, row in rows.items()}
        names |= _last_names(model, keys - rows.keys())
    return names


def _last_names(model: type[models.Model], gone: set[Any]) -> Names:
    """As they were called when they were deleted."""
    events = getattr(model, "pgh_event_model", None)
    if not gone or events is None:
        return {}
    column = next(name for name in CALLED if hasattr(events, name))
    last = events.objects.filter(pgh_obj_id__in=gone).order_by("pgh_obj_id", "-pgh_id")
    return {
        (model, key): name
        for key, name in last.distinct("pgh_obj_id").values_list("pgh_obj_id", column)
    }


def _day(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if value else "…"
