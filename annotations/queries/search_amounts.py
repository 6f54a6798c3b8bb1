"""How much each kind of search would find, counted so far."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from annotations.domain.search.asking import Asked
from annotations.models import SearchKind as Kind
from annotations.models import User
from annotations.queries.asking import understand
from annotations.queries.search import MOST_COUNTED, Where, counted, passages
from annotations.queries.search_annotations import (
    Said,
    comments,
    inside_of,
    noted,
    statements,
    tagged,
)
from annotations.queries.search_pages import planned_for_its_words


@dataclass(frozen=True)
class Amount:
    """`total` is at most MOST_COUNTED; with `is_more` there are more."""

    total: int
    is_more: bool = False


def amounts(
    user: User, where: Where, said: Said, asked: Asked, kinds: Collection[Kind]
) -> dict[str, Amount]:
    """Of all `kinds` but people, as their own pages count them. The passages in which annotations
    may say it are looked for once. Words that stand everywhere find nothing."""
    found: dict[str, Amount] = {}
    own, simple = understand(asked), understand(asked, {"simple"})
    if not own.is_everywhere:
        if Kind.TEXT in kinds and own.query:
            with planned_for_its_words():
                found[Kind.TEXT] = _amount(passages(user, where, own))
        is_asked = own.query and {Kind.STATEMENTS, Kind.TAGGED} & {*kinds}
        inside = inside_of(user, where, own) if is_asked else None
        if Kind.STATEMENTS in kinds:
            found[Kind.STATEMENTS] = _amount(statements(user, where, said, own, inside))
        if Kind.TAGGED in kinds:
            found[Kind.TAGGED] = _amount(tagged(user, where, said, own, inside))
    if simple.query:
        if Kind.NOTES in kinds:
            found[Kind.NOTES] = _amount(noted(user, where, said, simple))
        if Kind.COMMENTS in kinds:
            found[Kind.COMMENTS] = _amount(comments(user, where, simple, said.coder))
    return found


def _amount(rows: QuerySet[Any]) -> Amount:
    total = counted(rows)
    return Amount(min(total, MOST_COUNTED), total > MOST_COUNTED)
