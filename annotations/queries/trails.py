"""What the history tables say of one thing: who changed what when, the latest first, by pages.

A thing is what several tables say about it: an actor has names and posts. Their events are put in
one order, and those of one transaction together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from annotations.models import User
from annotations.queries.differences import Change, changes_of, names_for

SIZE = 40


@dataclass(frozen=True)
class Track:
    """Those events of a table that belong to the thing."""

    model: type[models.Model]
    rows: Q

    @property
    def events(self) -> Any:
        return self.model.pgh_event_model.objects.filter(self.rows)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Step:
    """One row that came, changed or went: `verb` is insert, update or delete."""

    kind: str
    verb: str
    event: Any
    changes: list[Change]

    @property
    def annotation(self) -> int | None:
        """The number of the annotation that it is of, where it is of one."""
        if self.event.pgh_tracked_model.__name__ in ("Attribution", "Span"):
            return int(self.event.number)
        return None


@dataclass(frozen=True)
class Deed:
    """What one action changed. `by` is None for the system; `how` what was told of it besides."""

    at: datetime
    by: User | None
    how: str
    for_whom: User | None
    steps: list[Step]


@dataclass(frozen=True)
class Trail:
    """One page of deeds. `next` marks the page of earlier ones, "" where there are none."""

    deeds: list[Deed] = field(default_factory=list)
    next: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Place:
    """Between two events, in the order of time, of tables, and of events in a table."""

    at: datetime
    track: int
    event: int

    @classmethod
    def read(cls, mark: str) -> "Place | None":
        """None for the first page, and for a mark that is none."""
        try:
            at, track, event = mark.split("~")
            return cls(datetime.fromisoformat(at), int(track), int(event))
        except ValueError:
            return None

    def earlier(self, track: int) -> Q:
        """The events of that table beyond here."""
        at_once = {"pgh_created_at": self.at}
        before = Q(pgh_created_at__lt=self.at)
        if track == self.track:
            return before | Q(**at_once, pgh_id__lt=self.event)
        return before | Q(**at_once) if track < self.track else before

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.track}~{self.event}"


def trail_of(tracks: Sequence[Track], mark: str = "", size: int = SIZE) -> Trail:
    """A page of what befell a thing. At most two queries a table, and one for each kind of name."""
    place = Place.read(mark)
    found: list[tuple[Place, Any]] = []
    for number, track in enumerate(tracks):
        events = track.events
        if place:
            events = events.filter(place.earlier(number))
        earlier = events.model.objects.filter(
            pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
        )
        was = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
        events = events.annotate(was=was).select_related("pgh_context")
        for event in events.order_by("-pgh_created_at", "-pgh_id")[: size + 1]:
            found.append((Place(event.pgh_created_at, number, event.pgh_id), event))
    found.sort(key=lambda one: (one[0].at, one[0].track, one[0].event), reverse=True)
    shown = found[:size]
    more = str(shown[-1][0]) if len(found) > size else ""
    return Trail(_deeds([event for _, event in shown]), more)


def _deeds(events: Sequence[Any]) -> list[Deed]:
    before = _states_before(events)
    names = names_for([*events, *before.values()])
    people = User.objects.in_bulk(_people(events))
    deeds = []
    for _, group in groupby(events, key=_transaction):
        together = list(group)
        told = _told(together[0])
        # Within one transaction the order of doing, not the latest first.
        steps = [_step(event, before.get(event), names) for event in reversed(together)]
        deeds.append(
            Deed(
                at=together[0].pgh_created_at,
                by=people.get(_key(told.get("user"))),
                how=told.get("act", ""),
                for_whom=people.get(_key(told.get("for"))),
                steps=[step for step in steps if step.changes or step.verb != "update"],
            )
        )
    return [deed for deed in deeds if deed.steps]


def _step(event: Any, before: Any, names: Any) -> Step:
    verb = event.pgh_label
    after = None if verb == "delete" else event
    changes = changes_of(event if verb == "delete" else before, after, names)
    kind = str(event.pgh_tracked_model._meta.verbose_name)
    return Step(kind, verb, event, changes)


def _states_before(events: Iterable[Any]) -> dict[Any, Any]:
    """By event, the one that says what its row was until then. One query a table."""
    by_table: dict[Any, list[Any]] = {}
    for event in events:
        if event.pgh_label == "update" and event.was:
            by_table.setdefault(type(event), []).append(event)
    before: dict[Any, Any] = {}
    for table, changed in by_table.items():
        earlier = table.objects.in_bulk([event.was for event in changed])
        before |= {event: earlier[event.was] for event in changed}
    return before


def _transaction(event: Any) -> Any:
    return event.pgh_context_id or (event.pgh_created_at, None)


def _told(event: Any) -> dict[str, str]:
    return event.pgh_context.metadata if event.pgh_context else {}


def _people(events: Iterable[Any]) -> set[UUID]:
    told = [_told(event) for event in events]
    keys = {_key(one.get(part)) for one in told for part in ("user", "for")}
    return {key for key in keys if key}


def _key(value: str | None) -> UUID | None:
    return UUID(value) if value else None
