"""What analysts answer where the text of an annotation was changed: acts like any other."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import Turn, perform, take_turn
from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import Range, excerpts, moved_to
from annotations.actions.keeping import audited
from annotations.actions.references import without_missing
from annotations.actions.snapshots import Place, Snapshot, snapshot_of
from annotations.domain.identifiers import uuid7
from annotations.models import Act, Answer, Carry, ProjectArticle, User
from annotations.models.spans import MAIN_ROLES


class CannotAnswer(CannotAnnotate):
    """There is nothing (any more) to be answered, or no place to keep it at."""


@audited
def keep_changed(
    *,
    project_article: ProjectArticle,
    by: User,
    at: datetime,
    number: int,
    key: UUID | None = None,
    place: Range | None = None,
) -> Act:
    """Keep the annotation at the proposed place, with the words that stand there now.

    At `place` where it is said by hand: then its content is there, as one span. Cue and speaker
    stay where they were proposed; what nothing was found for is left out. Raises CannotAnswer,
    WordsDiffer, CannotAnnotateFinished.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    carry = _waiting(turn, number)
    was = snapshot_of(carry.origin, number)
    if was is None:
        raise CannotAnswer(_("This annotation is not there any more."))
    found = {
        one["number"]: (one["start"], one["end"]) for one in carry.places if one["end"] is not None
    }
    spans = _placed(turn, was, found, place)
    statement = was.statement and replace(was.statement, id=str(uuid7()))
    after = without_missing(replace(was, spans=spans, statement=statement))
    act = perform(turn, before=None, after=after)
    return _answered(carry, act, Answer.PLACED if place else Answer.ACCEPTED)


@audited
def drop_changed(
    *,
    project_article: ProjectArticle,
    by: User,
    at: datetime,
    number: int,
    key: UUID | None = None,
) -> Act:
    """The new text does not say it any more: it stays with the old one. Raises CannotAnswer,
    CannotAnnotateFinished."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    carry = _waiting(turn, number)
    return _answered(carry, perform(turn, before=None, after=None, number=number), Answer.DROPPED)


def _waiting(turn: Turn, number: int) -> Carry:
    rows = Carry.objects.waiting().filter(coding=turn.coding, annotation=number)
    carry = rows.select_related("origin").first()
    if carry is None:
        raise CannotAnswer(_("This has been answered meanwhile."))
    return carry


def _answered(carry: Carry, act: Act, answer: Answer) -> Act:
    carry.act, carry.answer = act, answer
    carry.save(update_fields=["act", "answer"])
    return act


def _placed(
    turn: Turn, was: Snapshot, found: Mapping[int, tuple[int, int]], by_hand: Range | None
) -> tuple[Place, ...]:
    """The spans of the annotation in the new text, each a new one with its old number."""
    main = next(span for span in was.spans if span.role in MAIN_ROLES)
    wanted: list[tuple[Place, Range]] = []
    text = turn.coding.revision.text
    for span in was.spans:
        if by_hand and span.role in MAIN_ROLES:
            if span.number == main.number:
                wanted.append((span, by_hand))
        elif span.number in found:
            start, end = found[span.number]
            wanted.append((span, Range(start, end, text[start:end])))
    if not any(span.role in MAIN_ROLES for span, __ in wanted):
        raise CannotAnswer(_("Say where it stands now, or drop it."))
    found_words = excerpts(turn.coding, [one for __, one in wanted])
    return tuple(
        replace(moved_to(span, one, excerpt), id=str(uuid7()), created_at=turn.at.isoformat())
        for (span, one), excerpt in zip(wanted, found_words, strict=True)
    )
