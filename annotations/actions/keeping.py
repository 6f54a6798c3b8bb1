"""What the actions on the registers share: one refusal, one way to save, one audit trail."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.actions.history import written_by, written_by_who_asks

P = ParamSpec("P")
Result = TypeVar("Result")


class Refused(Exception):
    """An action that cannot be done. `str()` of it is a sentence for the person who asked.

    `field` names the input that is to blame, "" where no single one is.
    """

    def __init__(self, sentence: str | Promise, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def audited(action: Callable[P, Result]) -> Callable[P, Result]:
    """Decorator for an action: all of it or nothing, and the history says who did it (`by=`)."""
    return told_as()(action)


def an_act(action: Callable[P, Result]) -> Callable[P, Result]:
    """Like `audited`, for what takes its turn at a coding before anything else: the history is told
    with that (`actions/codings.py`)."""
    return _within(written_by_who_asks, action)


def told_as(**about: str) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Like `audited`, where the history also says what kind of thing was done."""

    def telling(action: Callable[P, Result]) -> Callable[P, Result]:
        return _within(lambda by: written_by(by, **about), action)

    return telling


def _within(
    written: Callable[[Any], AbstractContextManager[None]], action: Callable[P, Result]
) -> Callable[P, Result]:
    @wraps(action)
    def acting(*args: P.args, **kwargs: P.kwargs) -> Result:
        with written(kwargs.get("by")):
            return action(*args, **kwargs)

    return acting


def keep(row: models.Model, refusal: type[Refused], unasked: Iterable[str] = ()) -> None:
    """Save a row that is valid. Raises `refusal` with the first thing that is wrong with it.

    `unasked` are fields that nobody fills in, and that may therefore be empty.
    """
    try:
        row.full_clean(exclude=list(unasked))
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise _from_validation(error, refusal) from error
    except IntegrityError as error:
        # The row was valid a moment ago: somebody else was faster.
        raise refusal(_("This was changed by somebody else meanwhile. Please look again.")) from (
            error
        )


def check(row: models.Model, refusal: type[Refused]) -> None:
    """Only what can be told without the database, for a new row. Raises `refusal` as `keep` does;
    what its constraints ask for has to be asked besides."""
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        raise _from_validation(error, refusal) from error


def _from_validation(error: ValidationError, refusal: type[Refused]) -> Refused:
    field, messages = next(iter(error.message_dict.items()))
    return refusal(messages[0], "" if field == NON_FIELD_ERRORS else field)


def assign(row: models.Model, changes: dict[str, Any], allowed: frozenset[str]) -> None:
    """Put `changes` on the row. Raises TypeError for a name that this action does not change."""
    unknown = changes.keys() - allowed
    if unknown:
        raise TypeError(f"cannot change {', '.join(sorted(unknown))} here")
    for name, value in changes.items():
        setattr(row, name, value)
