"""Deciding about the machine's suggestions. Each decision is an act, and undone like any other."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import Turn, perform, take_turn
from annotations.actions.attributions import Facts, Places, attribution_of
from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import take_number
from annotations.actions.filling import facts_of, places_of
from annotations.actions.judgements import Judgement
from annotations.actions.keeping import an_act
from annotations.actions.snapshots import snapshot_of
from annotations.actions.verdicts import verdict_of
from annotations.domain.spans.sameness import Said, Statements
from annotations.models import (
    Act,
    Coding,
    CodingKind,
    Decision,
    ProjectArticle,
    Span,
    SpanRole,
    Suggestion,
    User,
    Verdict,
)
from annotations.models.suggestions import SuggestionQuerySet
from annotations.permissions import is_machine_hidden


class CannotDecide(CannotAnnotate):
    """There is nothing to decide: the suggestion is gone, or was decided about already."""


@an_act
def accept(
    *,
    project_article: ProjectArticle,
    number: int,
    places: Places | None = None,
    facts: Facts | None = None,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Make the suggestion an attribution of one's own; with `places` and `facts`, a corrected one.

    Raises CannotDecide, WordsDiffer, CannotAnnotateFinished, and what `create_attribution` raises.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    suggestion = _open(turn.coding, number)
    if places is None and _known(turn.coding, [suggestion]).has(_said(suggestion)):
        raise CannotDecide(_("You have attributed these words already."))
    return _accept(turn, suggestion, places, facts)


@an_act
def accept_speaker(
    *,
    project_article: ProjectArticle,
    number: int,
    above: float,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Accept all that is open of the speaker of that suggestion, from a confidence of `above` on.

    One act each, and one gesture: undo takes all of them back. Raises what `accept` raises; then
    none of them is accepted.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    first = _open(turn.coding, number)
    if not first.name:
        raise CannotDecide(_("The text does not say who speaks here."))
    theirs = _of(turn.coding).filter(name__iexact=first.name)
    wanted = _locked(theirs.open_to(turn.coding, above))
    known = _known(turn.coding, wanted)
    fresh = [one for one in wanted if not known.has(_said(one))]
    if not fresh:
        raise CannotDecide(_("You have attributed these words already."))
    if len(fresh) > 1:
        turn.of_several()
    for suggestion in sorted(fresh, key=lambda one: _spans(one)[0].start):
        act = _accept(turn, suggestion)
    return act


@an_act
def reject(
    *,
    project_article: ProjectArticle,
    number: int,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Never be offered this again. Raises CannotDecide, CannotAnnotateFinished."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    suggestion = _open(turn.coding, number)
    judgement = Judgement(suggestion.pk, _ranges(suggestion), now=Verdict.REJECTED)
    return perform(turn, before=None, after=None, judgement=judgement)


@an_act
def reopen(
    *,
    project_article: ProjectArticle,
    number: int,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Take a decision back whenever it was made, and the attribution that came of it.

    Raises CannotDecide, CannotAnnotateFinished.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    decisions = Decision.objects.filter(
        coding=turn.coding, suggestion__attribution__number=number
    ).select_related("suggestion__attribution")
    decision = decisions.first()
    if decision is None:
        raise CannotDecide(_("You have not decided about this suggestion."))
    made = decision.annotation or 0
    judgement = Judgement(
        decision.suggestion_id, _ranges(decision.suggestion), was=decision.verdict
    )
    before = snapshot_of(turn.coding, made) if made else None
    return perform(turn, before=before, after=None, judgement=judgement, number=made)


def _accept(
    turn: Turn, suggestion: Suggestion, places: Places | None = None, facts: Facts | None = None
) -> Act:
    coding = turn.coding
    meant_places, meant = places_of(_spans(suggestion)), facts_of(suggestion, coding)
    after = attribution_of(
        coding,
        take_number(coding),
        None,
        places or meant_places,
        facts or meant,
        turn.by,
        turn.at,
    )
    verdict = verdict_of(after, meant_places, meant) if places or facts else Verdict.ACCEPTED
    judgement = Judgement(suggestion.pk, _ranges(suggestion), now=verdict)
    return perform(turn, before=None, after=after, judgement=judgement)


def _of(coding: Coding) -> SuggestionQuerySet:
    """The machine's suggestions for the text of the coding, if the project wants any, and does not
    hide them from its analyst."""
    if is_machine_hidden(coding.project_article):
        return Suggestion.objects.none()
    return Suggestion.objects.filter(
        project__has_suggestions=True,
        attribution__coding__project_article=coding.project_article_id,
        attribution__coding__kind=CodingKind.MACHINE,
        attribution__coding__revision=coding.revision_id,
    )


def _locked(rows: SuggestionQuerySet) -> list[Suggestion]:
    """With places, and with the parent. Held, so that no run of the machine takes them away."""
    held = rows.order_by("pk").select_for_update(of=("self",))
    return list(
        held.select_related("attribution__coding", "parent").prefetch_related("attribution__spans")
    )


def _open(coding: Coding, number: int) -> Suggestion:
    """The suggestion of that number, if the coding has not decided about it."""
    found = _locked(_of(coding).filter(attribution__number=number))
    if not found or not found[0].is_current:
        raise CannotDecide(_("This suggestion is no longer there."))
    [suggestion] = found
    if Decision.objects.filter(coding=coding, suggestion=suggestion).exists():
        raise CannotDecide(_("You have decided about this suggestion already."))
    return suggestion


def _known(coding: Coding, near: Iterable[Suggestion]) -> Statements:
    """What the analyst attributed near these suggestions."""
    places = [span for one in near for span in _spans(one) if span.role == SpanRole.CONTENT]
    if not places:
        return Statements([])
    first, last = min(span.start for span in places), max(span.end for span in places)
    owners = Span.objects.filter(coding=coding).touching(first, last).values("attribution")
    return Statements(Span.objects.filter(coding=coding, attribution__in=owners).statements())


def _spans(suggestion: Suggestion) -> list[Span]:
    return sorted(suggestion.attribution.spans.all(), key=lambda span: (span.start, span.number))


def _ranges(suggestion: Suggestion) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in _spans(suggestion)]


def _said(suggestion: Suggestion) -> Said:
    places: dict[str, list[tuple[int, int]]] = {SpanRole.CONTENT: [], SpanRole.CUE: []}
    for span in _spans(suggestion):
        if span.role in places:
            places[span.role].append((span.start, span.end))
    return Said(places[SpanRole.CONTENT], places[SpanRole.CUE])
