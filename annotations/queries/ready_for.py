"""What somebody may see, asked by statements that are put together once."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from annotations.models import User
from annotations.models.ready import Asked, Ready, Value, ask
from annotations.models.ready_models import ReadyModels

R = TypeVar("R", bound=Ready)


class ReadyFor:
    """A `Ready` whose first value is whoever asks. `make` gets a user who is nothing but that, or
    a superuser, for whom there is another statement."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], kinds: Iterable[type]) -> None:
        self._members, self._superusers = _both(Ready, make, kinds)

    def rows(self, user: User, *values: Value) -> list[tuple[Any, ...]]:
        """One query. Columns are as the driver reads them: JSON is text."""
        return ask(*self.asked(user, *values))

    def asked(self, user: User, *values: Value) -> Asked:
        """The statement, to be part of another one, and what it is asked with."""
        asked = self._superusers if user.is_superuser else self._members
        return asked.asked(user.pk, *values)

    def first(self, user: User, *values: Value) -> tuple[Any, ...] | None:
        return next(iter(self.rows(user, *values)), None)


class ReadyModelsFor:
    """The same for `ReadyModels`."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], kinds: Iterable[type]) -> None:
        self._members, self._superusers = _both(ReadyModels, make, kinds)

    def found(self, user: User, *values: Value) -> list[Any]:
        """One query."""
        asked = self._superusers if user.is_superuser else self._members
        return asked.found(user.pk, *values)

    def one(self, user: User, *values: Value) -> Any:
        """The first, None where there is none. One query."""
        return next(iter(self.found(user, *values)), None)


def _both(
    kind: type[R], make: Callable[..., QuerySet[Any, Any]], kinds: Iterable[type]
) -> tuple[R, R]:
    """For members, and for superusers, who may see all whoever they are."""
    kinds = [UUID, *kinds]

    def for_members(user: UUID, *values: Any) -> QuerySet[Any, Any]:
        return make(User(pk=user), *values)

    def for_superusers(user: UUID, *values: Any) -> QuerySet[Any, Any]:
        return make(User(pk=user, is_superuser=True), *values)

    return kind(for_members, kinds), kind(for_superusers, kinds, spare=1)
