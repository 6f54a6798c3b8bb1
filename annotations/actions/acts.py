"""What analysts did, one row an act: the memory behind undo, redo and writes sent twice."""

from datetime import datetime
from uuid import UUID

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


def repeated(coding: Coding, key: UUID | None) -> Act | None:
    """The act that was done under this key, if one was. The caller holds the coding's lock."""
    act = Act.objects.filter(coding=coding, key=key).first() if key else None
    if act:
        act.coding = coding
    return act


def existing(coding: Coding, number: int) -> Snapshot:
    """The annotation of that number as it is. Raises Gone."""
    snapshot = snapshot_of(coding, number)
    if snapshot is None:
        raise Gone
    return snapshot


def perform(
    coding: Coding,
    *,
    before: Snapshot | None,
    after: Snapshot | None,
    by: User,
    at: datetime,
    key: UUID | None,
) -> Act:
    """Turn an annotation from `before` into `after` and remember it. The coding is locked.

    What was undone can no longer be redone after this.
    """
    Act.objects.undone().filter(coding=coding).update(is_dropped=True)
    verb = Verb.DELETED if after is None else Verb.CHANGED if before else Verb.CREATED
    return _write(coding, verb, before, after, by, at, key)


@audited
def undo(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Take the analyst's latest act back. Raises CannotUndo, CannotAnnotateFinished."""
    coding = open_coding(project_article=project_article, by=by, at=at)
    if done := repeated(coding, key):
        return done
    latest = Act.objects.standing().filter(coding=coding).order_by("-number").first()
    if latest is None:
        raise CannotUndo(_("There is nothing to undo."))
    Act.objects.filter(pk=latest.pk).update(is_undone=True)
    return _turn(coding, Verb.UNDONE, latest, latest.before, by, at, key)


@audited
def redo(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Do again what was undone last. Raises CannotRedo, CannotAnnotateFinished."""
    coding = open_coding(project_article=project_article, by=by, at=at)
    if done := repeated(coding, key):
        return done
    first = Act.objects.undone().filter(coding=coding).order_by("number").first()
    if first is None:
        raise CannotRedo(_("There is nothing to redo."))
    Act.objects.filter(pk=first.pk).update(is_undone=False)
    return _turn(coding, Verb.REDONE, first, first.after, by, at, key)


def _turn(
    coding: Coding,
    verb: Verb,
    act: Act,
    wanted: dict | None,
    by: User,
    at: datetime,
    key: UUID | None,
) -> Act:
    """Bring the annotation of `act` into a state that it once had."""
    now = snapshot_of(coding, act.annotation)
    then = without_missing(Snapshot.from_json(wanted)) if wanted else None
    return _write(coding, verb, now, then, by, at, key, annotation=act.annotation)


def _write(
    coding: Coding,
    verb: Verb,
    before: Snapshot | None,
    after: Snapshot | None,
    by: User,
    at: datetime,
    key: UUID | None,
    annotation: int | None = None,
) -> Act:
    after, touched = become(coding, before, after)
    one = after or before
    coding.acts_done += 1
    coding.changed_at = at
    Coding.objects.filter(pk=coding.pk).update(
        acts_done=coding.acts_done, next_number=coding.next_number, changed_at=at
    )
    return Act.objects.create(
        coding=coding,
        number=coding.acts_done,
        key=key,
        verb=verb,
        annotation=annotation or (one.number if one else 0),
        before=before.to_json() if before else None,
        after=after.to_json() if after else None,
        touched=touched,
        at=at,
        by=by,
    )
