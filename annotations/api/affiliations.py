"""Who held which post when."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Status

from annotations.actions.actors import add_affiliation, change_affiliation, delete_affiliation
from annotations.api.actors import AffiliationOut, shape_affiliation
from annotations.api.inputs import Body, Country, Day, Name, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.problems import blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.models import Actor, Affiliation
from annotations.permissions import can_keep_actors
from annotations.web.guards import demand

router = Router()
Kind = Literal[
    "",
    "government",
    "opposition",
    "military",
    "diplomacy",
    "academia",
    "think_tank",
    "business",
    "press",
    "civil_society",
    "international_body",
]


class AffiliationIn(Body):
    """Held from `valid_from` up to but not including `valid_until`; null where it is not known."""

    post: Name
    organisation: UUID | None = None
    represents: Country = ""
    kind: Kind = ""
    valid_from: Day | None = None
    valid_until: Day | None = None


class AffiliationChange(Body):
    post: Name = unsaid()
    organisation: UUID | None = unsaid()
    represents: Country = unsaid()
    kind: Kind = unsaid()
    valid_from: Day | None = unsaid()
    valid_until: Day | None = unsaid()


@router.post(
    "/actors/{uuid:pk}/affiliations", response={201: AffiliationOut}, summary="A post of a person"
)
def affiliations_create(
    request: Asked, response: HttpResponse, pk: UUID, body: AffiliationIn
) -> Any:
    demand(can_keep_actors(request.user))
    person = get_object_or_404(Actor, pk=pk)
    fields = body.model_dump() | {"organisation": _organisation(body.organisation)}
    made = add_affiliation(person=person, by=request.user, **fields)
    response["Location"] = f"/api/affiliations/{made.pk}"
    return Status(201, _shown(made.pk))


@router.get("/affiliations/{uuid:pk}", response=AffiliationOut, summary="One post")
def affiliations_get(request: Asked, pk: UUID) -> Any:
    return _shown(pk)


@router.patch(
    "/affiliations/{uuid:pk}",
    response=AffiliationOut,
    summary="Change a post",
    openapi_extra=MATCHING,
)
def affiliations_change(request: Asked, pk: UUID, body: AffiliationChange) -> Any:
    affiliation = _meant(request, pk)
    kept = shape_affiliation(affiliation).model_dump(exclude={"id", "person"}) | said(body)
    kept["organisation"] = _organisation(kept["organisation"])
    change_affiliation(affiliation=affiliation, by=request.user, **kept)
    return _shown(pk)


@router.delete(
    "/affiliations/{uuid:pk}", response={204: None}, summary="Delete a post", openapi_extra=MATCHING
)
def affiliations_delete(request: Asked, pk: UUID) -> Any:
    """One in which no statement was made."""
    delete_affiliation(affiliation=_meant(request, pk), by=request.user)
    return Status(204, None)


def _shown(pk: UUID) -> AffiliationOut:
    return shape_affiliation(get_object_or_404(Affiliation, pk=pk))


def _meant(request: Asked, pk: UUID) -> Affiliation:
    """Raises Http404, PermissionDenied, Problem."""
    demand(can_keep_actors(request.user))
    rows = Affiliation.objects.select_for_update(of=("self",)).select_related("person")
    affiliation = get_object_or_404(rows, pk=pk)
    demand_match(request, shape_affiliation(affiliation))
    return affiliation


def _organisation(pk: UUID | None) -> Actor | None:
    """Raises Problem."""
    if pk is None:
        return None
    found = Actor.objects.filter(pk=pk).first()
    if found is None:
        raise blamed("organisation", _("The register has no such organisation."))
    return found
