"""How much each kind of search would find, counted so far."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from annotations.domain.search.asking import Asked
from annotations.models import SearchKind as Kind
from annotations.models import User
from annotations.queries.asking import understand
from annotations.queries.search import MOST_COUNTED, Where, counted
from annotations.queries.search_annotations import (
    ROLES,
    Said,
    comments,
    noted,
    said_somewhere,
    statements,
    tagged,
)
from annotations.queries.search_inside import inside_of
from annotations.queries.search_pages import planned_for_its_words
from annotations.queries.search_spread import narrowed


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
                found[Kind.TEXT] = amount_of(narrowed(user, where, own))
        roles = [role for kind in kinds for role in ROLES.get(kind, [])]
        inside = inside_of(user, where, own, roles) if own.query and roles else None
        # Of what nobody says there is nothing to put a question together for.
        if Kind.STATEMENTS in kinds:
            is_said = inside is None or bool(inside.statements)
            rows = statements(user, where, said, own, inside) if is_said else None
            found[Kind.STATEMENTS] = amount_of(rows)
        if Kind.TAGGED in kinds:
            is_said = inside is None or bool(inside.passages)
            rows = tagged(user, where, said, own, inside) if is_said else None
            found[Kind.TAGGED] = amount_of(rows)
    if simple.query:
        is_noted, is_commented = said_somewhere(simple)
        if Kind.NOTES in kinds:
            found[Kind.NOTES] = amount_of(noted(user, where, said, simple) if is_noted else None)
        if Kind.COMMENTS in kinds:
            read = comments(user, where, simple, said.coder) if is_commented else None
            found[Kind.COMMENTS] = amount_of(read)
    return found


def amount_of(rows: QuerySet[Any] | None) -> Amount:
    """Of None nothing."""
    if rows is None:
        return Amount(0)
    total = counted(rows)
    return Amount(min(total, MOST_COUNTED), total > MOST_COUNTED)
