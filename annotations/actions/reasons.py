"""The reasons for which curators reject: a list of each project."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused, audited, keep
from annotations.domain.names import tidy
from annotations.models import Project, RejectionReason, User


class CannotKeepReason(Refused):
    """The reason has no name, or is in the list already."""


def usual_reasons() -> Iterator[str]:
    """What a project begins with, in the language of whoever begins."""
    yield _("Not a statement")
    yield _("Wrong passage")
    yield _("Wrong speaker")
    yield _("Wrong tag")
    yield _("Marked twice")
    yield _("Against the guidelines")


@audited
def start_reasons(*, project: Project, by: User) -> None:
    """The usual ones, where the project has none at all, not even a retired one."""
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if project.rejection_reasons.exists():
        return
    RejectionReason.objects.bulk_create(
        RejectionReason(project=project, name=name, position=position)
        for position, name in enumerate(usual_reasons())
    )


@audited
def add_reason(*, project: Project, name: str, by: User) -> RejectionReason:
    """At the end of the list. Raises CannotKeepReason."""
    last = project.rejection_reasons.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    reason = RejectionReason(project=project, name=tidy(name), position=position)
    keep(reason, CannotKeepReason, unasked=["retired_at"])
    return reason


@audited
def rename_reason(*, reason: RejectionReason, name: str, by: User) -> RejectionReason:
    """Also where it was given already. Raises CannotKeepReason."""
    reason.name = tidy(name)
    keep(reason, CannotKeepReason, unasked=["retired_at"])
    return reason


@audited
def move_reason(*, reason: RejectionReason, up: bool, by: User) -> None:
    """Change places with its neighbour in the list; at the end of the list it stays."""
    rows = RejectionReason.objects.select_for_update().filter(project=reason.project_id)
    ordered: Sequence[RejectionReason] = list(rows.in_use().in_order())
    at = next((n for n, one in enumerate(ordered) if one.pk == reason.pk), None)
    if at is None:
        return
    other = at - 1 if up else at + 1
    if not 0 <= other < len(ordered):
        return
    moved = list(ordered)
    moved[at], moved[other] = moved[other], moved[at]
    for position, one in enumerate(moved):
        one.position = position
    RejectionReason.objects.bulk_update(moved, ["position"])


@audited
def retire_reason(*, reason: RejectionReason, at: datetime, by: User) -> None:
    """It can no longer be chosen, and stays where it was given."""
    reason.retired_at = at
    reason.save(update_fields=["retired_at"])


@audited
def restore_reason(*, reason: RejectionReason, by: User) -> None:
    reason.retired_at = None
    reason.save(update_fields=["retired_at"])
