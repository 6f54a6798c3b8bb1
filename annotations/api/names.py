"""What actors are called besides the name that is shown."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import Field, StrictStr

from annotations.actions.names import add_name, change_name, remove_name
from annotations.api.actors import NameOut, shape_name
from annotations.api.inputs import Body, Name, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.rendering import MATCHING, demand_match
from annotations.models import Actor, ActorName
from annotations.permissions import can_keep_actors
from annotations.web.guards import demand

router = Router()
Kind = Literal["full", "short", "native", "transliteration", "nickname", "former"]
# A language with its script, as in zh-hant.
Tongue = Annotated[StrictStr, Field(max_length=35)]


class NameIn(Body):
    name: Name
    language: Tongue = ""
    kind: Kind = "full"


class NameChange(Body):
    name: Name = unsaid()
    language: Tongue = unsaid()
    kind: Kind = unsaid()


@router.post("/actors/{uuid:pk}/names", response={201: NameOut}, summary="Another name")
def names_create(request: Asked, response: HttpResponse, pk: UUID, body: NameIn) -> Any:
    demand(can_keep_actors(request.user))
    actor = get_object_or_404(Actor, pk=pk)
    made = add_name(actor=actor, by=request.user, **body.model_dump())
    response["Location"] = f"/api/names/{made.pk}"
    return Status(201, shape_name(made))


@router.get("/names/{uuid:pk}", response=NameOut, summary="One name")
def names_get(request: Asked, pk: UUID) -> Any:
    return shape_name(get_object_or_404(ActorName, pk=pk))


@router.patch(
    "/names/{uuid:pk}", response=NameOut, summary="Correct a name", openapi_extra=MATCHING
)
def names_change(request: Asked, pk: UUID, body: NameChange) -> Any:
    row = _meant(request, pk)
    kept = {"name": row.name, "language": row.language, "kind": row.kind}
    return shape_name(change_name(row=row, by=request.user, **kept | said(body)))


@router.delete(
    "/names/{uuid:pk}", response={204: None}, summary="Take a name away", openapi_extra=MATCHING
)
def names_delete(request: Asked, pk: UUID) -> Any:
    remove_name(row=_meant(request, pk), by=request.user)
    return Status(204, None)


def _meant(request: Asked, pk: UUID) -> ActorName:
    """Raises Http404, PermissionDenied, Problem."""
    demand(can_keep_actors(request.user))
    rows = ActorName.objects.select_for_update(of=("self",)).select_related("actor")
    row = get_object_or_404(rows, pk=pk)
    demand_match(request, shape_name(row))
    return row
