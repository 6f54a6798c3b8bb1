"""A whole tree at once: an earlier version, or what a file says."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from annotations.actions.codebook_versions import changing, states_of
from annotations.actions.keeping import Refused, audited
from annotations.domain.codebook_states import TOLD, TagState
from annotations.domain.shortcuts import is_allowed
from annotations.models import Codebook, CodebookVersion, Tag, User, VersionReason

MOST_TAGS = 2_000


class CannotSetTree(Refused):
    """The tree would not be valid. The sentence names the tag."""


class CannotReadCodebook(Refused):
    """The file is none, or says something about a tag that makes no sense."""


@audited
def restore_version(*, version: CodebookVersion, by: User, at: datetime) -> None:
    """The tree is again as it was then; tags that came later are retired, not deleted.

    So no annotation loses a tag. Raises CannotSetTree.
    """
    wanted = version.states
    set_tree(codebook=version.codebook, wanted=wanted, reason=VersionReason.RESTORED, by=by, at=at)


@audited
def set_tree(
    *,
    codebook: Codebook,
    wanted: Sequence[TagState],
    reason: str = VersionReason.IMPORTED,
    by: User | None,
    at: datetime,
) -> None:
    """The codebook has these tags, in this order. Those that are not among them are retired.

    Raises CannotSetTree.
    """
    with changing(codebook, by, reason):
        present = {str(tag.pk): tag for tag in codebook.tags.select_for_update(of=("self",))}
        rows = _rows(codebook, wanted, present, at)
        _make_room(codebook, rows, present, at)
        fresh = [row for row in rows if str(row.pk) not in present]
        # Parents come before their children.
        for row in fresh:
            row.save(force_insert=True)
        known = [row for row in rows if str(row.pk) in present]
        Tag.objects.bulk_update(known, [*TOLD, "parent", "position", "retired_at"])


def after_import(codebook: Codebook, wanted: Sequence[TagState]) -> list[TagState]:
    """The state that `set_tree` would make: with those that it would retire."""
    listed = {state.id for state in wanted}
    missing = [state for state in states_of(codebook) if state.id not in listed]
    return [*wanted, *(TagState(**vars(one) | {"is_retired": True}) for one in missing)]


def check_tree(codebook: Codebook, wanted: Sequence[TagState]) -> None:
    """Raises CannotSetTree."""
    if len(wanted) > MOST_TAGS:
        raise CannotSetTree(_("A codebook has %(n)s tags at most.") % {"n": MOST_TAGS})
    before: set[str] = set()
    for state in wanted:
        if state.parent is not None and state.parent not in before:
            raise _wrong(state, _("the tag above it has to come before it"))
        before.add(state.id)
        if state.shortcut and not is_allowed(state.shortcut):
            raise _wrong(state, _("its key belongs to the page"))
        try:
            _row(codebook, state, 0, None).clean_fields(exclude=["codebook", "parent"])
        except ValidationError as error:
            name, messages = next(iter(error.message_dict.items()))
            field: Any = Tag._meta.get_field(name)
            raise _wrong(state, f"{field.verbose_name}: {messages[0]}") from error
    for once in ("id", "key", "shortcut"):
        offered = [one for one in wanted if once != "shortcut" or not one.is_retired]
        counts = Counter(getattr(state, once) for state in offered)
        twice = [one for one in offered if getattr(one, once) and counts[getattr(one, once)] > 1]
        if twice:
            raise _wrong(twice[-1], _("another tag has its key or short name"))


def _rows(
    codebook: Codebook, wanted: Sequence[TagState], present: dict[str, Tag], at: datetime
) -> list[Tag]:
    check_tree(codebook, wanted)
    taken = set(
        Tag.objects.exclude(codebook=codebook)
        .filter(pk__in=[UUID(state.id) for state in wanted])
        .values_list("pk", flat=True)
    )
    if taken:
        raise CannotSetTree(_("A tag of another codebook cannot become one of this."))
    places: Counter[str | None] = Counter()
    rows = []
    for state in wanted:
        was = present.get(state.id)
        retired = (was.retired_at if was and was.retired_at else at) if state.is_retired else None
        rows.append(_row(codebook, state, places[state.parent], retired))
        places[state.parent] += 1
    return rows


def _row(codebook: Codebook, state: TagState, position: int, retired: datetime | None) -> Tag:
    told = {name: getattr(state, name) for name in TOLD} | {"applies_to": list(state.applies_to)}
    return Tag(
        pk=UUID(state.id),
        codebook=codebook,
        parent_id=UUID(state.parent) if state.parent else None,
        position=position,
        retired_at=retired,
        **told,
    )


def _make_room(
    codebook: Codebook, rows: Sequence[Tag], present: dict[str, Tag], at: datetime
) -> None:
    """Keys and places that change hands are free before anybody takes them; the rest is retired."""
    listed = {row.pk for row in rows}
    changed = [
        row.pk
        for row in rows
        if (was := present.get(str(row.pk)))
        and (was.key, was.shortcut, was.parent_id) != (row.key, row.shortcut, row.parent_id)
    ]
    for pk in changed:
        Tag.objects.filter(pk=pk).update(key=f"moving-{pk}", shortcut="", parent=None)
    wanted = {row.key for row in rows}
    for tag in present.values():
        if tag.pk not in listed:
            key = f"{tag.key[:23]}-{tag.pk}" if tag.key in wanted else tag.key
            retired = tag.retired_at or at
            Tag.objects.filter(pk=tag.pk).update(key=key, retired_at=retired)


def _wrong(state: TagState, why: object) -> CannotSetTree:
    return CannotSetTree(f"“{state.name or state.key}”: {why}")
