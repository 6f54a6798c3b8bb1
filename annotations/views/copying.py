"""A new project like one that is there."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.copying import copy_project
from annotations.actions.keeping import Refused
from annotations.forms.projects import CopyForm
from annotations.models import Project
from annotations.permissions import can_start_projects
from annotations.web.guards import demand
from annotations.web.http import Request
from annotations.web.refusals import blame


@require_http_methods(["GET", "HEAD", "POST"])
def project_copy(request: Request, pk: UUID) -> HttpResponse:
    """Like a project that the user sees, or like a template."""
    own = Project.objects.visible_to(request.user).values("pk")
    offered = Project.objects.filter(Q(pk__in=own) | Q(is_template=True))
    project = get_object_or_404(offered.select_related("codebook"), pk=pk)
    demand(can_start_projects(request.user))
    form = CopyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            copy = copy_project(project=project, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The project is there. Take in its first articles."))
            return redirect("project-detail", copy.pk)
    context = {"project": project, "form": form}
    return render(request, "projects/copy.html", context, status=422 if form.errors else 200)
