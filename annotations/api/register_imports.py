"""Files for the register: given, looked at as a plan, agreed to and applied."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Query, Router, Schema, Status, UploadedFile

from annotations.actions.register_imports import discard_register_import, retry_register_import
from annotations.api.inputs import Body, demand_known
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.domain.register import CannotRead
from annotations.exchange.register.importing import plan_now_or_later, start, take_register_file
from annotations.exchange.register.starter import keep_starter
from annotations.forms.register_files import sentence_of
from annotations.models import Plan, RegisterImport, RegisterImportRow, State
from annotations.permissions import can_keep_actors
from annotations.queries.register_files import rows_of_import, tally_of
from annotations.web.guards import demand
from annotations.web.paging import Key

router = Router()
PlanName = Literal["create", "change", "same", "refused"]
BY_NUMBER = (Key("number"),)


class RegisterImportListed(Schema):
    """`rows` are read, `planned` of them are planned, and all up to the one of the number
    `position` are applied. Where it is refused nothing of the file could be read, and `why` says
    why. Where it `is_renewed`, the register changed before it was applied: it has to be looked at
    again."""

    id: UUID
    by: UUID | None
    filename: str
    state: State
    why: str
    is_renewed: bool
    rows: int
    planned: int
    position: int
    ignored: dict[str, int]
    uploaded_at: datetime
    planned_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None


class RegisterImportOut(RegisterImportListed):
    """With how many rows there are of each plan: create, change, same and refused."""

    plans: dict[str, int]


class NoFacts(Body):
    """The file is all that there is to say."""


class FieldChange(Schema):
    """As files write it; empty where there is nothing."""

    field: str
    old: str
    new: str


class RegisterRowOut(Schema):
    """What becomes of a row of the file; `part` and `line` are where it stands there, `target` is
    the actor or the post. `why` says why it is refused, and `stay` why it stays where the import
    is taken back."""

    number: int
    part: str
    line: int
    title: str
    is_post: bool
    plan: str
    target: UUID | None
    changes: list[FieldChange]
    why: str
    back: str
    stay: str


class OfPlan(Schema):
    plan: PlanName | None = None


def shape(upload: RegisterImport) -> RegisterImportOut:
    tally = tally_of(upload)
    return RegisterImportOut(plans={plan: tally[plan] for plan in Plan.values}, **_facts(upload))


def find_register_import(request: Asked, pk: UUID) -> RegisterImport:
    """One's own, or one that was applied. Raises Http404, PermissionDenied."""
    upload = get_object_or_404(RegisterImport.objects.visible_to(request.user), pk=pk)
    demand(can_keep_actors(request.user))
    return upload


@router.get(
    "/register-imports", response=Listing[RegisterImportListed], summary="Files for the register"
)
def register_imports_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    """Your own, and those of others that were applied."""
    demand(can_keep_actors(request.user))
    rows = RegisterImport.objects.visible_to(request.user)
    return listed(request, response, rows, cut, each(_row))


@router.post(
    "/register-imports", response={202: RegisterImportOut}, summary="Give a file for the register"
)
def register_imports_create(
    request: Asked, response: HttpResponse, file: Annotated[UploadedFile, File(...)]
) -> Any:
    """A table, two of them in a zip, a workbook, or Popolo. Nothing is changed before it is
    started; a large one is read and planned soon."""
    demand(can_keep_actors(request.user))
    demand_known(request, NoFacts)
    at = timezone.now()
    opened: Any = file.file
    try:
        upload = take_register_file(opened, filename=file.name or "", by=request.user, at=at)
    except CannotRead as problem:
        raise blamed("file", sentence_of(problem)) from problem
    return _given(response, upload)


@router.post(
    "/register-imports/starter",
    response={202: RegisterImportOut},
    summary="Countries and organisations to begin with",
)
def register_imports_starter(request: Asked, response: HttpResponse) -> Any:
    """Looked at as any file is."""
    demand(can_keep_actors(request.user))
    at = timezone.now()
    upload = keep_starter(filename=_("The starter"), by=request.user, at=at)
    return _given(response, plan_now_or_later(upload, at))


@router.get("/register-imports/{uuid:pk}", response=RegisterImportOut, summary="How far one is")
def register_imports_get(request: Asked, pk: UUID) -> Any:
    return shape(find_register_import(request, pk))


@router.get(
    "/register-imports/{uuid:pk}/rows",
    response=Listing[RegisterRowOut],
    summary="What becomes of it, row by row",
)
def register_rows_list(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    cut: Paging,
    which: Annotated[OfPlan, Query(...)],
) -> Any:
    """Of one `plan` or all of them, as far as it is read."""
    upload = find_register_import(request, pk)
    rows = RegisterImportRow.objects.filter(upload=upload)
    if which.plan:
        rows = rows.filter(plan=which.plan)
    return listed(request, response, rows, cut, each(_entry), BY_NUMBER)


@router.get(
    "/register-imports/{uuid:pk}/refused",
    response=Listing[RegisterRowOut],
    summary="What was refused, and why",
)
def register_refused_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = rows_of_import(find_register_import(request, pk), Plan.REFUSED)
    return listed(request, response, rows, cut, each(_entry), BY_NUMBER)


@router.post(
    "/register-imports/{uuid:pk}/start",
    response={202: RegisterImportOut},
    summary="Apply it as it was looked at",
    openapi_extra=MATCHING,
)
def register_imports_start(request: Asked, pk: UUID) -> Any:
    """What is little at once, else soon. Where the register has changed since, and with it what
    would be done, it waits again."""
    upload = find_register_import(request, pk)
    upload = RegisterImport.objects.select_for_update().get(pk=upload.pk)
    demand_match(request, shape(upload))
    return Status(202, shape(start(upload, by=request.user, at=timezone.now())))


@router.post(
    "/register-imports/{uuid:pk}/cancel", response=RegisterImportOut, summary="Discard the file"
)
def register_imports_cancel(request: Asked, pk: UUID) -> Any:
    """As long as it is not started; later it is taken back."""
    upload = find_register_import(request, pk)
    return shape(discard_register_import(upload=upload, by=request.user, at=timezone.now()))


@router.post(
    "/register-imports/{uuid:pk}/retry", response=RegisterImportOut, summary="Go on where it failed"
)
def register_imports_retry(request: Asked, pk: UUID) -> Any:
    upload = find_register_import(request, pk)
    return shape(retry_register_import(upload=upload, by=request.user))


def _given(response: HttpResponse, upload: RegisterImport) -> Any:
    response["Location"] = f"/api/register-imports/{upload.pk}"
    return Status(202, shape(upload))


def _facts(upload: RegisterImport) -> dict[str, Any]:
    facts = facts_of(upload, RegisterImportListed, "by", "why")
    return {**facts, "by": upload.owner_id, "why": sentence_of(upload)}


def _row(upload: RegisterImport) -> RegisterImportListed:
    return RegisterImportListed(**_facts(upload))


def _entry(row: RegisterImportRow) -> RegisterRowOut:
    changes = [FieldChange(field=field, old=old, new=new) for field, old, new in row.changes]
    facts = facts_of(row, RegisterRowOut, "changes", "why")
    return RegisterRowOut(changes=changes, why=sentence_of(row), **facts)
