"""Putting a project away, and bringing it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotations.actions.archiving import archive_project, bring_back
from annotations.permissions import can_bring_back
from annotations.web.guards import acting, demand
from annotations.web.http import Request
from annotations.web.projects import load_managed, load_project


@acting
def project_archive(request: Request, pk: UUID) -> HttpResponse:
    """Nobody is asked: the message and the project's page bring it back."""
    project = load_managed(request, pk)
    archive_project(project=project, by=request.user, at=timezone.now())
    # The form stands on the page that comes next.
    undo = '{} <button class="button small" type="submit" form="bring-back">{}</button>'
    messages.success(request, format_html(undo, _("The project is archived."), _("Undo")))
    return redirect("project-detail", pk)


@acting
def project_bring_back(request: Request, pk: UUID) -> HttpResponse:
    project = load_project(request, pk)
    demand(can_bring_back(project))
    bring_back(project=project, by=request.user, at=timezone.now())
    messages.success(request, _("The project is in work again."))
    return redirect("project-detail", pk)
