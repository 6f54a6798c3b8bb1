"""Keeping codebooks; their tags are in tags.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from annotations.actions.codebook_versions import changing
from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.actions.tags import CHANGEABLE as CHANGEABLE_OF_TAGS
from annotations.actions.tags import create_tag
from annotations.domain.names import tidy
from annotations.domain.trees import interleaved
from annotations.models import Bearer, Codebook, Colour, Tag, User

CHANGEABLE = frozenset({"name", "description", "stance_needs_target"})


class CannotKeepCodebook(Refused):
    """The codebook would not be valid."""


class CannotDeleteCodebook(Refused):
    """A project uses the codebook."""


@dataclass(frozen=True)
class NewTag:
    """A tag on paper: `parent` is the short name of a tag that comes before it, "" for none."""

    key: str
    name: str
    parent: str = ""
    colour: str = Colour.GREY
    shortcut: str = ""
    definition: str = ""
    example: str = ""
    when_not: str = ""
    is_topic: bool = False
    applies_to: tuple[str, ...] = (Bearer.PASSAGE, Bearer.STATEMENT)
    is_required: bool = False
    is_single: bool = False
    condition: str = ""

    @classmethod
    def like(cls, tag: Tag, parent: str) -> "NewTag":
        fields = {name: getattr(tag, name) for name in CHANGEABLE_OF_TAGS}
        return cls(parent=parent, **fields | {"applies_to": tuple(tag.applies_to)})


@audited
def create_codebook(
    *,
    name: str,
    description: str = "",
    stance_needs_target: bool = False,
    tags: Iterable[NewTag] = (),
    by: User | None,
) -> Codebook:
    """A codebook with these tags, in this order. Raises CannotKeepCodebook, CannotKeepTag."""
    codebook = Codebook(
        name=tidy(name), description=description, stance_needs_target=stance_needs_target
    )
    keep(codebook, CannotKeepCodebook)
    made: dict[str, Tag] = {}
    with changing(codebook, by):
        for tag in tags:
            fields = {name: getattr(tag, name) for name in CHANGEABLE_OF_TAGS}
            fields["applies_to"] = list(tag.applies_to)
            parent = made[tag.parent] if tag.parent else None
            made[tag.key] = create_tag(codebook=codebook, parent=parent, by=by, **fields)
    return codebook


@audited
def change_codebook(*, codebook: Codebook, by: User, **changes: Any) -> Codebook:
    """Change the named fields of CHANGEABLE. Raises CannotKeepCodebook."""
    assign(codebook, changes, CHANGEABLE)
    codebook.name = tidy(codebook.name)
    keep(codebook, CannotKeepCodebook)
    return codebook


@audited
def copy_codebook(*, codebook: Codebook, name: str, by: User) -> Codebook:
    """A codebook of its own with the same tags, without retired ones. Raises CannotKeepCodebook."""
    keys: dict[UUID | None, str] = {}
    tags: list[NewTag] = []
    for tag, _depth in interleaved(codebook.tags.filter(retired_at__isnull=True).in_order()):
        keys[tag.pk] = tag.key
        tags.append(NewTag.like(tag, keys.get(tag.parent_id, "")))
    return create_codebook(
        name=name,
        description=codebook.description,
        stance_needs_target=codebook.stance_needs_target,
        tags=tags,
        by=by,
    )


@audited
def delete_codebook(*, codebook: Codebook, by: User) -> None:
    """With its tags. Raises CannotDeleteCodebook while a project or an annotation uses it."""
    try:
        codebook.tag_moves.all().delete()
        # Children first: a parent is protected by them.
        for tag, _depth in reversed(interleaved(codebook.tags.in_order())):
            tag.delete()
        codebook.delete()
    except ProtectedError as error:
        raise CannotDeleteCodebook(
            _("“%(name)s” is in use, so it cannot be deleted.") % {"name": codebook.name}
        ) from error
