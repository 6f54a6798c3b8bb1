"""What somebody did to many results of a search: how far it is, what came of it, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from annotations.actions.bulk_acts import call_off_bulk_act, retry_bulk_act
from annotations.actions.bulk_taking_back import take_bulk_act_back, would_come_back
from annotations.actions.keeping import Refused
from annotations.forms.search import bounds_in_words
from annotations.models import BulkAct, LeftOut, Project
from annotations.permissions import can_manage, can_see_to
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.projects import load_project


@reading
def bulk_act_detail(request: Request, pk: UUID) -> HttpResponse:
    """How far it is, and what came of it; htmx asks for that again and again."""
    bulk, project = _load(request, pk)
    context = {
        "bulk": bulk,
        "project": project,
        "can_manage": can_manage(project),
        "bounds": bounds_in_words(bulk.looked_through),
        "search": request.GET.get("search", ""),
        "address": request.get_full_path(),
    }
    return render_page(request, "bulk_acts/detail.html", "bulk_acts/_state.html", context)


@acting
def bulk_act_retry(request: Request, pk: UUID) -> HttpResponse:
    """Go on where it stopped."""
    bulk, _project = _load(request, pk)
    try:
        retry_bulk_act(bulk=bulk, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bulk-act-detail", pk)


@acting
def bulk_act_stop(request: Request, pk: UUID) -> HttpResponse:
    """What is done stays done."""
    bulk, _project = _load(request, pk)
    call_off_bulk_act(bulk=bulk, by=request.user, at=timezone.now())
    return redirect("bulk-act-detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_act_take_back(request: Request, pk: UUID) -> HttpResponse:
    """What would come back and what stays; by a POST it comes back."""
    bulk, project = _load(request, pk)
    if request.method == "POST":
        try:
            back = take_bulk_act_back(bulk=bulk, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("bulk-act-take-back", pk)
        return redirect("bulk-act-detail", back.pk)
    plan = would_come_back(bulk)
    context = {
        "bulk": bulk,
        "project": project,
        "plan": plan,
        "left": [(why, plan.left[why]) for why in LeftOut if plan.left.get(why)],
        "can_manage": can_manage(project),
    }
    return render_page(request, "bulk_acts/back.html", "bulk_acts/_back.html", context)


def _load(request: Request, pk: UUID) -> tuple[BulkAct, Project]:
    """Raises Http404 for strangers, PermissionDenied for whoever neither did it nor manages."""
    seen = BulkAct.objects.filter(project__in=Project.objects.visible_to(request.user))
    bulk = get_object_or_404(seen.select_related("by", "takes_back__by"), pk=pk)
    project = load_project(request, bulk.project_id)
    demand(can_see_to(project, bulk, request.user))
    return bulk, project
