"""Imports into the register taken back, after a look at what that would do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.register_taking_back import look_at_taking_back, start_taking_back
from annotations.forms.register_files import changes_in_words
from annotations.models import Back, RegisterImport, Stay
from annotations.permissions import can_keep_actors
from annotations.queries.register_taking_back import (
    last_taking_back,
    rows_going_back,
    shown_back,
    tally_of_taking_back,
)
from annotations.web.guards import acting, demand
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of


@require_http_methods(["GET", "HEAD", "POST"])
def register_import_take_back(request: Request, pk: UUID) -> HttpResponse:
    """What is found out, or how far it is; asked anew by a POST, which changes nothing yet."""
    upload = _upload(request, pk)
    if request.method == "POST":
        try:
            look_at_taking_back(upload=upload, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("register-import-take-back", pk)
    tally = tally_of_taking_back(upload)
    shown = shown_back(tally, request.GET.get("show", ""))
    rows = rows_going_back(upload, shown)
    page = page_of(rows, [Key("number")], request.GET.get("page", ""))
    context = {
        "upload": upload,
        "taking": last_taking_back(upload),
        "tally": tally,
        "shown": shown,
        "page": page,
        "rows": [
            # What stays changes nothing.
            (row, [], Stay(row.stay).label)
            if row.stay
            else (row, changes_in_words(row, backwards=True), "")
            for row in page.rows
        ],
        "tallies": [(back.value, back.label, tally.backs[back]) for back in Back],
        "going": tally.backs[Back.GOES],
    }
    return render_page(request, "register_taking/page.html", "register_taking/_state.html", context)


@acting
def register_import_take_back_start(request: Request, pk: UUID) -> HttpResponse:
    """Agree to what was found out. What came into use meanwhile stays."""
    upload = _upload(request, pk)
    taking = get_object_or_404(upload.takings_back.filter(finished_at=None))
    try:
        start_taking_back(taking=taking, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("register-import-take-back", pk)


def _upload(request: Request, pk: UUID) -> RegisterImport:
    seen = RegisterImport.objects.visible_to(request.user).filter(started_at__isnull=False)
    upload = get_object_or_404(seen.select_related("owner"), pk=pk)
    demand(can_keep_actors(request.user))
    return upload
