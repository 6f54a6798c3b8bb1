"""Taking an import back, of whatever kind: looked at, agreed to, and done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Schema, Status

from annotations.api.knowing import Asked
from annotations.api.rows import facts_of
from annotations.models import CodedImport, RegisterImport

Upload = TypeVar("Upload", CodedImport, RegisterImport)


@dataclass(frozen=True)
class Takings(Generic[Upload]):
    """Of one kind of import: who finds it to do something with it, the two actions, and what is
    said of it then: the `last` taking back in its `shape`, with what was `tallied`."""

    find: Callable[[Asked, UUID], Upload]
    look_at: Callable[..., Any]
    start: Callable[..., Any]
    last: Callable[[Upload], Model | None]
    tallied: Callable[[Upload], dict[str, Any]]
    shape: type[Schema]

    def shown(self, upload: Upload) -> dict[str, Schema | None]:
        """Null where nobody has looked at it."""
        taking = self.last(upload)
        if taking is None:
            return {"last": None}
        found = self.tallied(upload)
        return {"last": self.shape(**facts_of(taking, self.shape, *found), **found)}

    def begun(self, request: Asked, pk: UUID) -> Upload:
        """One that was taken in, or is about to be. Raises Http404 and what `find` does."""
        upload = self.find(request, pk)
        if upload.started_at is None:
            raise Http404
        return upload

    def look(self, request: Asked, pk: UUID) -> Status[Any]:
        upload = self.begun(request, pk)
        self.look_at(upload=upload, by=request.user, at=timezone.now())
        return Status(202, self.shown(upload))

    def agree(self, request: Asked, pk: UUID) -> Status[Any]:
        """To what was found out. Raises Http404 where nobody has looked."""
        upload = self.begun(request, pk)
        taking = get_object_or_404(upload.takings_back.filter(finished_at=None))
        self.start(taking=taking, by=request.user, at=timezone.now())
        return Status(202, self.shown(upload))
