"""What analysts did, one row an act: the memory behind undo, redo and writes sent twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.codings import CannotAnnotate, Earlier, earlier_in, open_coding
from annotations.actions.jobs import appear_in_copies_later
from annotations.actions.judgements import Judgement, settle
from annotations.actions.keeping import told_as
from annotations.actions.linkings import Linking
from annotations.actions.references import without_missing
from annotations.actions.snapshots import Snapshot, become, snapshot_of, state_of
from annotations.models import Act, Coding, ProjectArticle, User, Verb
from annotations.models.acts import ActQuerySet
from annotations.models.codings import COUNTED
from annotations.models.writing import all_at_once, insertion_of


class CannotUndo(CannotAnnotate):
    """There is nothing to undo."""


class CannotRedo(CannotAnnotate):
    """There is nothing to redo."""


class Gone(CannotAnnotate):
    """There is no annotation of this number (any more)."""

    def __init__(self) -> None:
        super().__init__(_("This annotation has been deleted meanwhile."))


# Written out because every write waits for it, after the insertion of the act. Answers whether the
# project has a copy as well.
COUNT_ON = f"""
    UPDATE annotations_coding coding SET acts_done = %s, next_number = %s, changed_at = %s,
        annotation_count = annotation_count + %s
    WHERE id = %s
    RETURNING set_config('{COUNTED}', %s, true), EXISTS (
        SELECT FROM annotations_projectarticle here
        JOIN annotations_storyarticle one ON one.article_id = here.article_id
        JOIN annotations_storyarticle other
            ON other.story_id = one.story_id AND other.article_id <> one.article_id
        JOIN annotations_projectarticle there
            ON there.article_id = other.article_id AND there.project_id = here.project_id
        WHERE here.id = coding.project_article_id)
"""


@dataclass
class Turn:
    """One write to a coding, whose lock it holds. `done`: the act that was done under its key.

    `gesture` is the number of its first act, where it is made of several.
    """

    coding: Coding
    by: User
    at: datetime
    key: UUID | None
    done: Act | None
    undone: bool
    gesture: int | None = None

    def of_several(self) -> None:
        """Several acts follow, which are undone as one."""
        self.gesture = self.coding.acts_done + 1


def take_turn(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Turn:
    """Wait for the analyst's coding and look what was done. Raises CannotAnnotateFinished.

    Where `turn.done` is set, this very act was done before: return it and do nothing.
    """
    coding, earlier = open_coding(project_article=project_article, by=by, at=at, key=key)
    return _turn(coding, by, at, key, earlier)


def turn_at(coding: Coding, by: User, at: datetime, key: UUID | None = None) -> Turn:
    """`take_turn` where the caller has the coding, and its lock."""
    return _turn(coding, by, at, key, earlier_in(coding, key))


def _turn(coding: Coding, by: User, at: datetime, key: UUID | None, earlier: Earlier) -> Turn:
    done = Act.objects.get(pk=earlier.done) if earlier.done else None
    if done:
        done.coding = coding
    return Turn(coding, by, at, key, done, earlier.is_undone)


def existing(coding: Coding, number: int) -> Snapshot:
    """The annotation of that number as it is. Raises Gone."""
    snapshot = snapshot_of(coding, number)
    if snapshot is None:
        raise Gone
    return snapshot


def perform(
    turn: Turn,
    *,
    before: Snapshot | None,
    after: Snapshot | None,
    judgement: Judgement | None = None,
    linking: Linking | None = None,
    number: int | None = None,
) -> Act:
    """Turn an annotation from `before` into `after`, decide or link with it, and remember it.

    What was undone can no longer be redone after this. `number` names the annotation where there
    is none before or after.
    """
    if turn.undone:
        Act.objects.undone().filter(coding=turn.coding).update(is_dropped=True)
        turn.undone = False
    verb = _verb(before, after, judgement, linking)
    return _write(turn, verb, before, after, judgement, linking, number)


@told_as(act=Verb.UNDONE)
def undo(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Take the analyst's latest act back.

    Raises CannotUndo, CannotAnnotateFinished; CannotConnect where a link cannot come back.
    """
    return undo_in(take_turn(project_article=project_article, by=by, at=at, key=key))


