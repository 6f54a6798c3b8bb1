"""Keeping the tags of a codebook: what they are, and where they stand in its tree."""

from typing import Any

from django.db.models import Max, ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.domain.names import tidy
from annotations.domain.shortcuts import is_allowed
from annotations.domain.trees import with_all_below
from annotations.models import Codebook, Colour, Tag, User

CHANGEABLE = frozenset(
    {"key", "name", "colour", "shortcut", "definition", "example", "when_not", "is_topic"}
)


class CannotKeepTag(Refused):
    """The tag would not be valid, or its key belongs to the annotating page."""


class CannotMoveTag(Refused):
    """The place is below the tag itself, or in another codebook."""


class CannotDeleteTag(Refused):
    """Annotations carry the tag, or other tags stand below it."""


@audited
def create_tag(
    *,
    codebook: Codebook,
    name: str,
    key: str = "",
    parent: Tag | None = None,
    colour: str = Colour.GREY,
    shortcut: str = "",
    definition: str = "",
    example: str = "",
    when_not: str = "",
    is_topic: bool = False,
    by: User | None,
) -> Tag:
    """A tag, the last below its parent. Without `key` its name gives one. Raises CannotKeepTag."""
    _lock(codebook)
    if parent and parent.codebook_id != codebook.pk:
        raise CannotKeepTag(_("The parent belongs to another codebook."), "parent")
    last = codebook.tags.filter(parent=parent).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    tag = Tag(
        codebook=codebook,
        parent=parent,
        key=key or slugify(name, allow_unicode=True)[:60] or f"tag-{position}",
        name=name,
        colour=colour,
        shortcut=shortcut,
        definition=definition,
        example=example,
        when_not=when_not,
        is_topic=is_topic,
        position=position,
    )
    _keep_tag(tag)
    return tag


@audited
def change_tag(*, tag: Tag, by: User, **changes: Any) -> Tag:
    """Change the named fields of CHANGEABLE; its place is `move_tag`'s. Raises CannotKeepTag."""
    assign(tag, changes, CHANGEABLE)
    _keep_tag(tag)
    return tag


@audited
def move_tag(*, tag: Tag, parent: Tag | None, before: Tag | None = None, by: User) -> Tag:
    """Put the tag, and all below it, under `parent`, in front of `before` or last.

    Raises CannotMoveTag.
    """
    _lock(tag.codebook)
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


@audited
def shift_tag(*, tag: Tag, places: int, by: User) -> Tag:
    """Move the tag among its siblings: -1 is one place up. It stops at the ends."""
    _lock(tag.codebook)
    siblings = list(tag.codebook.tags.filter(parent=tag.parent_id).in_order())
    here = siblings.index(tag)
    siblings.insert(min(max(here + places, 0), len(siblings) - 1), siblings.pop(here))
    for position, sibling in enumerate(siblings):
        sibling.position = position
    Tag.objects.bulk_update(siblings, ["position"])
    return tag


@audited
def delete_tag(*, tag: Tag, by: User) -> None:
    """Raises CannotDeleteTag while it is in use or has tags below it."""
    try:
        tag.delete()
    except ProtectedError as error:
        if any(isinstance(holder, Tag) for holder in error.protected_objects):
            reason = _("Other tags stand below “%(name)s”. Move or delete them first.")
        else:
            reason = _("Annotations carry “%(name)s”, so it cannot be deleted.")
        raise CannotDeleteTag(reason % {"name": tag.name}) from error


def _lock(codebook: Codebook) -> None:
    """Two admins who rearrange one codebook wait for one another."""
    Codebook.objects.select_for_update().get(pk=codebook.pk)


def _keep_tag(tag: Tag) -> None:
    tag.name = tidy(tag.name)
    if tag.shortcut and not is_allowed(tag.shortcut):
        raise CannotKeepTag(
            _("“%(key)s” cannot be a tag's key. Take a letter that the page leaves free.")
            % {"key": tag.shortcut},
            "shortcut",
        )
    keep(tag, CannotKeepTag)
