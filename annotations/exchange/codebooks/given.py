"""What a file says about tags, held against those of a codebook: a tree that can be set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from annotations.actions.codebook_trees import CannotReadCodebook
from annotations.domain.codebook_states import TagState
from annotations.domain.identifiers import uuid7
from annotations.domain.names import tidy


@dataclass(frozen=True)
class Given:
    """A tag of a file: `ref` is what the file calls it, `above` what it calls the one above it.

    `told` has only the fields that the file speaks of. `order` holds for tags below one another.
    """

    ref: str
    name: str
    above: str = ""
    guid: str = ""
    told: dict[str, Any] = field(default_factory=dict)


def states_of_file(given: Sequence[Given], present: Iterable[TagState]) -> list[TagState]:
    """The tree of the file. A tag is a present one of the same id, else short name, else name; of
    that it keeps what the file does not speak of. Raises CannotReadCodebook.
    """
    present = list(present)
    by_id = {state.id: state for state in present}
    by_key = {state.key: state for state in present}
    by_name = {state.name.casefold(): state for state in present}
    found: dict[str, TagState] = {}
    for one in _parents_first(given):
        key = one.told.get("key") or slugify(one.name, allow_unicode=True)[:60]
        known = by_id.get(one.guid) or by_key.get(key) or by_name.get(one.name.casefold())
        taken = {state.id for state in found.values()}
        if known is None or known.id in taken:
            known = TagState(str(uuid7()), key or f"tag-{len(found) + 1}", "")
        above = found[one.above].id if one.above else None
        facts = vars(known) | {"is_retired": False} | one.told
        found[one.ref] = TagState(**facts | {"name": tidy(one.name), "parent": above})
    return list(found.values())


def _parents_first(given: Sequence[Given]) -> list[Given]:
    """Tables may have them in any order. Raises CannotReadCodebook."""
    refs = {one.ref for one in given}
    if len(refs) < len(given):
        twice = next(one for n, one in enumerate(given) if one.ref in {o.ref for o in given[:n]})
        raise CannotReadCodebook(_("“%(name)s” is there twice.") % {"name": twice.ref})
    done: dict[str, Given] = {}
    waiting = list(given)
    while waiting:
        ready = [one for one in waiting if not one.above or one.above in done]
        if not ready:
            one = waiting[0]
            raise CannotReadCodebook(
                _("“%(name)s” is to stand below “%(above)s”, which is no tag above it.")
                % {"name": one.name or one.ref, "above": one.above}
            )
        done |= {one.ref: one for one in ready}
        waiting = [one for one in waiting if one.ref not in done]
    return list(done.values())
