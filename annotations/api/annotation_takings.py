"""Imports of annotations taken back: looked at, agreed to, and done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema

from annotations.actions.coded_taking_back import (
    look_at_taking_coded_back,
    start_taking_coded_back,
)
from annotations.api.annotation_imports import find_given, find_upload
from annotations.api.knowing import Asked
from annotations.api.takings import Takings
from annotations.models import CodedImport, State
from annotations.queries.coded_taking_back import last_coded_taking, tally_of_coded_back

router = Router()


class AnnotationTakingOut(Schema):
    """`going` annotations, `codings` and `things` would go, and by the reason some stay; `gone`
    and `things_gone` went. Looking, nobody knows it yet; waiting, it waits for a start."""

    state: State
    total: int
    position: int
    going: int
    codings: int
    things: dict[str, int]
    staying: dict[str, int]
    gone: int
    things_gone: int
    by: UUID
    at: datetime
    finished_at: datetime | None


class LastAnnotationTaking(Schema):
    """Null where nobody has looked at it."""

    last: AnnotationTakingOut | None


def _tallied(upload: CodedImport) -> dict[str, Any]:
    tally = tally_of_coded_back(upload)
    return {
        "going": tally.going,
        "codings": tally.codings,
        "things": {str(kind): n for kind, n in tally.things},
        "staying": {str(why): n for why, n in tally.staying},
        "gone": tally.gone,
        "things_gone": tally.things_gone,
    }


TAKINGS = Takings(
    find=find_given,
    look_at=look_at_taking_coded_back,
    start=start_taking_coded_back,
    last=last_coded_taking,
    tallied=_tallied,
    shape=AnnotationTakingOut,
)


@router.get(
    "/annotation-imports/{uuid:pk}/back",
    response=LastAnnotationTaking,
    summary="What taking it back would do",
)
def annotation_imports_back(request: Asked, pk: UUID) -> Any:
    """As it was looked at last, or how far it is."""
    return TAKINGS.shown(find_upload(request, pk))


@router.post(
    "/annotation-imports/{uuid:pk}/back",
    response={202: LastAnnotationTaking},
    summary="Find out what would go",
)
def annotation_imports_look_back(request: Asked, pk: UUID) -> Any:
    """Nothing is changed yet. What somebody has worked on since stays."""
    return TAKINGS.look(request, pk)


@router.post(
    "/annotation-imports/{uuid:pk}/back/start",
    response={202: LastAnnotationTaking},
    summary="Take it back",
)
def annotation_imports_take_back(request: Asked, pk: UUID) -> Any:
    """As it was looked at. What came into use meanwhile stays."""
    return TAKINGS.agree(request, pk)