def undo_in(turn: Turn) -> Act:
    """Take the latest act of this coding back. Raises CannotUndo."""
    if turn.done:
        return turn.done
    latest = Act.objects.standing().filter(coding=turn.coding).order_by("-number").first()
    if latest is None:
        raise CannotUndo(_("There is nothing to undo."))
    together = _together(turn, latest, Act.objects.standing().order_by("-number"))
    for act in together:
        done = _bring_back(turn, Verb.UNDONE, act, act.before)
    return done


@told_as(act=Verb.REDONE)
def redo(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Do again what was undone last. Raises CannotRedo, and else as `undo`."""
    return redo_in(take_turn(project_article=project_article, by=by, at=at, key=key))


def redo_in(turn: Turn) -> Act:
    """Do again what was undone last in this coding. Raises CannotRedo."""
    if turn.done:
        return turn.done
    first = Act.objects.undone().filter(coding=turn.coding).order_by("number").first()
    if first is None:
        raise CannotRedo(_("There is nothing to redo."))
    together = _together(turn, first, Act.objects.undone().order_by("number"))
    for act in together:
        done = _bring_back(turn, Verb.REDONE, act, act.after)
    return done


def _together(turn: Turn, act: Act, others: ActQuerySet) -> list[Act]:
    """The act with those `others` that belong to its gesture, in their order."""
    if act.gesture is None:
        return [act]
    acts = others.filter(coding=turn.coding, gesture=act.gesture, number__gte=act.gesture)
    turn.of_several()
    return list(acts)


def _bring_back(turn: Turn, verb: Verb, act: Act, wanted: dict[str, Any] | None) -> Act:
    """Bring an annotation into the state that it had before or after the act."""
    backwards = verb == Verb.UNDONE
    Act.objects.filter(pk=act.pk).update(is_undone=backwards)
    then = without_missing(Snapshot.from_json(wanted)) if wanted else None
    now = state_of(act, turn.coding)
    judgement = Judgement.of(act, backwards=backwards)
    linking = Linking.of(act, backwards=backwards)
    # Who links a statement leaves it as it is.
    then = now if linking else then
    return _write(turn, verb, now, then, judgement, linking, act.annotation)


def _verb(
    before: Snapshot | None,
    after: Snapshot | None,
    judgement: Judgement | None,
    linking: Linking | None,
) -> Verb:
    if linking:
        return Verb.LINKED if linking.now else Verb.UNLINKED
    if judgement and judgement.was:
        return Verb.REOPENED
    if after is None:
        return Verb.DELETED if before else Verb.REJECTED
    return Verb.CHANGED if before else Verb.CREATED


def _write(
    turn: Turn,
    verb: Verb,
    before: Snapshot | None,
    after: Snapshot | None,
    judgement: Judgement | None,
    linking: Linking | None,
    number: int | None,
) -> Act:
    coding = turn.coding
    coding.acts_done += 1
    coding.changed_at = turn.at
    # The key is on the first act of several: one is enough to know that they were done.
    key, turn.key = turn.key, None
    if linking:
        linking.settle(turn.by)
    after, touched, along, counted = become(coding, before, after)
    one = after or before
    number = number or (one.number if one else 0)
    if judgement:
        settle(coding, judgement, number, turn.at)
        touched = sorted({*touched, *judgement.ranges})
    act = Act(
        coding=coding,
        number=coding.acts_done,
        key=key,
        verb=verb,
        annotation=number,
        before=before.to_json() if before else None,
        after=after.to_json() if after else None,
        suggestion_id=judgement.suggestion if judgement else None,
        was=judgement.was if judgement else "",
        now=judgement.now if judgement else "",
        linked=linking.to_json() if linking else None,
        gesture=turn.gesture,
        touched=touched,
        at=turn.at,
        by=turn.by,
    )
    counts = [coding.acts_done, coding.next_number, coding.changed_at, counted.more, coding.pk]
    [(_, has_copies)] = all_at_once([*along, insertion_of(act)], (COUNT_ON, [*counts, counted.row]))
    if has_copies:
        # They show it as well, as soon as the worker has looked where.
        appear_in_copies_later(coding.project_article_id)
    return act
