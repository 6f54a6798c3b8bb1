"""Passages and the edges of spans: what an analyst does with a selection and a key."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from annotations.actions.acts import Gone, existing, perform, take_turn
from annotations.actions.excerpts import Range, excerpts, moved_to, places
from annotations.actions.keeping import an_act
from annotations.actions.snapshots import Snapshot
from annotations.actions.tagging import check_rules
from annotations.models import Act, ProjectArticle, Span, SpanRole, Tag, User


@an_act
def create_passage(
    *,
    project_article: ProjectArticle,
    where: Range,
    tags: Iterable[Tag],
    note: str = "",
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Mark a passage. Raises WordsDiffer, CannotTag, CannotAnnotateFinished."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    spans = places(turn.coding, [(SpanRole.PASSAGE, where)], at)
    after = Snapshot(spans[0].number, spans, ids_of(tags), note)
    check_rules(turn.coding, None, after)
    return perform(turn, before=None, after=after)


@an_act
def update_passage(
    *,
    project_article: ProjectArticle,
    number: int,
    tags: Iterable[Tag],
    note: str,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Give an annotation other tags and another note.

    Raises Gone, CannotTag, CannotAnnotateFinished.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    before = existing(turn.coding, number)
    after = replace(before, tags=ids_of(tags), note=note)
    check_rules(turn.coding, before, after)
    return perform(turn, before=before, after=after)


@an_act
def toggle_tag(
    *,
    project_article: ProjectArticle,
    number: int,
    tag: Tag,
    instead_of: Iterable[Tag] = (),
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Put a tag on an annotation, which loses those `instead_of` which it gets it; or take it off.

    Raises Gone, CannotTag, CannotAnnotateFinished.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    before = existing(turn.coding, number)
    wanted = set(before.tags) ^ {str(tag.pk)}
    if str(tag.pk) in wanted:
        wanted -= set(ids_of(instead_of))
    after = replace(before, tags=tuple(sorted(wanted)))
    check_rules(turn.coding, before, after)
    return perform(turn, before=before, after=after)


@an_act
def move_span(
    *,
    project_article: ProjectArticle,
    number: int,
    where: Range,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Move a span's edges. Raises Gone, WordsDiffer, CannotAnnotateFinished."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    owner = (
        Span.objects.filter(coding=turn.coding, number=number)
        .values_list("attribution__number", flat=True)
        .first()
    )
    before = existing(turn.coding, owner or number)
    [excerpt] = excerpts(turn.coding, [where])
    spans = tuple(
        moved_to(span, where, excerpt) if span.number == number else span for span in before.spans
    )
    if number not in {span.number for span in spans}:
        raise Gone
    after = replace(before, spans=spans)
    return perform(turn, before=before, after=after)


@an_act
def delete_annotation(
    *,
    project_article: ProjectArticle,
    number: int,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Remove an annotation with all its spans. Raises Gone, CannotAnnotateFinished."""
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    before = existing(turn.coding, number)
    return perform(turn, before=before, after=None)


def ids_of(tags: Iterable[Tag]) -> tuple[str, ...]:
    return tuple(sorted(str(tag.pk) for tag in tags))
