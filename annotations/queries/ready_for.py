"""What somebody may see, asked by statements that are put together once."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from annotations.models import User
from annotations.models.ready import Ready, Value


class ReadyFor:
    """A `Ready` whose first value is whoever asks. `make` gets a user who is nothing but that, or
    a superuser, for whom there is another statement."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], kinds: Iterable[type]) -> None:
        kinds = list(kinds)

        def for_members(user: UUID, *values: Any) -> QuerySet[Any, Any]:
            return make(User(pk=user), *values)

        def for_superusers(*values: Any) -> QuerySet[Any, Any]:
            return make(User(is_superuser=True), *values)

        self._members = Ready(for_members, [UUID, *kinds])
        self._superusers = Ready(for_superusers, kinds)

    def rows(self, user: User, *values: Value) -> list[tuple[Any, ...]]:
        """One query. Columns are as the driver reads them: JSON is text."""
        if user.is_superuser:
            return self._superusers.rows(*values)
        return self._members.rows(user.pk, *values)

    def first(self, user: User, *values: Value) -> tuple[Any, ...] | None:
        return next(iter(self.rows(user, *values)), None)
