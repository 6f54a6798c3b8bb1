"""How much each kind of search would find, counted so far."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from annotations.domain.search.asking import Asked
from annotations.models import SearchKind as Kind
from annotations.models import User
from annotations.queries.asking import Understood, understand
from annotations.queries.search import MOST_COUNTED, Where, counted
from annotations.queries.search_annotations import (
    ROLES,
    Said,
    codings_of,
    comments,
    noted,
    said_somewhere,
    statements,
    tagged,
)
from annotations.queries.search_inside import how_many_inside, inside_of
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
        if roles := [role for kind in kinds for role in ROLES.get(kind, [])]:
            found |= _annotated(user, where, said, own, kinds, roles)
    if simple.query:
        is_noted, is_commented = said_somewhere(simple)
        if Kind.NOTES in kinds:
            found[Kind.NOTES] = amount_of(noted(user, where, said, simple) if is_noted else None)
        if Kind.COMMENTS in kinds:
            read = comments(user, where, simple, said.coder) if is_commented else None
            found[Kind.COMMENTS] = amount_of(read)
    return found


def _annotated(
    user: User,
    where: Where,
    said: Said,
    asked: Understood,
    kinds: Collection[Kind],
    roles: Collection[str],
) -> dict[str, Amount]:
    """Of statements and tagged passages, each where it is among the `kinds`."""
    of_kinds = {
        kind: make
        for kind, make in ((Kind.STATEMENTS, statements), (Kind.TAGGED, tagged))
        if kind in kinds
    }
    if not asked.query:
        return {kind: amount_of(make(user, where, said, asked)) for kind, make in of_kinds.items()}
    codings = codings_of(user, said)
    if said.is_of_codings:
        totals = how_many_inside(user, where, asked, roles, codings)
        each = dict(zip((Kind.STATEMENTS, Kind.TAGGED), totals, strict=True))
        return {kind: _amount(each[kind]) for kind in of_kinds}
    inside = inside_of(user, where, asked, roles, codings)
    # Of what nobody says there is nothing to put a question together for.
    keys = {Kind.STATEMENTS: inside.statements, Kind.TAGGED: inside.passages}
    return {
        kind: amount_of(make(user, where, said, asked, inside) if keys[kind] else None)
        for kind, make in of_kinds.items()
    }


def amount_of(rows: QuerySet[Any] | None) -> Amount:
    """Of None nothing."""
    if rows is None:
        return Amount(0)
    return _amount(counted(rows))


def _amount(total: int) -> Amount:
    return Amount(min(total, MOST_COUNTED), total > MOST_COUNTED)
