"""The reasons for which a project's curators reject, kept by its managers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from annotations.actions.keeping import Refused
from annotations.actions.reasons import (
    add_reason,
    move_reason,
    rename_reason,
    restore_reason,
    retire_reason,
    start_reasons,
)
from annotations.forms.adjudication import ReasonForm
from annotations.models import Project, RejectionReason
from annotations.permissions import can_manage
from annotations.web.guards import acting, reading
from annotations.web.http import Request
from annotations.web.projects import load_managed, load_project
from annotations.web.refusals import blame


@reading
def reason_list(request: Request, pk: UUID) -> HttpResponse:
    """All members may read for what reasons something is rejected."""
    return _page(request, load_project(request, pk), ReasonForm())


@acting
def reason_create(request: Request, pk: UUID) -> HttpResponse:
    """One more; without a name, the usual ones where there is none at all."""
    project = load_managed(request, pk)
    if "usual" in request.POST:
        start_reasons(project=project, by=request.user)
        return redirect("reason-list", pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            add_reason(project=project, name=form.cleaned_data["name"], by=request.user)
        except Refused as refusal:
            blame(form, refusal)
        else:
            return redirect("reason-list", pk)
    return _page(request, project, form, status=422)


@acting
def reason_update(request: Request, pk: UUID, reason: UUID) -> HttpResponse:
    found = _found(request, pk, reason)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("reason-list", pk)
    try:
        rename_reason(reason=found, name=form.cleaned_data["name"], by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reason-list", pk)


@acting
def reason_move(request: Request, pk: UUID, reason: UUID) -> HttpResponse:
    """Up where the form says so, else down."""
    move_reason(reason=_found(request, pk, reason), up="up" in request.POST, by=request.user)
    return redirect("reason-list", pk)


@acting
def reason_retire(request: Request, pk: UUID, reason: UUID) -> HttpResponse:
    retire_reason(reason=_found(request, pk, reason), at=timezone.now(), by=request.user)
    return redirect("reason-list", pk)


@acting
def reason_restore(request: Request, pk: UUID, reason: UUID) -> HttpResponse:
    restore_reason(reason=_found(request, pk, reason), by=request.user)
    return redirect("reason-list", pk)


def _found(request: Request, pk: UUID, reason: UUID) -> RejectionReason:
    return get_object_or_404(load_managed(request, pk).rejection_reasons, pk=reason)


def _page(request: Request, project: Project, form: ReasonForm, status: int = 200) -> HttpResponse:
    rows = project.rejection_reasons.in_order()
    context = {
        "project": project,
        "reasons": [one for one in rows if not one.retired_at],
        "retired": [one for one in rows if one.retired_at],
        "form": form,
        "can_manage": can_manage(project),
    }
    return render(request, "adjudication/reasons.html", context, status=status)
