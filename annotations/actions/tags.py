"""Keeping the tags of a codebook: what they are, and where they stand in its tree."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Max, ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from annotations.actions.codebook_versions import versioned
from annotations.actions.keeping import Refused, assign, keep
from annotations.domain.names import tidy
from annotations.domain.shortcuts import is_allowed
from annotations.domain.trees import with_all_below
from annotations.models import Codebook, Tag, User

CHANGEABLE = frozenset(
    {
        "key",
        "name",
        "colour",
        "shortcut",
        "definition",
        "example",
        "when_not",
        "is_topic",
        "applies_to",
        "is_required",
        "is_single",
        "condition",
    }
)


class Way(StrEnum):
    """Where the keys move a tag."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


class CannotKeepTag(Refused):
    """The tag would not be valid, or its key belongs to the annotating page."""


class CannotMoveTag(Refused):
    """The place is below the tag itself, or in another codebook."""


class CannotDeleteTag(Refused):
    """Annotations carry the tag, or other tags stand below it."""


@versioned()
def create_tag(
    *,
    codebook: Codebook,
    name: str,
    key: str = "",
    parent: Tag | None = None,
    by: User | None,
    **fields: Any,
) -> Tag:
    """A tag, the last below its parent, with `fields` of CHANGEABLE. Without `key` its name gives
    one. Raises CannotKeepTag.
    """
    if parent and parent.codebook_id != codebook.pk:
        raise CannotKeepTag(_("The parent belongs to another codebook."), "parent")
    last = codebook.tags.filter(parent=parent).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    key = key or slugify(name, allow_unicode=True)[:60] or f"tag-{position}"
    tag = Tag(codebook=codebook, parent=parent, key=key, name=name, position=position)
    assign(tag, fields, CHANGEABLE)
    _keep_tag(tag)
    return tag


@versioned()
def change_tag(*, tag: Tag, by: User, **changes: Any) -> Tag:
    """Change the named fields of CHANGEABLE; `parent` moves it last below another one.

    Raises CannotKeepTag, CannotMoveTag.
    """
    parent = changes.pop("parent", tag.parent)
    if parent != tag.parent:
        move_tag(tag=tag, parent=parent, by=by)
    assign(tag, changes, CHANGEABLE)
    _keep_tag(tag)
    return tag


@versioned()
def move_tag(*, tag: Tag, parent: Tag | None, before: Tag | None = None, by: User) -> Tag:
    """Put the tag, and all below it, under `parent`, in front of `before` or last.

    Raises CannotMoveTag.
    """
    if parent and parent.codebook_id != tag.codebook_id:
        raise CannotMoveTag(_("The parent belongs to another codebook."), "parent")
    if parent and parent.pk in with_all_below(tag.codebook.tags.in_order(), tag):
        raise CannotMoveTag(_("A tag cannot stand below itself."), "parent")
    siblings = list(tag.codebook.tags.filter(parent=parent).exclude(pk=tag.pk).in_order())
    place = siblings.index(before) if before in siblings else len(siblings)
    siblings.insert(place, tag)
    tag.parent = parent
    for position, sibling in enumerate(siblings):
        sibling.position = position
    Tag.objects.bulk_update(siblings, ["parent", "position"])
    return tag


@versioned()
def shift_tag(*, tag: Tag, places: int, by: User) -> Tag:
    """Move the tag among its siblings: -1 is one place up. It stops at the ends."""
    siblings = list(tag.codebook.tags.filter(parent=tag.parent_id).in_order())
    here = siblings.index(tag)
    siblings.insert(min(max(here + places, 0), len(siblings) - 1), siblings.pop(here))
    for position, sibling in enumerate(siblings):
        sibling.position = position
    Tag.objects.bulk_update(siblings, ["position"])
    return tag


@versioned()
def step_tag(*, tag: Tag, way: Way, by: User) -> Tag:
    """Move the tag one place, as the keys do: up, down, below the one above it, out to its parent's
    side. Up and down stop at the ends. Raises CannotMoveTag.
    """
    if way in (Way.UP, Way.DOWN):
        return shift_tag(tag=tag, places=-1 if way == Way.UP else 1, by=by)
    siblings = list(tag.codebook.tags.filter(parent=tag.parent_id).in_order())
    if way == Way.IN:
        here = siblings.index(tag)
        if here == 0:
            raise CannotMoveTag(
                _("No tag stands above “%(name)s” that it could go below.") % {"name": tag.name}
            )
        return move_tag(tag=tag, parent=siblings[here - 1], by=by)
    parent = tag.parent
    if parent is None:
        raise CannotMoveTag(_("“%(name)s” stands at the top already.") % {"name": tag.name})
    beside = list(tag.codebook.tags.filter(parent=parent.parent_id).in_order())
    following = beside[beside.index(parent) + 1 :]
    return move_tag(tag=tag, parent=parent.parent, before=next(iter(following), None), by=by)


@versioned()
def retire_tag(*, tag: Tag, by: User, at: datetime) -> int:
    """The tag, and all below it, are offered no more; what bears them keeps them.

    How many are retired by it.
    """
    branch = Tag.objects.filter(pk__in=_branch(tag), retired_at__isnull=True)
    retired = branch.update(retired_at=at)
    tag.refresh_from_db()
    return retired


@versioned()
def bring_back_tag(*, tag: Tag, by: User) -> int:
    """Offer it again, with those below that were retired together with it. How many there are.

    A key that another tag was given meanwhile stays there. Below a retired one: CannotMoveTag.
    """
    if tag.parent and tag.parent.is_retired:
        raise CannotMoveTag(
            _("“%(name)s” is retired. Bring that back first.") % {"name": tag.parent.name}
        )
    branch = Tag.objects.filter(pk__in=_branch(tag), retired_at=tag.retired_at)
    keys = [str(pk) for pk in branch.values_list("pk", flat=True)]
    offered = tag.codebook.tags.filter(retired_at__isnull=True).exclude(shortcut="")
    Tag.objects.filter(pk__in=keys, shortcut__in=offered.values("shortcut")).update(shortcut="")
    back = Tag.objects.filter(pk__in=keys).update(retired_at=None)
    tag.refresh_from_db()
    return back


@versioned()
def delete_tag(*, tag: Tag, by: User) -> None:
    """Raises CannotDeleteTag while it is in use or has tags below it."""
    try:
        tag.delete()
    except ProtectedError as error:
        if any(isinstance(holder, Tag) for holder in error.protected_objects):
            reason = _("Other tags stand below “%(name)s”. Move or delete them first.")
        else:
            reason = _("“%(name)s” is in use, or was merged or split, so it cannot be deleted.")
        raise CannotDeleteTag(reason % {"name": tag.name}) from error


def _branch(tag: Tag) -> set[Any]:
    return with_all_below(tag.codebook.tags.in_order(), tag)


def _keep_tag(tag: Tag) -> None:
    tag.name = tidy(tag.name)
    if tag.shortcut and not is_allowed(tag.shortcut):
        raise CannotKeepTag(
            _("“%(key)s” cannot be a tag's key. Take a letter that the page leaves free.")
            % {"key": tag.shortcut},
            "shortcut",
        )
    keep(tag, CannotKeepTag)
