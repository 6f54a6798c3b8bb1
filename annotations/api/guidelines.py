"""What the guidelines of a project were, and their pictures; what they are is with the project."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Path, Router, Schema, Status, UploadedFile
from pydantic import Field, StrictStr

from annotations.actions.guidelines import add_image, put_back_image, remove_image
from annotations.api.inputs import LONGEST, Body, demand_known
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.projects import find_managed, find_project
from annotations.api.rendering import MATCHING, demand_match, sending
from annotations.api.rows import facts_of
from annotations.models import GuidelineImage, Project, User
from annotations.queries.guidelines import version_of, versions_of, writers_of
from annotations.web.paging import Key
from annotations.web.pictures import picture_response

router = Router()
Wording = Annotated[int, Path(ge=1, le=LONGEST)]
LATEST_FIRST = (Key("pgh_id", descending=True),)


class WordingRow(Schema):
    """`by` is null where the history does not know."""

    wording: int
    length: int
    by: UUID | None
    at: datetime


class WordingOut(WordingRow):
    """In Markdown."""

    guidelines: str


class ImageOut(Schema):
    """In the guidelines it stands by its `name`, as in `![](map.png)`."""

    id: UUID
    project: UUID
    name: str
    alt: str
    media_type: str
    size: int
    added_at: datetime
    removed_at: datetime | None


class ImageFacts(Body):
    """`alt` says what it shows, for those who do not see it."""

    alt: Annotated[StrictStr, Field(min_length=1, max_length=300)]


@router.get(
    "/projects/{uuid:pk}/guidelines",
    response=Listing[WordingRow],
    summary="The wordings that its guidelines had",
)
def wordings_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """The latest first. What they say now is with the project, and is changed there."""
    project = find_project(request, pk)
    events: Any = Project.pgh_event_model  # type: ignore[attr-defined]
    ever = versions_of(project).order_by().values("pgh_id")
    rows: QuerySet[Any] = events.objects.filter(pgh_id__in=ever).select_related("pgh_context")
    rows = rows.annotate(length=Length("guidelines")).defer("guidelines", "description")
    return listed(request, response, rows, cut, _rows, LATEST_FIRST)


@router.get(
    "/projects/{uuid:pk}/guidelines/{int:wording}", response=WordingOut, summary="One wording"
)
def wordings_get(request: Asked, pk: UUID, wording: Wording) -> Any:
    found = version_of(find_project(request, pk), wording)
    if found is None:
        raise Http404
    found.length = len(found.guidelines)
    return WordingOut(guidelines=found.guidelines, **_rows([found])[0].model_dump())


@router.get(
    "/projects/{uuid:pk}/guideline-images",
    response=Listing[ImageOut],
    summary="The pictures of its guidelines",
)
def images_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Also those that were removed, which earlier wordings show."""
    rows = GuidelineImage.objects.without_bytes().filter(project=find_project(request, pk))
    return listed(request, response, rows, cut, each(_image))


@router.post(
    "/projects/{uuid:pk}/guideline-images", response={201: ImageOut}, summary="One picture more"
)
def images_create(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    file: Annotated[UploadedFile, File(...)],
    facts: Annotated[ImageFacts, Form(...)],
) -> Any:
    """A PNG, JPEG, GIF or WebP file."""
    project = find_managed(request, pk)
    demand_known(request, ImageFacts)
    made = add_image(
        project=project,
        filename=file.name or "",
        data=file.read(),
        alt=facts.alt,
        by=request.user,
        at=timezone.now(),
    )
    response["Location"] = f"/api/guideline-images/{made.pk}"
    return Status(201, _image(made))


@router.get("/guideline-images/{uuid:pk}", response=ImageOut, summary="One picture")
def images_get(request: Asked, pk: UUID) -> Any:
    """What is known of it."""
    return _image(_find(request, pk))


@router.get(
    "/guideline-images/{uuid:pk}/file",
    summary="Its bytes",
    openapi_extra=sending("image/png", "image/jpeg", "image/gif", "image/webp"),
)
def images_file(request: Asked, pk: UUID) -> Any:
    found = _find(request, pk)
    return picture_response(bytes(found.data), found.media_type)


@router.delete(
    "/guideline-images/{uuid:pk}",
    response={204: None},
    summary="Take a picture away",
    openapi_extra=MATCHING,
)
def images_delete(request: Asked, pk: UUID) -> Any:
    """Earlier wordings still show it."""
    found = _managed(request, pk)
    demand_match(request, _image(found))
    remove_image(image=found, by=request.user, at=timezone.now())
    return Status(204, None)


@router.post("/guideline-images/{uuid:pk}/restore", response=ImageOut, summary="Put it back")
def images_restore(request: Asked, pk: UUID) -> Any:
    """Unless another one has its name by now."""
    found = _managed(request, pk)
    if found.removed_at:
        put_back_image(image=found, by=request.user)
    return _image(found)


def _find(request: Asked, pk: UUID) -> GuidelineImage:
    """Raises Http404 for strangers."""
    seen = Project.objects.visible_to(request.user).values("pk")
    rows = GuidelineImage.objects.without_bytes().filter(project__in=seen)
    return get_object_or_404(rows, pk=pk)


def _managed(request: Asked, pk: UUID) -> GuidelineImage:
    """Locked, with its bytes. Raises Http404, PermissionDenied, Problem."""
    find_managed(request, _find(request, pk).project_id)
    return GuidelineImage.objects.select_for_update(of=("self",)).get(pk=pk)


def _image(row: GuidelineImage) -> ImageOut:
    return ImageOut(**facts_of(row, ImageOut))


def _rows(found: list[Any]) -> list[WordingRow]:
    writers: list[User | None] = writers_of(found)
    return [
        WordingRow(
            wording=one.pgh_id,
            length=one.length,
            by=by.pk if by else None,
            at=one.pgh_created_at,
        )
        for one, by in zip(found, writers, strict=True)
    ]
