"""Files of annotations: given, looked through, agreed to and taken in; each can be taken back."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field, StrictStr

from annotations.actions.coded import Terms
from annotations.actions.coded_imports import (
    cancel_coded_import,
    look_again,
    retry_coded_import,
    start_coded_import,
    terms_of,
)
from annotations.api.inputs import Body, Flag, Word, demand_known, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.projects import find_managed, find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.importing import keep_coded_files
from annotations.models import CodedImport, CodedImportEntry, CodedImportLine, Membership, State
from annotations.permissions import can_keep_codebook, can_manage, can_see_coded_import
from annotations.queries.coded_imports import coders_of
from annotations.web.guards import demand
from annotations.web.paging import Key

router = Router()
UserName = Annotated[StrictStr, Field(max_length=150)]
# "" where the file is to tell it itself.
FormatName = Annotated[StrictStr, Field(json_schema_extra={"enum": ["", *READABLE]})]
YesNo = Literal["true", "false"]
BY_NUMBER = (Key("number"),)


class AnnotationImportOut(Schema):
    """While it is looking, nobody knows yet what would come of it; waiting, it waits for a start.
    `planned` counts what would come, `counts` what came. `why` says why nothing can be read."""

    id: UUID
    project: UUID
    by: UUID | None
    filename: str
    size: int
    form: str
    state: State
    why: str
    coder: str
    source_name: str
    finished: bool
    new_tags: bool
    position: int
    planned: dict[str, int]
    counts: dict[str, int]
    uploaded_at: datetime
    looked_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None


class AnnotationFacts(Body):
    """`coder` is who made what the file ascribes to nobody, `source_name` whose articles those are
    that name no source. With `finished`, codings that do not say so count as done; with `new_tags`,
    tags that the codebook lacks come into it."""

    form: FormatName = ""
    coder: UserName = ""
    source_name: Word = ""
    finished: YesNo = "false"
    new_tags: YesNo = "false"


class ImportChange(Body):
    """How it is to be read and taken instead. `coders` says of names in the file which account is
    meant, null for an account of its own that nobody signs in with."""

    form: StrictStr = unsaid()
    coder: UserName = unsaid()
    source_name: Word = unsaid()
    finished: Flag = unsaid()
    new_tags: Flag = unsaid()
    coders: dict[str, UUID | None] = unsaid()


class CoderOut(Schema):
    """Somebody whose annotations the file has, and whose `account` is meant, if there is one."""

    name: str
    codings: int
    annotations: int
    account: UUID | None


class Coders(Schema):
    items: list[CoderOut]


class EntryOut(Schema):
    """What comes of one coder’s annotations of one text; `at` is where it stands in the file."""

    number: int
    at: str
    title: str
    coder: str
    article: UUID | None
    coding: UUID | None
    is_new_article: bool
    is_new_coding: bool
    made: int
    there: int
    refused: int


class RefusedOut(Schema):
    """What does not come: refused, or left out by the rules."""

    number: int
    at: str
    why: str
    is_left_out: bool


def shape(row: CodedImport) -> AnnotationImportOut:
    # Once it is done with, nobody needs these any more, and they are forgotten.
    terms = terms_of(row)
    told = {name: getattr(terms, name) for name in ("coder", "source_name", "finished", "new_tags")}
    facts = facts_of(row, AnnotationImportOut, "by", *told)
    return AnnotationImportOut(by=row.owner_id, **told, **facts)


def find_upload(request: Asked, pk: UUID) -> CodedImport:
    """Raises Http404 for strangers, PermissionDenied for whoever does not manage the project."""
    rows = CodedImport.objects.visible_to(request.user).with_role_of(request.user)
    upload = get_object_or_404(rows.select_related("project__codebook", "owner"), pk=pk)
    demand(can_see_coded_import(upload))
    return upload


def find_given(request: Asked, pk: UUID) -> CodedImport:
    """To do something with it, by a token for it. Raises Http404, PermissionDenied, Problem."""
    upload = find_upload(request, pk)
    find_managed(request, upload.project_id)
    return upload


@router.get(
    "/projects/{uuid:pk}/annotation-imports",
    response=Listing[AnnotationImportOut],
    summary="Files of annotations",
)
def annotation_imports_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """For managers."""
    project = find_project(request, pk)
    demand(can_manage(project))
    rows = CodedImport.objects.filter(project=project)
    return listed(request, response, rows, cut, each(shape))


@router.post(
    "/projects/{uuid:pk}/annotation-imports",
    response={202: AnnotationImportOut},
    summary="Give a file of annotations",
)
def annotation_imports_create(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    file: Annotated[UploadedFile, File(...)],
    facts: Annotated[AnnotationFacts, Form(...)],
) -> Any:
    """It is looked through soon, and nothing is taken in before it is started. A zip may have
    several of one format."""
    project = find_managed(request, pk)
    demand_known(request, AnnotationFacts)
    _demand_format(facts.form or None)
    terms = Terms(
        coder=facts.coder,
        source_name=facts.source_name,
        finished=facts.finished == "true",
        new_tags=facts.new_tags == "true",
    )
    _demand_may(request, project.codebook, terms)
    upload = keep_coded_files(
        [file],
        project=project,
        form=facts.form,
        terms=terms,
        by=request.user,
        at=timezone.now(),
    )
    response["Location"] = f"/api/annotation-imports/{upload.pk}"
    return Status(202, shape(upload))


@router.get(
    "/annotation-imports/{uuid:pk}", response=AnnotationImportOut, summary="What became of one"
)
def annotation_imports_get(request: Asked, pk: UUID) -> Any:
    return shape(find_upload(request, pk))


@router.patch(
    "/annotation-imports/{uuid:pk}",
    response=AnnotationImportOut,
    summary="Look through it otherwise",
    openapi_extra=MATCHING,
)
def annotation_imports_change(request: Asked, pk: UUID, body: ImportChange) -> Any:
    """As long as it is not started. What would come of it is found out anew."""
    upload = _meant(request, pk)
    changes = said(body)
    form = changes.pop("form", upload.form)
    _demand_format(form)
    if "coders" in changes:
        changes["coders"] = {**terms_of(upload).coders, **_coders(upload, changes["coders"])}
    terms = replace(terms_of(upload), **changes)
    _demand_may(request, upload.project.codebook, terms)
    at = timezone.now()
    return shape(look_again(upload=upload, form=form, terms=terms, by=request.user, at=at))


@router.post(
    "/annotation-imports/{uuid:pk}/start",
    response={202: AnnotationImportOut},
    summary="Take it in as it was looked at",
    openapi_extra=MATCHING,
)
def annotation_imports_start(request: Asked, pk: UUID) -> Any:
    """Soon; ask again what came of it."""
    upload = _meant(request, pk)
    started = start_coded_import(upload=upload, by=request.user, at=timezone.now())
    return Status(202, shape(started))


@router.post(
    "/annotation-imports/{uuid:pk}/cancel", response=AnnotationImportOut, summary="Call it off"
)
def annotation_imports_cancel(request: Asked, pk: UUID) -> Any:
    """What was taken in stays; before it is started, the file is discarded."""
    upload = find_given(request, pk)
    return shape(cancel_coded_import(upload=upload, by=request.user, at=timezone.now()))


@router.post(
    "/annotation-imports/{uuid:pk}/retry",
    response=AnnotationImportOut,
    summary="Go on where it failed",
)
def annotation_imports_retry(request: Asked, pk: UUID) -> Any:
    return shape(retry_coded_import(upload=find_given(request, pk), by=request.user))


@router.get("/annotation-imports/{uuid:pk}/coders", response=Coders, summary="Who annotated in it")
def annotation_imports_coders(request: Asked, pk: UUID) -> Any:
    """As far as it was looked through."""
    upload = find_upload(request, pk)
    named = terms_of(upload).coders
    return Coders(
        items=[
            CoderOut(
                name=one.name,
                codings=one.codings,
                annotations=one.annotations,
                account=named.get(one.name, one.user.pk if one.user else None),
            )
            for one in coders_of(upload)
        ]
    )


@router.get(
    "/annotation-imports/{uuid:pk}/entries",
    response=Listing[EntryOut],
    summary="What comes of it, text by text",
)
def annotation_entries_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = CodedImportEntry.objects.filter(upload=find_upload(request, pk))
    return listed(request, response, rows, cut, each(_entry), BY_NUMBER)


@router.get(
    "/annotation-imports/{uuid:pk}/refused",
    response=Listing[RefusedOut],
    summary="What does not come, and why",
)
def annotation_lines_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = CodedImportLine.objects.filter(upload=find_upload(request, pk))
    return listed(request, response, rows, cut, each(_line), BY_NUMBER)


def _meant(request: Asked, pk: UUID) -> CodedImport:
    """In the state that the request means, locked. Raises Http404, PermissionDenied, Problem."""
    upload = find_given(request, pk)
    CodedImport.objects.select_for_update().get(pk=pk)
    upload.refresh_from_db(fields=[field.name for field in upload._meta.concrete_fields])
    demand_match(request, shape(upload))
    return upload


def _demand_format(form: str | None) -> None:
    """Raises Problem."""
    if form is not None and form not in READABLE:
        raise blamed("form", _("There is no such format."))


def _demand_may(request: Asked, codebook: Any, terms: Terms) -> None:
    """Raises PermissionDenied."""
    demand(not terms.new_tags or can_keep_codebook(request.user, codebook))


def _coders(upload: CodedImport, told: dict[str, UUID | None]) -> dict[str, UUID | None]:
    """A member is meant, or whoever is called so. Raises Problem."""
    known = {one.name: one.user for one in coders_of(upload)}
    members = set(Membership.objects.filter(project=upload.project).values_list("user", flat=True))
    for name, account in told.items():
        if name not in known:
            raise blamed(f"coders/{name}", _("The file names nobody like that."))
        user = known[name]
        offered = members | {user.pk} if user else {*members, None}
        if account not in offered:
            raise blamed(f"coders/{name}", _("This is no member of the project."))
    return told


def _entry(row: CodedImportEntry) -> EntryOut:
    facts = facts_of(row, EntryOut, "article")
    return EntryOut(article=row.project_article_id, **facts)


def _line(row: CodedImportLine) -> RefusedOut:
    return RefusedOut(**facts_of(row, RefusedOut))
