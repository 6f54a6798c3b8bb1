"""The first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from annotations.permissions import can_start_projects
from annotations.queries.home import desk_of
from annotations.web.guards import reading
from annotations.web.http import Request


@reading
def home(request: Request) -> HttpResponse:
    """What waits for the reader, what they did last, and their projects."""
    context = {
        "desk": desk_of(request.user, timezone.now()),
        "can_start": can_start_projects(request.user),
    }
    return render(request, "home/home.html", context)
