"""A project as a file, and a project out of one."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.exchange.whole_project import keep_file, leaves_nothing_out, project_file
from annotations.forms.projects import RestoreForm
from annotations.models import Restoration
from annotations.permissions import can_bring_back, can_manage, can_start_projects
from annotations.web.guards import demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.projects import load_project
from annotations.web.refusals import blame
from annotations.web.uploads import overflowed


@reading
def project_export(request: Request, pk: UUID) -> HttpResponseBase:
    """By its managers; by superusers only, where texts may not leave."""
    project = load_project(request, pk)
    demand(can_manage(project) or can_bring_back(project))
    if not request.user.is_superuser and not leaves_nothing_out(project):
        sentence = _(
            "Texts of some sources may not leave as a whole, and the file holds all of them. Ask "
            "an admin to keep it."
        )
        messages.error(request, sentence)
        return redirect("project-detail", pk)
    name = slugify(project.name) or "project"
    return StreamingHttpResponse(
        project_file(project),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}.zip"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def project_restore(request: Request) -> HttpResponse:
    """A new project: nothing that is here is changed."""
    demand(can_start_projects(request.user))
    posted = request.method == "POST"
    form = RestoreForm(request.POST, request.FILES) if posted else RestoreForm()
    if overflowed(request):
        form.add_error(None, _("The file is too large for this page. Restore it from the shell."))
    elif form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            kept = keep_file(
                cast(BinaryIO, sent.file),
                filename=sent.name or "",
                name=form.cleaned_data["name"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            blame(form, refusal)
        else:
            return redirect("restoration-detail", kept.pk)
    running = Restoration.objects.visible_to(request.user).unfinished().order_by("uploaded_at")
    status = 422 if form.errors else 200
    context = {"form": form, "running": running}
    return render(request, "projects/restore.html", context, status=status)


@reading
def restoration_detail(request: Request, pk: UUID) -> HttpResponse:
    """How far it is; htmx gets that only, again and again."""
    seen = Restoration.objects.visible_to(request.user).select_related("project")
    found = get_object_or_404(seen, pk=pk)
    context = {"restoration": found}
    return render_page(request, "projects/restoration.html", "projects/_restoration.html", context)
