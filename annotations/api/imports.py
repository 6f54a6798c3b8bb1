"""Files of many articles, taken in by the worker; ask again how far it is."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status, UploadedFile

from annotations.actions.imports import cancel_import, retry_import, start_import
from annotations.api.articles import find_open
from annotations.api.inputs import Body, Word, demand_known
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.rows import facts_of
from annotations.domain.text import CannotExtract
from annotations.exchange.imports import keep_upload
from annotations.forms.extraction_errors import sentence_of
from annotations.forms.imports import reason_of
from annotations.models import Import, ImportEntry, ImportOutcome, State
from annotations.web.paging import Key

router = Router()


class ImportOut(Schema):
    """`position` articles are dealt with; that is how many were new, here before, and so on."""

    id: UUID
    project: UUID
    by: UUID
    filename: str
    size: int
    state: State
    position: int
    created: int
    existing: int
    added: int
    revised: int
    refused: int
    uploaded_at: datetime
    finished_at: datetime | None


class RefusalOut(Schema):
    """`name` of a file in an archive, `line` of a row."""

    number: int
    name: str
    line: int
    why: str


class ImportFacts(Body):
    """`source_name` is for those that name none."""

    source_name: Word = ""


def shape(row: Import) -> ImportOut:
    return ImportOut(by=row.owner_id, **facts_of(row, ImportOut, "by"))


@router.get(
    "/projects/{uuid:pk}/imports", response=Listing[ImportOut], summary="Files of many articles"
)
def imports_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = Import.objects.filter(project=find_open(request, pk))
    return listed(request, response, rows, cut, each(shape))


@router.post(
    "/projects/{uuid:pk}/imports", response={202: ImportOut}, summary="Take in a file of many"
)
def imports_create(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    file: Annotated[UploadedFile, File(...)],
    facts: Annotated[ImportFacts, Form(...)],
) -> Any:
    """A zip archive, JSON lines, or a table as CSV, with columns named as its page says."""
    project, at = find_open(request, pk), timezone.now()
    demand_known(request, ImportFacts)
    try:
        upload = keep_upload(file, project=project, by=request.user, at=at)
    except CannotExtract as refusal:
        raise blamed("file", sentence_of(refusal)) from refusal
    upload = start_import(
        upload=upload, by=request.user, at=at, meanings={}, source_name=facts.source_name
    )
    response["Location"] = f"/api/imports/{upload.pk}"
    return Status(202, shape(upload))


@router.get("/imports/{uuid:pk}", response=ImportOut, summary="How far one is")
def imports_get(request: Asked, pk: UUID) -> Any:
    return shape(_find(request, pk))


@router.get(
    "/imports/{uuid:pk}/refused", response=Listing[RefusalOut], summary="What was refused, and why"
)
def import_refusals_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = ImportEntry.objects.filter(upload=_find(request, pk), outcome=ImportOutcome.REFUSED)
    return listed(request, response, rows, cut, each(_refusal), [Key("number")])


@router.post("/imports/{uuid:pk}/cancel", response=ImportOut, summary="Call it off")
def imports_cancel(request: Asked, pk: UUID) -> Any:
    """What was taken in stays."""
    upload = _find(request, pk)
    return shape(cancel_import(upload=upload, by=request.user, at=timezone.now()))


@router.post("/imports/{uuid:pk}/retry", response=ImportOut, summary="Go on where it failed")
def imports_retry(request: Asked, pk: UUID) -> Any:
    return shape(retry_import(upload=_find(request, pk), by=request.user))


def _find(request: Asked, pk: UUID) -> Import:
    upload = get_object_or_404(Import.objects.visible_to(request.user), pk=pk)
    find_open(request, upload.project_id)
    return upload


def _refusal(entry: ImportEntry) -> RefusalOut:
    return RefusalOut(
        number=entry.number, name=entry.name, line=entry.line, why=str(reason_of(entry))
    )
