"""Tags that are one, and tags that are two: what bears them is carried along, and brought back."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from annotations.actions.codebook_versions import versioned
from annotations.actions.keeping import Refused
from annotations.actions.tags import create_tag
from annotations.domain.trees import with_all_below
from annotations.models import (
    ArticleTag,
    AttributionTag,
    SpanTag,
    Tag,
    TagMove,
    TagMoveKind,
    User,
    VersionReason,
)

# What bears tags: the tables by the names that moves use, each with the column of its bearer.
TABLES: dict[str, tuple[Any, str]] = {
    "passages": (SpanTag, "span_id"),
    "statements": (AttributionTag, "attribution_id"),
    "articles": (ArticleTag, "coding_id"),
}
# What bears both tags already loses the row of the first one; the others name the second one.
DOUBLED = """
    DELETE FROM {table} gone WHERE tag_id = %(old)s AND {chosen} AND EXISTS (
        SELECT FROM {table} kept WHERE kept.{bearer} = gone.{bearer} AND kept.tag_id = %(new)s)
    RETURNING {bearer}
"""
MOVED = "UPDATE {table} SET tag_id = %(new)s WHERE tag_id = %(old)s AND {chosen} RETURNING id"
# What was deleted or tagged anew since stays so.
BACK = """
    UPDATE {table} row SET tag_id = %(old)s WHERE id = ANY(%(rows)s) AND tag_id = %(new)s
    AND NOT EXISTS (
        SELECT FROM {table} other WHERE other.{bearer} = row.{bearer} AND other.tag_id = %(old)s)
"""
AGAIN = """
    INSERT INTO {table} ({bearer}, tag_id) SELECT id, %(old)s FROM {bearers}
    WHERE id = ANY(%(rows)s::uuid[]) ON CONFLICT DO NOTHING
