"""Versions of a codebook: kept by themselves whenever its tree changes, named by people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited
from annotations.domain.codebook_states import TOLD, TagState
from annotations.domain.names import tidy
from annotations.domain.trees import interleaved
from annotations.models import Codebook, CodebookVersion, User, VersionReason

P = ParamSpec("P")
Result = TypeVar("Result")

# Edits that follow one another so closely are one version.
SITTING = timedelta(minutes=10)
LONGEST_NAME = 120
_within: ContextVar[bool] = ContextVar("within", default=False)


class CannotNameVersion(Refused):
    """There is no name, or nothing to give it to."""


@contextmanager
def changing(
    codebook: Codebook, by: User | None, reason: str = VersionReason.EDITED
) -> Iterator[None]:
    """Within an action: the tree changes, and what it becomes is a version. What it was is one too.

    Two who rearrange one codebook wait for one another. Within another change it is a part of that.
    """
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    if _within.get():
        yield
        return
    mark = _within.set(True)
    try:
        if not codebook.versions.exists() and codebook.tags.exists():
            _note(codebook, None, VersionReason.EDITED)
        yield
        _note(codebook, by, reason)
    finally:
        _within.reset(mark)


def versioned(
    reason: str = VersionReason.EDITED,
) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Decorator for an action on tags: `audited`, and the tree that it leaves is a version.

    The action is about `codebook`, `tag`, `kept` or `move`.
    """

    def decorated(action: Callable[P, Result]) -> Callable[P, Result]:
        @wraps(action)
        def acting(*args: P.args, **kwargs: P.kwargs) -> Result:
            given: Any = kwargs
            about = next((given[name] for name in ("tag", "kept", "move") if name in given), None)
            codebook = about.codebook if about else given["codebook"]
            with changing(codebook, given["by"], reason):
                return action(*args, **kwargs)

        return audited(acting)

    return decorated


@audited
def name_version(*, codebook: Codebook, name: str, by: User) -> CodebookVersion:
    """The tree as it is now, under a name by which it is found again. Raises CannotNameVersion."""
    name = tidy(name)[:LONGEST_NAME]
    if not name:
        raise CannotNameVersion(_("Give it a name."), "name")
    with changing(codebook, by):
        pass
    latest = codebook.versions.order_by("-number").first()
    if latest is None:
        raise CannotNameVersion(_("There are no tags yet."), "name")
    latest.name = name
    latest.save(update_fields=["name"])
    return latest


def states_of(codebook: Codebook) -> list[TagState]:
    """The tree as it is. One query."""
    return [
        TagState(
            id=str(tag.pk),
            parent=str(tag.parent_id) if tag.parent_id else None,
            is_retired=tag.is_retired,
            **{name: getattr(tag, name) for name in TOLD if name != "applies_to"},
            applies_to=tuple(sorted(tag.applies_to)),
        )
        for tag, _depth in interleaved(codebook.tags.in_order())
    ]


def _note(codebook: Codebook, by: User | None, reason: str) -> None:
    """A version, or more of the latest one in the same sitting; none where nothing has changed."""
    tree = [state.to_json() for state in states_of(codebook)]
    plain = [state | {"applies_to": list(state["applies_to"])} for state in tree]
    latest = codebook.versions.order_by("-number").first()
    if latest is None:
        if plain:
            codebook.versions.create(number=1, tree=plain, by=by, reason=reason)
        return
    if latest.tree == plain:
        return
    now = timezone.now()
    is_edit = reason == latest.reason == VersionReason.EDITED and not latest.name
    if is_edit and latest.by == by and latest.number > 1 and now - latest.made_at < SITTING:
        latest.tree = plain
        latest.save(update_fields=["tree"])
        return
    codebook.versions.create(number=latest.number + 1, tree=plain, by=by, reason=reason)
