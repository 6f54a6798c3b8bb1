"""Imports of annotations taken back, after a look at what that would do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from annotations.actions.coded_taking_back import (
    look_at_taking_coded_back,
    start_taking_coded_back,
)
from annotations.actions.keeping import Refused
from annotations.models import CodedImport, Keeps
from annotations.permissions import can_see_coded_import
from annotations.queries.coded_taking_back import (
    entries_staying,
    last_coded_taking,
    reasons_of,
    tally_of_coded_back,
    things_staying,
)
from annotations.web.guards import acting, demand
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of


@require_http_methods(["GET", "HEAD", "POST"])
def coded_import_take_back(request: Request, pk: UUID) -> HttpResponse:
    """What is found out, or how far it is; asked anew by a POST, which changes nothing yet."""
    upload = _upload(request, pk)
    if request.method == "POST":
        try:
            look_at_taking_coded_back(upload=upload, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("coded-import-take-back", pk)
    page = page_of(entries_staying(upload), [Key("number")], request.GET.get("page", ""))
    context = {
        "upload": upload,
        "taking": last_coded_taking(upload),
        "tally": tally_of_coded_back(upload),
        "page": page,
        "rows": [(entry, reasons_of(entry)) for entry in page.rows],
        "things": [(thing, Keeps(thing.why)) for thing in things_staying(upload)],
    }
    return render_page(request, "coded_taking/page.html", "coded_taking/_state.html", context)


@acting
def coded_import_take_back_start(request: Request, pk: UUID) -> HttpResponse:
    """Agree to what was found out. What came into use meanwhile stays."""
    upload = _upload(request, pk)
    taking = get_object_or_404(upload.takings_back.filter(finished_at=None))
    try:
        start_taking_coded_back(taking=taking, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("coded-import-take-back", pk)


def _upload(request: Request, pk: UUID) -> CodedImport:
    imports = CodedImport.objects.visible_to(request.user).with_role_of(request.user)
    begun = imports.filter(started_at__isnull=False).select_related("project", "owner")
    upload = get_object_or_404(begun, pk=pk)
    demand(can_see_coded_import(upload))
    return upload
