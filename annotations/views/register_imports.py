"""Files for the register: sent, looked at as a plan, and applied."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused
from annotations.actions.register_imports import discard_register_import, retry_register_import
from annotations.domain.register import CannotRead
from annotations.exchange.register.importing import plan_now_or_later, start, take_register_file
from annotations.exchange.register.starter import keep_starter
from annotations.exchange.spreadsheets import as_csv
from annotations.forms.register_files import (
    RegisterFileForm,
    changes_in_words,
    sentence_of,
)
from annotations.models import Plan, RegisterImport
from annotations.permissions import can_keep_actors
from annotations.queries.register_files import rows_of_import, shown_plan, tally_of
from annotations.views.register_files import files_page
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.uploads import overflowed


@acting
def register_import_create(request: Request) -> HttpResponse:
    demand(can_keep_actors(request.user))
    form = RegisterFileForm(request.POST, request.FILES)
    if overflowed(request):
        form.add_error(None, _("The file is too large. Split it into several."))
    if not form.is_valid():
        return files_page(request, form, status=422)
    file, now = form.cleaned_data["file"], timezone.now()
    try:
        upload = take_register_file(file.file, filename=file.name, by=request.user, at=now)
    except (Refused, CannotRead) as refusal:
        said = sentence_of(refusal) if isinstance(refusal, CannotRead) else str(refusal)
        form.add_error("file", said)
        return files_page(request, form, status=422)
    return redirect("register-import-detail", upload.pk)


@acting
def register_starter(request: Request) -> HttpResponse:
    """The starter is looked at as any file is."""
    demand(can_keep_actors(request.user))
    now = timezone.now()
    try:
        upload = keep_starter(filename=_("The starter"), by=request.user, at=now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("register-files")
    plan_now_or_later(upload, now)
    return redirect("register-import-detail", upload.pk)


@reading
def register_import_detail(request: Request, pk: UUID) -> HttpResponse:
    """What would change; how far it is; what was done."""
    upload = _upload(request, pk)
    tally = tally_of(upload)
    shown = shown_plan(tally, request.GET.get("show", ""))
    page = page_of(rows_of_import(upload, shown), [Key("number")], request.GET.get("page", ""))
    context = {
        "upload": upload,
        "shown": shown,
        "page": page,
        "rows": [
            {"row": row, "changes": changes_in_words(row), "why": sentence_of(row)}
            for row in page.rows
        ],
        "tallies": [(plan.value, plan.label, tally[plan]) for plan in Plan],
        "to_do": tally[Plan.CREATE] + tally[Plan.CHANGE],
        "refused": tally[Plan.REFUSED],
        "problem": sentence_of(upload),
    }
    return render_page(request, "register_files/plan.html", "register_files/_plan.html", context)


@acting
def register_import_start(request: Request, pk: UUID) -> HttpResponse:
    """Agree to the plan. Where the register has changed since, the new one is shown."""
    upload = _upload(request, pk)
    try:
        start(upload, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("register-import-detail", pk)


@acting
def register_import_retry(request: Request, pk: UUID) -> HttpResponse:
    """Go on where the worker gave up."""
    upload = _upload(request, pk)
    try:
        retry_register_import(upload=upload, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("register-import-detail", pk)


@acting
def register_import_discard(request: Request, pk: UUID) -> HttpResponse:
    upload = _upload(request, pk)
    try:
        discard_register_import(upload=upload, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("register-import-detail", pk)
    messages.info(request, _("The file is discarded. Nothing of it was applied."))
    return redirect("register-files")


@reading
def register_import_refused(request: Request, pk: UUID) -> HttpResponseBase:
    """What was refused and why, as a file."""
    upload = _upload(request, pk)
    rows = rows_of_import(upload, Plan.REFUSED).order_by("number").iterator(chunk_size=500)
    head = [_("table"), _("line"), _("name"), _("why")]
    lines = ([row.part, str(row.line), row.title, sentence_of(row)] for row in rows)
    return StreamingHttpResponse(
        as_csv(head, lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="refused.csv"'},
    )


def _upload(request: Request, pk: UUID) -> RegisterImport:
    upload = get_object_or_404(RegisterImport.objects.visible_to(request.user), pk=pk)
    demand(can_keep_actors(request.user))
    return upload
