"""What the machine learns from a project: begun, switched on and off, and how far it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from annotations.actions.keeping import Refused
from annotations.actions.learning import start_learning, switch_off, switch_on
from annotations.models import LearnedModel
from annotations.permissions import can_run_machine
from annotations.queries.learning import learning_of
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment
from annotations.web.http import Request
from annotations.web.projects import load_project


@reading
def learning_detail(request: Request, pk: UUID) -> HttpResponse:
    """For htmx, again and again while it learns; for anybody else it is a part of the page."""
    project = load_project(request, pk)
    if not is_fragment(request):
        return redirect("run-detail", project.pk)
    context = {
        "project": project,
        "learning": learning_of(project),
        "can_run": can_run_machine(project) and project.has_suggestions,
    }
    return render(request, "learning/_learning.html", context)


@acting
def learning_start(request: Request, pk: UUID) -> HttpResponse:
    project = load_project(request, pk)
    demand(can_run_machine(project))
    try:
        start_learning(project=project, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("run-detail", project.pk)


@acting
def learned_on(request: Request, pk: UUID, learned: UUID) -> HttpResponse:
    """The latest version, or an earlier one again."""
    project = load_project(request, pk)
    demand(can_run_machine(project))
    found = get_object_or_404(LearnedModel.objects.without_weights(), pk=learned, project=project)
    try:
        switch_on(learned=found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("run-detail", project.pk)


@acting
def learned_off(request: Request, pk: UUID) -> HttpResponse:
    """By the rules alone."""
    project = load_project(request, pk)
    demand(can_run_machine(project))
    switch_off(project=project, by=request.user, at=timezone.now())
    return redirect("run-detail", project.pk)
