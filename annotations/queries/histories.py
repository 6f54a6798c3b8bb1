"""Who made an annotation and changed it, and what it was carried over."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.models import Act, Carry, LinkKind, SpanRole
from annotations.models.codings import CodingQuerySet

FACTS = {
    "speaker": _("speaker"),
    "affiliation": _("capacity"),
    "printed_capacity": _("capacity as printed"),
    "target": _("target"),
    "relayer": _("relayed by"),
    "relays": _("relayed further by"),
    "stance": _("stance"),
    "mode": _("mode"),
    "certainty": _("certainty"),
}
PLACES = {
    SpanRole.CONTENT: _("words"),
    SpanRole.CUE: _("cue"),
    SpanRole.SPEAKER: _("speaker mention"),
}


@dataclass(frozen=True)
class Event:
    """An act, with what it changed; or that the text was changed under it, to that `revision`."""

    at: datetime
    act: Act | None = None
    changed: list[Promise] = field(default_factory=list)
    carry: Carry | None = None


def history_of(line: CodingQuerySet, number: int) -> list[Event]:
    """All that befell the annotation of a number, the oldest first, revision by revision.

    What came in with an import has no acts. Two queries.
    """
    acts = Act.objects.filter(coding__in=line, annotation=number)
    carries = Carry.objects.filter(coding__in=line, annotation=number)
    events = [
        Event(act.at, act=act, changed=_linked(act) or changed(act.before, act.after))
        for act in acts.select_related("by").order_by("at", "number")
    ]
    events += [
        Event(carry.coding.created_at, carry=carry)
        for carry in carries.select_related("coding__revision").defer("coding__revision__text")
    ]
    return sorted(events, key=lambda event: event.at)


def _linked(act: Act) -> list[Promise]:
    """What the act says that the statement does to another, or that another does to it."""
    link = act.linked and (act.linked["now"] or act.linked["was"])
    return [LinkKind(link["kind"]).label] if link else []


def changed(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Promise]:
    """In which facts two states of a statement differ; none where one of them is none."""
    if not before or not after:
        return []
    was, now = before["statement"] or {}, after["statement"] or {}
    found: list[Promise] = [name for fact, name in FACTS.items() if was.get(fact) != now.get(fact)]
    found += [
        name for role, name in PLACES.items() if _places(before, role) != _places(after, role)
    ]
    if before["tags"] != after["tags"]:
        found.append(_("tags"))
    if before["note"] != after["note"]:
        found.append(_("note"))
    return found


def _places(state: dict[str, Any], role: str) -> list[tuple[int, int]]:
    return sorted((one["start"], one["end"]) for one in state["spans"] if one["role"] == role)
