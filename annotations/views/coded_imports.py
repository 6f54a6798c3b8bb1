"""Files of annotations: given, looked through, agreed to, and what came of them."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.actions.coded import Terms
from annotations.actions.coded_imports import (
    cancel_coded_import,
    look_again,
    retry_coded_import,
    start_coded_import,
    terms_of,
)
from annotations.actions.keeping import Refused
from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.importing import keep_coded_files
from annotations.exchange.coded.noted import entries_as_csv, lines_as_csv
from annotations.forms.coded_imports import CodedFileForm, CodedTermsForm
from annotations.models import CodedImport, Project
from annotations.permissions import can_keep_codebook, can_see_coded_import
from annotations.queries.coded_imports import (
    all_entries_of,
    all_lines_of,
    coded_entries_of,
    coded_imports_of,
    coded_lines_of,
    coders_of,
    new_things_of,
)
from annotations.queries.coded_taking_back import last_coded_taking
from annotations.queries.projects import members_of
from annotations.web.files import csv_file
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_managed
from annotations.web.uploads import MAX_FILES, overflowed

FORMATS = [(one.name, one.title) for one in READABLE.values()]
COUNTS = {
    "articles": gettext_lazy("New articles"),
    "known": gettext_lazy("Articles that are here already"),
    "added": gettext_lazy("Articles added to the project"),
    "codings": gettext_lazy("New codings"),
    "annotations": gettext_lazy("New annotations"),
    "there": gettext_lazy("Annotations that are here already"),
    "links": gettext_lazy("Links between statements"),
    "left": gettext_lazy("Left out"),
    "refused": gettext_lazy("Refused"),
}


@reading
def coded_import_page(request: Request, pk: UUID) -> HttpResponse:
    """For managers: coders of a file may be anybody."""
    project = load_managed(request, pk)
    return _page(request, project, _file_form())


@acting
def coded_import_create(request: Request, pk: UUID) -> HttpResponse:
    project = load_managed(request, pk)
    form = _file_form(request.POST, request.FILES)
    if overflowed(request):
        form.add_error("files", _("The file is too large. Split it into several."))
    elif len(request.FILES.getlist("files")) > MAX_FILES:
        many = _("At most %(count)s files at once. Put them into a zip.") % {"count": MAX_FILES}
        form.add_error("files", many)
    if not form.is_valid() or not _may(request, project, form):
        return _page(request, project, form, status=422)
    try:
        upload = keep_coded_files(
            form.cleaned_data["files"],
            project=project,
            form=form.cleaned_data["form"],
            terms=form.terms,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error("files", str(refusal))
        return _page(request, project, form, status=422)
    return redirect("coded-import-detail", upload.pk)


@reading
def coded_import_detail(request: Request, pk: UUID) -> HttpResponse:
    """What would come of it, how far it is, or what came."""
    upload = _upload(request, pk)
    return _detail(request, upload, _terms_form(upload))


@acting
def coded_import_look(request: Request, pk: UUID) -> HttpResponse:
    """Find out what would come of it otherwise."""
    upload = _upload(request, pk)
    form = _terms_form(upload, request.POST)
    if not form.is_valid() or not _may(request, upload.project, form):
        return _detail(request, upload, form, status=422)
    return _done(
        request,
        upload,
        look_again,
        form=form.cleaned_data["form"],
        terms=form.terms,
        at=timezone.now(),
    )


@acting
def coded_import_start(request: Request, pk: UUID) -> HttpResponse:
    return _done(request, _upload(request, pk), start_coded_import, at=timezone.now())


@acting
def coded_import_retry(request: Request, pk: UUID) -> HttpResponse:
    """Go on where the worker gave up."""
    return _done(request, _upload(request, pk), retry_coded_import)


@acting
def coded_import_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call it off, or discard it before it has begun."""
    upload = _upload(request, pk)
    was_begun = upload.started_at is not None
    cancel_coded_import(upload=upload, by=request.user, at=timezone.now())
    if not was_begun:
        messages.info(request, _("The file is discarded. Nothing of it was taken in."))
        return redirect("coded-import-page", upload.project_id)
    return redirect("coded-import-detail", upload.pk)


@reading
def coded_import_entries(request: Request, pk: UUID) -> HttpResponseBase:
    """What is made of each coder's annotations of each text, as a file."""
    return csv_file(entries_as_csv(all_entries_of(_upload(request, pk))), "annotations")


@reading
def coded_import_refused(request: Request, pk: UUID) -> HttpResponseBase:
    """What does not come and why, as a file."""
    return csv_file(lines_as_csv(all_lines_of(_upload(request, pk))), "refused")


def _upload(request: Request, pk: UUID) -> CodedImport:
    imports = CodedImport.objects.visible_to(request.user).with_role_of(request.user)
    upload = get_object_or_404(imports.select_related("project__codebook", "owner"), pk=pk)
    demand(can_see_coded_import(upload))
    return upload


def _done(request: Request, upload: CodedImport, act: Any, **how: Any) -> HttpResponse:
    try:
        act(upload=upload, by=request.user, **how)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("coded-import-detail", upload.pk)


def _may(request: Request, project: Project, form: CodedFileForm | CodedTermsForm) -> bool:
    may = not form.terms.new_tags or can_keep_codebook(request.user, project.codebook)
    if not may:
        form.add_error("new_tags", _("You may not change the codebook."))
    return may


def _file_form(*data: Any) -> CodedFileForm:
    help_text = _("Or a zip of several; up to %(size)s together.") % {
        "size": f"{settings.IMPORT_MAX_BYTES // 1024**2} MB"
    }
    return CodedFileForm(*data, formats=FORMATS, help_text=help_text)


def _terms_form(upload: CodedImport, *data: Any) -> CodedTermsForm:
    terms: Terms = terms_of(upload)
    is_open = not upload.started_at and not upload.finished_at
    return CodedTermsForm(
        *data,
        formats=FORMATS,
        coders=coders_of(upload) if is_open else [],
        members=[one.user for one in members_of(upload.project)] if is_open else [],
        chosen=dict(terms.coders),
        initial={"form": upload.form, **upload.terms},
    )


def _page(
    request: Request, project: Project, form: CodedFileForm, status: int = 200
) -> HttpResponse:
    context = {"project": project, "form": form, "imports": coded_imports_of(project)}
    return render(request, "coded_imports/page.html", context, status=status)


def _detail(
    request: Request, upload: CodedImport, form: CodedTermsForm, status: int = 200
) -> HttpResponse:
    lines = request.GET.get("show") == "refused"
    rows: Any = coded_lines_of(upload) if lines else coded_entries_of(upload)
    counts = upload.counts if upload.started_at else upload.planned
    context = {
        "upload": upload,
        "form": form,
        "format": READABLE[upload.form].title if upload.form in READABLE else "",
        "tally": [(words, counts[name]) for name, words in COUNTS.items() if counts.get(name)],
        "refused": counts.get("refused", 0) + counts.get("left", 0),
        # Would come if the codebook got them.
        "for_tags": counts.get("unknown_tags", 0) if upload.is_waiting else 0,
        "is_bringing": any(counts.get(name) for name in ("added", "codings", "annotations")),
        # Articles and codings would come, and nothing of what was said about them.
        "is_hollow": bool(counts.get("refused")) and not counts.get("annotations"),
        "shown": "refused" if lines else "entries",
        "page": page_of(rows, [Key("number")], request.GET.get("page", "")),
        "things": new_things_of(upload),
        "taking": last_coded_taking(upload),
    }
    return render_page(
        request, "coded_imports/detail.html", "coded_imports/_state.html", context, status
    )
