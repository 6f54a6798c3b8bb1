"""The same words elsewhere, marked with one key."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import existing, perform, take_turn
from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import Range, places
from annotations.actions.keeping import an_act
from annotations.actions.snapshots import Snapshot
from annotations.models import Act, ProjectArticle, Span, SpanRole, User


class NowhereElse(CannotAnnotate):
    """The words stand at no other place that is free."""

    def __init__(self) -> None:
        super().__init__(_("These words stand at no other place that is not marked already."))


@an_act
def take_elsewhere(
    *,
    project_article: ProjectArticle,
    number: int,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Mark every other place with the words of a passage, with its tags and without its note.

    One act each, and one gesture: undo takes all of them back. A statement has no such places: who
    says it has to be seen at each of them.

    Raises Gone, NowhereElse, CannotAnnotateFinished.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    passage = existing(turn.coding, number)
    passages = Span.objects.filter(coding=turn.coding, role=SpanRole.PASSAGE, number=number)
    first = passages.select_related("coding__revision").first()
    found = first.elsewhere() if first else []
    if first is None or not found:
        raise NowhereElse
    text = first.coding.revision.text
    if len(found) > 1:
        turn.of_several()
    for start, end in found:
        where = Range(start, end, text[start:end])
        spans = places(turn.coding, [(SpanRole.PASSAGE, where)], at)
        after = Snapshot(spans[0].number, spans, passage.tags)
        act = perform(turn, before=None, after=after)
    return act
