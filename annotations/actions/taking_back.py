"""A manager takes back what somebody else did to many annotations, or to an article, at once."""

from datetime import datetime

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
from annotations.models.acts import OF_ARTICLE, ActQuerySet


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
        together = Q(gesture=act.gesture) if act.gesture else Q(pk=act.pk)
        acts = Act.objects.standing().at_once().filter(together, coding=coding)
        gesture = list(acts.order_by("-number"))
        if not gesture:
            raise CannotUndo(_("This has been taken back already."))
        _refuse_if_changed(gesture, Act.objects.standing().filter(coding=coding))
        undone = Act.objects.undone().filter(coding=coding).exists()
        turn = Turn(coding, by, at, key=None, done=None, undone=undone)
        turn.of_several()
        for one in gesture:
            done = _reverse(turn, one)
        return done


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


def _refuse_if_changed(gesture: list[Act], acts: ActQuerySet) -> None:
    """Later work on the same annotations, or on the same suggestions, would be lost."""
    later = acts.filter(number__gt=gesture[0].number)
    numbers = {act.annotation for act in gesture if act.annotation}
    suggestions = {act.suggestion_id for act in gesture if act.suggestion_id}
    changed = set(later.filter(annotation__in=numbers).values_list("annotation", flat=True))
    decided = later.filter(suggestion__in=suggestions).exclude(annotation__in=changed)
    of_article = any(act.is_of_article for act in gesture) and later.filter(OF_ARTICLE).exists()
    if of_article:
        raise CannotUndo(_("The tags of the article were changed since. Take that back first."))
    count = len(changed) + decided.count()
    if count:
        raise CannotUndo(
            ngettext(
                "%(count)s of these annotations was changed since. Take that back first.",
                "%(count)s of these annotations were changed since. Take that back first.",
                count,
            )
            % {"count": count}
        )
