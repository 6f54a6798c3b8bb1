"""Imports and additions of articles taken back, after a look at what that would do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.taking_out import begin_taking_out
from annotations.models import Addition, Hold, Import, Project
from annotations.permissions import can_manage, can_take_back
from annotations.queries.taking_out import last_taking_out, staying, would_go
from annotations.web.guards import demand
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_managed, load_project


@require_http_methods(["GET", "HEAD", "POST"])
def import_take_back(request: Request, pk: UUID) -> HttpResponse:
    imports = Import.objects.visible_to(request.user).with_role_of(request.user)
    upload = get_object_or_404(imports.select_related("project", "owner"), pk=pk)
    demand(can_take_back(upload, request.user))
    return _answer(request, upload, "import-take-back")


@require_http_methods(["GET", "HEAD", "POST"])
def addition_take_back(request: Request, pk: UUID) -> HttpResponse:
    seen = Addition.objects.filter(project__in=Project.objects.visible_to(request.user))
    addition = get_object_or_404(seen.select_related("project", "by"), pk=pk)
    load_managed(request, addition.project_id)
    return _answer(request, addition, "addition-take-back")


def _answer(request: Request, deed: Import | Addition, name: str) -> HttpResponse:
    if request.method == "POST":
        try:
            begin_taking_out(deed=deed, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(name, deed.pk)
    page = page_of(staying(deed), [Key("id")], request.GET.get("page", ""))
    context = {
        "deed": deed,
        "upload": deed if isinstance(deed, Import) else None,
        "project": deed.project,
        "address": request.path,
        "taking": last_taking_out(deed),
        "brought": would_go(deed),
        "page": page,
        "rows": [(row, Hold(row.hold)) for row in page.rows],
        "can_manage": can_manage(load_project(request, deed.project_id)),
    }
    return render_page(request, "taking_out/page.html", "taking_out/_state.html", context)
