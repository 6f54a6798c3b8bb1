"""Imports into the register taken back: looked at, agreed to, and done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status

from annotations.actions.register_taking_back import look_at_taking_back, start_taking_back
from annotations.api.knowing import Asked
from annotations.api.register_imports import find_register_import
from annotations.models import Back, RegisterImport, State
from annotations.queries.register_taking_back import last_taking_back, tally_of_taking_back

router = Router()


class RegisterTakingOut(Schema):
    """`going` rows would go back, `gone` are back, and by the reason some stay; the rows of the
    import say which. Looking, nobody knows it yet; waiting, it waits for a start."""

    state: State
    total: int
    position: int
    going: int
    staying: dict[str, int]
    gone: int
    by: UUID
    at: datetime
    finished_at: datetime | None


class LastRegisterTaking(Schema):
    """Null where nobody has looked at it."""

    last: RegisterTakingOut | None


@router.get(
    "/register-imports/{uuid:pk}/back",
    response=LastRegisterTaking,
    summary="What taking it back would do",
)
def register_imports_back(request: Asked, pk: UUID) -> Any:
    """As it was looked at last, or how far it is."""
    return _shown(_begun(request, pk))


@router.post(
    "/register-imports/{uuid:pk}/back",
    response={202: LastRegisterTaking},
    summary="Find out what would go back",
)
def register_imports_look_back(request: Asked, pk: UUID) -> Any:
    """Nothing is changed yet. What was changed since, or is in use, stays."""
    upload = _begun(request, pk)
    look_at_taking_back(upload=upload, by=request.user, at=timezone.now())
    return Status(202, _shown(upload))


@router.post(
    "/register-imports/{uuid:pk}/back/start",
    response={202: LastRegisterTaking},
    summary="Take it back",
)
def register_imports_take_back(request: Asked, pk: UUID) -> Any:
    """As it was looked at. What came into use meanwhile stays."""
    upload = _begun(request, pk)
    taking = get_object_or_404(upload.takings_back.filter(finished_at=None))
    start_taking_back(taking=taking, by=request.user, at=timezone.now())
    return Status(202, _shown(upload))


def _begun(request: Asked, pk: UUID) -> RegisterImport:
    """Raises Http404, PermissionDenied."""
    upload = find_register_import(request, pk)
    if upload.started_at is None:
        raise Http404
    return upload


def _shown(upload: RegisterImport) -> LastRegisterTaking:
    taking = last_taking_back(upload)
    if taking is None:
        return LastRegisterTaking(last=None)
    tally = tally_of_taking_back(upload)
    return LastRegisterTaking(
        last=RegisterTakingOut(
            state=taking.state,
            total=taking.total,
            position=taking.position,
            going=tally.backs[Back.GOES],
            staying={str(why): count for why, count in tally.staying},
            gone=tally.backs[Back.DONE],
            by=taking.by_id,
            at=taking.at,
            finished_at=taking.finished_at,
        )
    )