"""


class CannotMergeTags(Refused):
    """The two cannot be one, or are one already."""


class CannotSplitTag(Refused):
    """There is nothing to split off, or no place for it."""


class CannotUndoTagMove(Refused):
    """It has been undone, or later moves build on it."""


@versioned(VersionReason.MERGED)
def merge_tags(*, kept: Tag, gone: Tag, by: User, at: datetime) -> TagMove:
    """What bears `gone` bears `kept` from now on, and `gone` is retired; what is below it moves.

    In all codings of all projects that use the codebook, the machine's too. Raises CannotMergeTags.
    """
    kept, gone = _held(kept, gone, CannotMergeTags)
    if (
        gone.is_retired
        and TagMove.objects.standing().filter(from_tag=gone, kind=TagMoveKind.MERGE).exists()
    ):
        raise CannotMergeTags(
            _("“%(name)s” has been merged into another tag already.") % {"name": gone.name}
        )
    if kept.pk in with_all_below(kept.codebook.tags.in_order(), gone):
        raise CannotMergeTags(
            _("“%(kept)s” stands below “%(gone)s”. Move it out first.")
            % {"kept": kept.name, "gone": gone.name}
        )
    children = list(Tag.objects.filter(parent=gone).in_order().values_list("pk", flat=True))
    after = kept.children.count()
    for place, child in enumerate(children):
        Tag.objects.filter(pk=child).update(parent=kept, position=after + place)
    move = TagMove(kind=TagMoveKind.MERGE, children=children, **_ends(gone, kept, by, at))
    _carry(move)
    Tag.objects.filter(pk=gone.pk, retired_at__isnull=True).update(retired_at=at)
    return move


@versioned(VersionReason.MERGED)
def split_tag(
    *,
    tag: Tag,
    rows: Mapping[str, Collection[int]],
    to: Tag | None = None,
    name: str = "",
    by: User,
    at: datetime,
) -> TagMove:
    """Give what is chosen another tag instead: `to`, or a new one of that name beside this one.

    `rows` are keys in TABLES. Raises CannotSplitTag, CannotKeepTag.
    """
    if not any(rows.values()):
        raise CannotSplitTag(_("Nothing that bears this tag is like that."))
    is_new = to is None
    if to is None:
        like: dict[str, Any] = {
            "colour": tag.colour,
            "applies_to": tag.applies_to,
            "condition": tag.condition,
        }
        to = create_tag(codebook=tag.codebook, name=name, parent=tag.parent, by=by, **like)
    other, tag = _held(to, tag, CannotSplitTag)
    move = TagMove(kind=TagMoveKind.SPLIT, is_new=is_new, **_ends(tag, other, by, at))
    _carry(move, rows)
    return move


@versioned(VersionReason.MERGED)
def undo_tag_move(*, move: TagMove, by: User, at: datetime) -> None:
    """Take a merge or a split back; what was tagged since stays. Raises CannotUndoTagMove."""
    _held(move.to_tag, move.from_tag, CannotUndoTagMove)
    later = TagMove.objects.standing().touching(move.from_tag_id, move.to_tag_id)
    if (newest := later.first()) and newest.pk > move.pk:
        raise CannotUndoTagMove(_("These tags were merged or split later. Undo that first."))
    standing = TagMove.objects.standing().filter(pk=move.pk)
    if not standing.update(undone_at=at, undone_by=by):
        raise CannotUndoTagMove(_("This has been undone already."))
    ends = {"old": move.from_tag_id, "new": move.to_tag_id}
    with connection.cursor() as cursor:
        for name, (model, bearer) in TABLES.items():
            names = _names(model, bearer)
            cursor.execute(BACK.format(**names), ends | {"rows": move.moved.get(name, [])})
            cursor.execute(AGAIN.format(**names), ends | {"rows": move.doubled.get(name, [])})
    Tag.objects.filter(pk__in=move.children, parent=move.to_tag).update(parent=move.from_tag)
    Tag.objects.filter(pk=move.from_tag_id, retired_at=move.at).update(retired_at=None)
    if move.is_new:
        Tag.objects.filter(pk=move.to_tag_id, retired_at__isnull=True).update(retired_at=at)


def _held(kept: Tag, gone: Tag, refusal: type[Refused]) -> tuple[Tag, Tag]:
    """Both, locked: whoever is just giving one of them to something is waited for."""
    rows = Tag.objects.select_for_update(of=("self",)).select_related("codebook")
    held = {row.pk: row for row in rows.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    if len(held) < 2 or kept.codebook_id != gone.codebook_id:
        raise refusal(_("Choose another tag of this codebook."), "other")
    return held[kept.pk], held[gone.pk]


def _ends(old: Tag, new: Tag, by: User, at: datetime) -> dict[str, Any]:
    return {"codebook": new.codebook, "from_tag": old, "to_tag": new, "by": by, "at": at}


def _carry(move: TagMove, rows: Mapping[str, Collection[int]] | None = None) -> None:
    """From one tag to the other, all or the chosen rows; and remember which."""
    ends = {"old": move.from_tag_id, "new": move.to_tag_id}
    with connection.cursor() as cursor:
        for name, (model, bearer) in TABLES.items():
            chosen = "TRUE" if rows is None else "id = ANY(%(rows)s)"
            values = ends | ({"rows": list(rows.get(name, []))} if rows is not None else {})
            names = _names(model, bearer) | {"chosen": chosen}
            cursor.execute(DOUBLED.format(**names), values)
            move.doubled[name] = [str(key) for (key,) in cursor.fetchall()]
            cursor.execute(MOVED.format(**names), values)
            move.moved[name] = [key for (key,) in cursor.fetchall()]
    move.save()


def _names(model: Any, bearer: str) -> dict[str, str]:
    field = next(one for one in model._meta.concrete_fields if one.column == bearer)
    bearers = field.related_model._meta.db_table
    return {"table": model._meta.db_table, "bearer": bearer, "bearers": bearers}
