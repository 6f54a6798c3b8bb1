"""A statement that goes on elsewhere: one more part of what was said."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import existing, perform, take_turn
from annotations.actions.attributions import CannotAttribute
from annotations.actions.excerpts import Range, excerpts, moved_to, places
from annotations.actions.keeping import an_act
from annotations.models import Act, ProjectArticle, SpanRole, User


@an_act
def add_content(
    *,
    project_article: ProjectArticle,
    number: int,
    where: Range,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Add a part to a statement; parts that it overlaps become it.

    Raises Gone, WordsDiffer, CannotAnnotateFinished, CannotAttribute for a passage.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    before = existing(turn.coding, number)
    if before.statement is None:
        raise CannotAttribute(_("Only a statement can have several parts."))
    under = [
        span
        for span in before.spans
        if span.role == SpanRole.CONTENT and span.start < where.end and span.end > where.start
    ]
    if under:
        [found] = excerpts(turn.coding, [where])
        added = moved_to(under[0], where, found)
    else:
        [added] = places(turn.coding, [(SpanRole.CONTENT, where)], at)
    spans = (*(span for span in before.spans if span not in under), added)
    return perform(turn, before=before, after=replace(before, spans=spans))
