"""A manager takes back what somebody else did to many annotations, or to an article, at once."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotations.actions.acts import CannotUndo, Turn, perform
from annotations.actions.history import written_by
from annotations.actions.judgements import Judgement
from annotations.actions.linkings import Linking
from annotations.actions.references import without_missing
from annotations.actions.snapshots import Snapshot, state_of
from annotations.models import Act, Coding, User, Verb
from annotations.models.acts import ARTICLE


def take_back(*, act: Act, by: User, at: datetime) -> Act:
    """Undo the gesture that the act belongs to, wherever it is among what its analyst did.

    It is done by new acts, one gesture again: the analyst undoes it like work of their own, and a
    manager takes it back like any other. The history says who did it for whom.

    Raises CannotUndo where it was taken back before, where the text has been changed, and where
    later acts changed the same annotations: those come first.
    """
    analyst = act.coding.analyst
    about = {"act": str(Verb.UNDONE), "for": str(analyst.pk)} if analyst else {}
    with written_by(by, **about):
        coding = Coding.every.select_for_update(of=("self",)).get(pk=act.coding_id)
        if not coding.is_current:
            raise CannotUndo(
                _("The text was changed since: what was done in its earlier state stays.")
            )
        gesture = standing_of(act)
        if not gesture:
            raise CannotUndo(_("This has been taken back already."))
        _refuse_if_changed(coding, gesture)
        return reverse(coding, gesture, by, at)[-1]


def standing_of(act: Act) -> list[Act]:
    """What stands of the gesture that the act belongs to, the latest first."""
    together = Q(gesture=act.gesture) if act.gesture else Q(pk=act.pk)
    acts = Act.objects.standing().at_once().filter(together, coding=act.coding_id)
    return list(acts.order_by("-number"))


def reverse(coding: Coding, acts: list[Act], by: User, at: datetime) -> list[Act]:
    """Undo the acts, the latest first, by new ones of one gesture. The caller has the lock."""
    undone = Act.objects.undone().filter(coding=coding).exists()
    turn = Turn(coding, by, at, key=None, done=None, undone=undone)
    turn.of_several()
    return [_reverse(turn, one) for one in acts]


def _reverse(turn: Turn, act: Act) -> Act:
    now = state_of(act, turn.coding)
    then = without_missing(Snapshot.from_json(act.before)) if act.before else None
    judgement = Judgement.of(act, backwards=True)
    linking = Linking.of(act, backwards=True)
    then = now if linking else then
    return perform(
        turn,
        before=now,
        after=then,
        judgement=judgement,
        linking=linking,
        number=act.annotation,
    )


def _refuse_if_changed(coding: Coding, gesture: list[Act]) -> None:
    """Later work on the same annotations, or on the same suggestions, would be lost."""
    changed = changed_since(coding, gesture)
    if (ARTICLE, None) in changed:
        raise CannotUndo(_("The tags of the article were changed since. Take that back first."))
    if changed:
        raise CannotUndo(
            ngettext(
                "%(count)s of these annotations was changed since. Take that back first.",
                "%(count)s of these annotations were changed since. Take that back first.",
                len(changed),
            )
            % {"count": len(changed)}
        )


def changed_since(coding: Coding, gesture: list[Act]) -> set[tuple[int, UUID | None]]:
    """What of the gesture was worked on later, as `subject_of` names it.

    What was changed and is again as the gesture left it, since the change was taken back, too, is
    not among it.
    """
    newest = Act.objects.standing().filter(coding=coding, number__gt=gesture[0].number)
    later = list(newest.order_by("number"))
    # The gesture comes with its latest act first: that one says how it left an annotation.
    left = {subject_of(act): act for act in reversed(gesture)}
    changed = set()
    for key, act in left.items():
        since = [one for one in later if subject_of(one) == key]
        if since and not _is_as_left(coding, act, since):
            changed.add(key)
    return changed


def subject_of(act: Act) -> tuple[int, UUID | None]:
    """The annotation; where an act made none, the suggestion; else the article as a whole."""
    return act.annotation, None if act.annotation else act.suggestion_id


def _is_as_left(coding: Coding, act: Act, since: list[Act]) -> bool:
    # Which links there are is no part of an annotation's state, so links always come first.
    if any(one.linked for one in since):
        return False
    verdicts = [one.now for one in since if one.suggestion_id == act.suggestion_id]
    if act.suggestion_id and verdicts and verdicts[-1] != act.now:
        return False
    if not (act.annotation or act.is_of_article):
        return True
    was = Snapshot.from_json(act.after) if act.after else None
    return _without_lanes(state_of(act, coding)) == _without_lanes(was)


def _without_lanes(state: Snapshot | None) -> Snapshot | None:
    """Which line a mark is drawn in may change by what is marked beside it."""
    if state is None:
        return None
    return replace(state, spans=tuple(replace(span, lane=0) for span in state.spans))
