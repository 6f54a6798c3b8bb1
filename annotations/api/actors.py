"""The register of actors: whoever speaks or is spoken about, with other names and posts."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import Field, StrictStr

from annotations.actions.actors import change_actor, create_actor, delete_actor
from annotations.api.inputs import Body, Country, Flag, Name, Note, Word, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.models import Actor, ActorName, Affiliation
from annotations.models.actors import MOST
from annotations.permissions import can_keep_actors
from annotations.web.guards import demand

router = Router()
Kind = Literal["person", "organisation", "country", "unnamed"]
Gender = Literal["", "female", "male", "other"]
Description = Annotated[StrictStr, Field(max_length=500)]
Wikidata = Annotated[StrictStr, Field(pattern="^(Q[1-9][0-9]{0,14})?$")]


class NameOut(Schema):
    """What somebody is called besides the name that is shown."""

    id: UUID
    actor: UUID
    name: str
    language: str
    kind: str


class AffiliationOut(Schema):
    """A post held from one day up to but not including another; null where that is not known."""

    id: UUID
    person: UUID
    post: str
    organisation: UUID | None
    represents: str
    kind: str
    valid_from: date | None
    valid_until: date | None


class ActorOut(Schema):
    id: UUID
    kind: str
    name: str
    sort_name: str
    country: str
    description: str
    family_first: bool
    sorted_as: str
    wikidata: str
    gender: str
    notes: str
    names: list[NameOut]
    affiliations: list[AffiliationOut]


class ActorIn(Body):
    """Without `family_first`, script and country suggest it."""

    name: Name
    kind: Kind = "person"
    country: Country = ""
    description: Description = ""
    family_first: Flag | None = None
    sorted_as: Word = ""
    wikidata: Wikidata = ""
    gender: Gender = ""
    notes: Note = ""


class ActorChange(Body):
    name: Name = unsaid()
    kind: Kind = unsaid()
    country: Country = unsaid()
    description: Description = unsaid()
    family_first: Flag = unsaid()
    sorted_as: Word = unsaid()
    wikidata: Wikidata = unsaid()
    gender: Gender = unsaid()
    notes: Note = unsaid()


class Search(Schema):
    """`q` finds by any name in any spelling; then there is one page, the likeliest first."""

    q: Annotated[str, Field(max_length=200)] = ""
    kind: Kind | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None


def shape_name(row: ActorName) -> NameOut:
    return NameOut(**facts_of(row, NameOut))


def shape_affiliation(row: Affiliation) -> AffiliationOut:
    first, end = row.period
    return AffiliationOut(
        id=row.pk,
        person=row.person_id,
        post=row.post,
        organisation=row.organisation_id,
        represents=row.represents,
        kind=row.kind,
        valid_from=first,
        valid_until=end,
    )


def shape(actor: Actor) -> ActorOut:
    return ActorOut(
        names=[shape_name(row) for row in actor.names.all()],
        affiliations=[shape_affiliation(row) for row in actor.affiliations.all()],
        **facts_of(actor, ActorOut, "names", "affiliations"),
    )


def whole(rows: QuerySet[Actor]) -> QuerySet[Actor]:
    """With all that `shape` needs: two queries more, however many actors."""
    names = Prefetch("names", ActorName.objects.in_order())
    return rows.prefetch_related(names, Prefetch("affiliations", Affiliation.objects.in_order()))


@router.get("/actors", response=Listing[ActorOut], summary="The register")
def actors_list(
    request: Asked, response: HttpResponse, cut: Paging, search: Annotated[Search, Query(...)]
) -> Any:
    rows = Actor.objects.all()
    if search.kind:
        rows = rows.filter(kind=search.kind)
    if search.country:
        rows = rows.filter(country=search.country)
    if search.q.strip():
        kinds = [search.kind] if search.kind else []
        most = min(cut.limit, MOST)
        found = rows.named_like(search.q, most=most, kinds=kinds, country=search.country or "")
        return {"items": [shape(one) for one in whole(found)], "next": None, "previous": None}
    return listed(request, response, whole(rows), cut, each(shape))


@router.post("/actors", response={201: ActorOut}, summary="A new actor")
def actors_create(request: Asked, response: HttpResponse, body: ActorIn) -> Any:
    """Namesakes are allowed; look first whether somebody is there already."""
    demand(can_keep_actors(request.user))
    made = create_actor(by=request.user, **body.model_dump())
    response["Location"] = f"/api/actors/{made.pk}"
    return Status(201, _shown(made.pk))


@router.get("/actors/{uuid:pk}", response=ActorOut, summary="One actor")
def actors_get(request: Asked, pk: UUID) -> Any:
    return _shown(pk)


@router.patch(
    "/actors/{uuid:pk}", response=ActorOut, summary="Change an actor", openapi_extra=MATCHING
)
def actors_change(request: Asked, pk: UUID, body: ActorChange) -> Any:
    change_actor(actor=_meant(request, pk), by=request.user, **said(body))
    return _shown(pk)


@router.delete(
    "/actors/{uuid:pk}", response={204: None}, summary="Delete an actor", openapi_extra=MATCHING
)
def actors_delete(request: Asked, pk: UUID) -> Any:
    """One of whom no statement speaks."""
    delete_actor(actor=_meant(request, pk), by=request.user)
    return Status(204, None)


def _shown(pk: UUID) -> ActorOut:
    return shape(get_object_or_404(whole(Actor.objects.all()), pk=pk))


def _meant(request: Asked, pk: UUID) -> Actor:
    """Raises Http404, PermissionDenied, Problem."""
    demand(can_keep_actors(request.user))
    actor = get_object_or_404(Actor.objects.select_for_update(), pk=pk)
    demand_match(request, _shown(pk))
    return actor
