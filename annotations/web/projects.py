"""The project of an address, for whoever may see it."""

from uuid import UUID

from django.http import Http404

from annotations.models import Project
from annotations.permissions import can_manage
from annotations.queries.projects import find_seen
from annotations.web.guards import demand
from annotations.web.http import Request


def load_project(request: Request, pk: UUID) -> Project:
    """With the reader's role. One query. Raises Http404 for strangers."""
    project = find_seen(request.user, pk)
    if project is None:
        raise Http404
    return project


def load_managed(request: Request, pk: UUID) -> Project:
    """Raises Http404 for strangers, PermissionDenied for members who do not manage it."""
    project = load_project(request, pk)
    demand(can_manage(project))
    return project
