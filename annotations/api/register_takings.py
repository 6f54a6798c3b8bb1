"""Imports into the register taken back: looked at, agreed to, and done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema

from annotations.actions.register_taking_back import look_at_taking_back, start_taking_back
from annotations.api.knowing import Asked
from annotations.api.register_imports import find_register_import
from annotations.api.takings import Takings
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


def _tallied(upload: RegisterImport) -> dict[str, Any]:
    tally = tally_of_taking_back(upload)
    return {
        "going": tally.backs[Back.GOES],
        "staying": {str(why): count for why, count in tally.staying},
        "gone": tally.backs[Back.DONE],
    }


TAKINGS = Takings(
    find=find_register_import,
    look_at=look_at_taking_back,
    start=start_taking_back,
    last=last_taking_back,
    tallied=_tallied,
    shape=RegisterTakingOut,
)


@router.get(
    "/register-imports/{uuid:pk}/back",
    response=LastRegisterTaking,
    summary="What taking it back would do",
)
def register_imports_back(request: Asked, pk: UUID) -> Any:
    """As it was looked at last, or how far it is."""
    return TAKINGS.shown(TAKINGS.begun(request, pk))


@router.post(
    "/register-imports/{uuid:pk}/back",
    response={202: LastRegisterTaking},
    summary="Find out what would go back",
)
def register_imports_look_back(request: Asked, pk: UUID) -> Any:
    """Nothing is changed yet. What was changed since, or is in use, stays."""
    return TAKINGS.look(request, pk)


@router.post(
    "/register-imports/{uuid:pk}/back/start",
    response={202: LastRegisterTaking},
    summary="Take it back",
)
def register_imports_take_back(request: Asked, pk: UUID) -> Any:
    """As it was looked at. What came into use meanwhile stays."""
    return TAKINGS.agree(request, pk)
