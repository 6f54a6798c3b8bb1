"""Files of many articles: sent, looked at, taken in by the worker, and what became of them."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.imports import cancel_import, retry_import, start_import
from annotations.actions.keeping import Refused
from annotations.domain.text import CannotExtract
from annotations.exchange.imports import keep_upload, layout_kept, look_at
from annotations.exchange.refusals import refusals_as_csv
from annotations.forms.extraction_errors import sentence_of
from annotations.forms.imports import ColumnsForm, ImportFileForm, reason_of
from annotations.models import Import, ImportOutcome, Project
from annotations.permissions import can_take_back, can_take_in_articles
from annotations.queries.imports import entries_of, imports_of, refused_of, shown_outcome
from annotations.queries.intake import source_names
from annotations.queries.taking_out import last_taking_out
from annotations.web.files import csv_file
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_project
from annotations.web.uploads import overflowed


@reading
def import_list(request: Request, pk: UUID) -> HttpResponse:
    """Where a file is given, and those that were."""
    return _list(request, _project(request, pk), ImportFileForm())


@acting
def import_create(request: Request, pk: UUID) -> HttpResponse:
    project = _project(request, pk)
    form = ImportFileForm(request.POST, request.FILES)
    if overflowed(request):
        form.add_error(None, _("The file is too large. Split it into several."))
    if not form.is_valid():
        return _list(request, project, form, status=422)
    try:
        upload = keep_upload(
            form.cleaned_data["file"], project=project, by=request.user, at=timezone.now()
        )
    except (Refused, CannotExtract) as refusal:
        form.add_error("file", _sentence(refusal))
        return _list(request, project, form, status=422)
    return redirect("import-detail", upload.pk)


@reading
def import_detail(request: Request, pk: UUID) -> HttpResponse:
    """A first look while it waits, and how far it is or what became of it later."""
    upload = _upload(request, pk)
    if not upload.is_waiting:
        return _report(request, upload)
    columns, known = _columns(upload)
    form = ColumnsForm(request.GET or None, columns=columns, known=known)
    tried = form.meanings if form.is_bound and form.is_valid() else None
    return _look(request, upload, form, tried)


@acting
def import_start(request: Request, pk: UUID) -> HttpResponse:
    upload = _upload(request, pk)
    columns, known = _columns(upload)
    form = ColumnsForm(request.POST, columns=columns, known=known)
    if not form.is_valid():
        return _look(request, upload, form, None, status=422)
    try:
        start_import(
            upload=upload,
            by=request.user,
            at=timezone.now(),
            # Lines that come later may use other names: let each be read by its own.
            meanings={} if form.meanings == known else form.meanings,
            source_name=form.cleaned_data["source_name"],
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("import-detail", upload.pk)


@acting
def import_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call it off, or discard it before it has begun."""
    upload = _upload(request, pk)
    was_waiting = upload.is_waiting
    cancel_import(upload=upload, by=request.user, at=timezone.now())
    if was_waiting:
        messages.info(request, _("The file is discarded. Nothing of it was taken in."))
        return redirect("import-list", upload.project_id)
    return redirect("import-detail", upload.pk)


@acting
def import_retry(request: Request, pk: UUID) -> HttpResponse:
    """Go on where the worker gave up."""
    upload = _upload(request, pk)
    try:
        retry_import(upload=upload, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("import-detail", upload.pk)


@reading
def import_refused(request: Request, pk: UUID) -> HttpResponseBase:
    """What was refused and why, as a file."""
    upload = _upload(request, pk)
    head = [_("file"), _("line"), _("why")]
    return csv_file(refusals_as_csv(refused_of(upload), head, reason_of), "refused")


def _project(request: Request, pk: UUID) -> Project:
    project = load_project(request, pk)
    demand(can_take_in_articles(project))
    return project


def _upload(request: Request, pk: UUID) -> Import:
    imports = Import.objects.visible_to(request.user).with_role_of(request.user)
    upload = get_object_or_404(imports.select_related("project", "owner"), pk=pk)
    demand(can_take_in_articles(upload))
    return upload


def _columns(upload: Import) -> tuple[tuple[str, ...], dict[str, str]]:
    layout = layout_kept(upload)
    return layout.columns, layout.meanings


def _sentence(refusal: Refused | CannotExtract) -> str:
    return sentence_of(refusal) if isinstance(refusal, CannotExtract) else str(refusal)


def _list(
    request: Request, project: Project, form: ImportFileForm, status: int = 200
) -> HttpResponse:
    context = {
        "project": project,
        "form": form,
        "imports": imports_of(project),
        "max_bytes": settings.IMPORT_MAX_BYTES,
    }
    return render(request, "imports/list.html", context, status=status)


def _look(
    request: Request,
    upload: Import,
    form: ColumnsForm,
    meanings: dict[str, str] | None,
    status: int = 200,
) -> HttpResponse:
    looked = look_at(upload, meanings)
    rows: list[dict[str, Any]] = [
        {
            "item": one.item,
            "extract": one.extract,
            "refusal": sentence_of(one.refusal) if one.refusal else "",
        }
        for one in looked
    ]
    context = {
        "upload": upload,
        "form": form,
        "rows": rows,
        # Of what can be seen; where more comes, some of it may be readable.
        "is_readable": any(one.extract for one in looked),
        "is_sourceless": any(one.extract and not one.extract.facts.source_name for one in looked),
        "sources": source_names(),
    }
    return render(request, "imports/look.html", context, status=status)


def _report(request: Request, upload: Import) -> HttpResponse:
    outcome = shown_outcome(upload, request.GET.get("show", ""))
    page = page_of(entries_of(upload, outcome), [Key("number")], request.GET.get("page", ""))
    for entry in page.rows:
        entry.why = reason_of(entry)
    context = {
        "upload": upload,
        "outcome": outcome,
        "page": page,
        "can_take_back": bool(upload.finished_at) and can_take_back(upload, request.user),
        "taking": last_taking_out(upload),
        "tallies": [
            (ImportOutcome.CREATED, ImportOutcome.CREATED.label, upload.created),
            (ImportOutcome.ADDED, ImportOutcome.ADDED.label, upload.added),
            (ImportOutcome.EXISTS, ImportOutcome.EXISTS.label, upload.existing),
            (ImportOutcome.REVISED, ImportOutcome.REVISED.label, upload.revised),
            (ImportOutcome.REFUSED, ImportOutcome.REFUSED.label, upload.refused),
        ],
    }
    return render_page(request, "imports/report.html", "imports/_report.html", context)
