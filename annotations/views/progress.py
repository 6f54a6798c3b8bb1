"""How far the work is, and when it would end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from annotations.permissions import can_annotate, can_see_all_codings
from annotations.queries.progress import progress_of_mine, progress_of_project
from annotations.web.guards import demand, reading
from annotations.web.http import Request
from annotations.web.projects import load_project


@reading
def progress_detail(request: Request, pk: UUID) -> HttpResponse:
    """Of the whole project."""
    project = load_project(request, pk)
    demand(can_see_all_codings(project))
    today = timezone.localdate()
    context = {
        "project": project,
        "today": today,
        "progress": progress_of_project(project, today),
        "can_annotate": can_annotate(project),
    }
    return render(request, "progress/detail.html", context)


@reading
def progress_mine(request: Request, pk: UUID) -> HttpResponse:
    """Of the reader's own work, with the time that was measured."""
    project = load_project(request, pk)
    demand(can_annotate(project))
    today = timezone.localdate()
    context = {
        "project": project,
        "today": today,
        "progress": progress_of_mine(project, request.user, today),
        "sees_all": can_see_all_codings(project),
    }
    return render(request, "progress/mine.html", context)
