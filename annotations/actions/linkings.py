"""That an act links two statements, or unlinks them: undone and done again with the act."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.codings import CannotAnnotate
from annotations.models import Act, Coding, Link, User


class CannotConnect(CannotAnnotate):
    """The two cannot be linked like this."""


@dataclass(frozen=True)
class Linked:
    """A link as JSON keeps it with an act."""

    id: str
    kind: str
    coding: str
    number: int
    other_coding: str
    other_number: int
    day: str | None
    at: str

    @classmethod
    def of(cls, link: Link) -> "Linked":
        return cls(
            str(link.pk),
            link.kind,
            str(link.coding_id),
            link.number,
            str(link.other_coding_id),
            link.other_number,
            link.day.isoformat() if link.day else None,
            link.linked_at.isoformat(),
        )


@dataclass(frozen=True)
class Linking:
    """The link before and after, None for none."""

    was: Linked | None
    now: Linked | None

    @classmethod
    def of(cls, act: Act, *, backwards: bool) -> "Linking | None":
        """What doing the act again links; `backwards`, what taking it back does."""
        if act.linked is None:
            return None
        was, now = (_linked(act.linked[name]) for name in ("was", "now"))
        return cls(now, was) if backwards else cls(was, now)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def settle(self, by: User) -> None:
        """Make the rows say so. Raises CannotConnect where it would go in a circle by now.

        A statement that left the project meanwhile is linked with nothing any more.
        """
        was, now = self.was, self.now
        if was and now and Link.objects.filter(pk=was.id).update(day=_day(now)):
            return
        if was:
            Link.objects.filter(pk=was.id).delete()
        coding, other = (_current(now.coding), _current(now.other_coding)) if now else (None, None)
        if now is None or coding is None or other is None:
            return
        try:
            with transaction.atomic():
                Link.objects.create(
                    id=UUID(now.id),
                    project_id=coding.project_id,
                    kind=now.kind,
                    coding=coding,
                    number=now.number,
                    other_coding=other,
                    other_number=now.other_number,
                    day=_day(now),
                    linked_by=by,
                    linked_at=datetime.fromisoformat(now.at),
                )
        except IntegrityError as error:
            raise CannotConnect(
                _("It is linked the other way round, and would go in a circle.")
            ) from error


def _linked(data: dict[str, Any] | None) -> Linked | None:
    return Linked(**data) if data else None


def _day(linked: Linked) -> date | None:
    return date.fromisoformat(linked.day) if linked.day else None


def _current(pk: str) -> Coding | None:
    """The coding, or the one of a newer text that took its place."""
    coding = Coding.every.filter(pk=pk).first()
    if coding is None or coding.is_current:
        return coding
    line = Coding.objects.filter(
        project_article=coding.project_article_id, kind=coding.kind, analyst=coding.analyst_id
    )
    return line.first()
