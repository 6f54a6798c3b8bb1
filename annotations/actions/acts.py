"""What analysts did, one row an act: the memory behind undo, redo and writes sent twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.actions.codings import CannotAnnotate, open_coding
from annotations.actions.keeping import audited
from annotations.actions.references import without_missing
from annotations.actions.snapshots import Snapshot, become, snapshot_of
from annotations.models import Act, Coding, ProjectArticle, User, Verb


class CannotUndo(CannotAnnotate):
    """There is nothing to undo."""


class CannotRedo(CannotAnnotate):
    """There is nothing to redo."""


class Gone(CannotAnnotate):
    """There is no annotation of this number (any more)."""

    def __init__(self) -> None:
        super().__init__(_("This annotation has been deleted meanwhile."))


@dataclass
class Turn:
    """One write to a coding, whose lock it holds. `done`: the act that was done under its key."""

    coding: Coding
    by: User
    at: datetime
    key: UUID | None
    done: Act | None
    undone: bool


def take_turn(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Turn:
    """Wait for the analyst's coding and look what was done. Raises CannotAnnotateFinished.

    Where `turn.done` is set, this very act was done before: return it and do nothing.
    """
    coding = open_coding(project_article=project_article, by=by, at=at)
    wanted = Q(is_undone=True, is_dropped=False)
    if key:
        wanted |= Q(key=key)
    acts = list(Act.objects.filter(wanted, coding=coding))
    done = next((act for act in acts if key and act.key == key), None)
    if done:
        done.coding = coding
    return Turn(coding, by, at, key, done, any(act.is_undone for act in acts))


def existing(coding: Coding, number: int) -> Snapshot:
    """The annotation of that number as it is. Raises Gone."""
    snapshot = snapshot_of(coding, number)
    if snapshot is None:
        raise Gone
    return snapshot


def perform(turn: Turn, *, before: Snapshot | None, after: Snapshot | None) -> Act:
    """Turn an annotation from `before` into `after` and remember it.

    What was undone can no longer be redone after this.
    """
    if turn.undone:
        Act.objects.undone().filter(coding=turn.coding).update(is_dropped=True)
    verb = Verb.DELETED if after is None else Verb.CHANGED if before else Verb.CREATED
    return _write(turn, verb, before, after)


@audited
def undo(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Take the analyst's latest act back. Raises CannotUndo, CannotAnnotateFinished."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    latest = Act.objects.standing().filter(coding=turn.coding).order_by("-number").first()
    if latest is None:
        raise CannotUndo(_("There is nothing to undo."))
    Act.objects.filter(pk=latest.pk).update(is_undone=True)
    return _bring_back(turn, Verb.UNDONE, latest.annotation, latest.before)


@audited
def redo(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Do again what was undone last. Raises CannotRedo, CannotAnnotateFinished."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    first = Act.objects.undone().filter(coding=turn.coding).order_by("number").first()
    if first is None:
        raise CannotRedo(_("There is nothing to redo."))
    Act.objects.filter(pk=first.pk).update(is_undone=False)
    return _bring_back(turn, Verb.REDONE, first.annotation, first.after)


def _bring_back(turn: Turn, verb: Verb, number: int, wanted: dict[str, Any] | None) -> Act:
    """Bring an annotation into a state that it once had."""
    then = without_missing(Snapshot.from_json(wanted)) if wanted else None
    return _write(turn, verb, snapshot_of(turn.coding, number), then, number)


def _write(
    turn: Turn,
    verb: Verb,
    before: Snapshot | None,
    after: Snapshot | None,
    number: int | None = None,
) -> Act:
    coding = turn.coding
    after, touched = become(coding, before, after)
    one = after or before
    coding.acts_done += 1
    coding.changed_at = turn.at
    Coding.objects.filter(pk=coding.pk).update(
        acts_done=coding.acts_done, next_number=coding.next_number, changed_at=turn.at
    )
    return Act.objects.create(
        coding=coding,
        number=coding.acts_done,
        key=turn.key,
        verb=verb,
        annotation=number or (one.number if one else 0),
        before=before.to_json() if before else None,
        after=after.to_json() if after else None,
        touched=touched,
        at=turn.at,
        by=turn.by,
    )
