"""Pictures of actors, each with what it shows and whose it is."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import AfterValidator, Field, StrictStr

from annotations.actions.pictures import put_back_picture, remove_picture, set_picture
from annotations.api.inputs import Body, demand_known, says_something
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import MATCHING, demand_match, sending
from annotations.api.rows import facts_of
from annotations.models import Actor, ActorPicture
from annotations.permissions import can_keep_actors
from annotations.web.guards import demand
from annotations.web.pictures import picture_response

router = Router()
Line = Annotated[StrictStr, Field(min_length=1, max_length=300), AfterValidator(says_something)]


class PictureOut(Schema):
    """An actor has one at most; one that was removed or replaced stays, to be put back."""

    id: UUID
    actor: UUID
    alt: str
    credit: str
    media_type: str
    size: int
    width: int
    height: int
    added_by: UUID | None
    added_at: datetime
    removed_at: datetime | None


class PictureFacts(Body):
    """`alt` says what it shows, for those who do not see it; `credit` who made it, and by what
    right it is here."""

    alt: Line
    credit: Line


@router.get(
    "/actors/{uuid:pk}/pictures", response=Listing[PictureOut], summary="Pictures of an actor"
)
def pictures_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """The one that is shown has no `removed_at`."""
    actor = get_object_or_404(Actor, pk=pk)
    rows = ActorPicture.objects.without_bytes().filter(actor=actor)
    return listed(request, response, rows, cut, each(_shape))


@router.post(
    "/actors/{uuid:pk}/pictures", response={201: PictureOut}, summary="Show another picture"
)
def pictures_create(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    file: Annotated[UploadedFile, File(...)],
    facts: Annotated[PictureFacts, Form(...)],
) -> Any:
    """A PNG, JPEG, GIF or WebP file, instead of the one that is there."""
    demand(can_keep_actors(request.user))
    demand_known(request, PictureFacts)
    made = set_picture(
        actor=get_object_or_404(Actor, pk=pk),
        data=file.read(),
        alt=facts.alt,
        credit=facts.credit,
        by=request.user,
        at=timezone.now(),
    )
    response["Location"] = f"/api/actor-pictures/{made.pk}"
    return Status(201, _shape(made))


@router.get("/actor-pictures/{uuid:pk}", response=PictureOut, summary="One picture of an actor")
def pictures_get(request: Asked, pk: UUID) -> Any:
    """What is known of it."""
    return _shape(get_object_or_404(ActorPicture.objects.without_bytes(), pk=pk))


@router.get(
    "/actor-pictures/{uuid:pk}/file",
    summary="Its bytes",
    openapi_extra=sending("image/png", "image/jpeg", "image/gif", "image/webp"),
)
def pictures_file(request: Asked, pk: UUID) -> Any:
    found = get_object_or_404(ActorPicture, pk=pk)
    return picture_response(bytes(found.data), found.media_type)


@router.delete(
    "/actor-pictures/{uuid:pk}",
    response={204: None},
    summary="Show it no longer",
    openapi_extra=MATCHING,
)
def pictures_delete(request: Asked, pk: UUID) -> Any:
    """It can be put back."""
    found = _held(request, pk)
    demand_match(request, _shape(found))
    remove_picture(picture=found, by=request.user, at=timezone.now())
    return Status(204, None)


@router.post("/actor-pictures/{uuid:pk}/restore", response=PictureOut, summary="Put it back")
def pictures_restore(request: Asked, pk: UUID) -> Any:
    """Instead of the one that is there."""
    found = _held(request, pk)
    if found.removed_at:
        put_back_picture(picture=found, by=request.user, at=timezone.now())
        found.removed_at = None
    return _shape(found)


def _held(request: Asked, pk: UUID) -> ActorPicture:
    """Locked. Raises Http404, PermissionDenied."""
    demand(can_keep_actors(request.user))
    rows = ActorPicture.objects.without_bytes().select_related("actor")
    return get_object_or_404(rows.select_for_update(of=("self",)), pk=pk)


def _shape(row: ActorPicture) -> PictureOut:
    return PictureOut(**facts_of(row, PictureOut))
