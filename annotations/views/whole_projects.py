"""A project as a file, and a project out of one."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.exchange.whole_project import leaves_nothing_out, project_file, restore_file
from annotations.forms.projects import RestoreForm
from annotations.permissions import can_bring_back, can_manage, can_start_projects
from annotations.views.projects import load_project
from annotations.web.guards import demand, reading
from annotations.web.http import Request
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
        file = cast(BinaryIO, form.cleaned_data["file"].file)
        name = form.cleaned_data["name"]
        try:
            made = restore_file(file, name=name, by=request.user, at=timezone.now())
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The project is there, as it was."))
            if made.strangers:
                sentence = _(
                    "Nobody here is called %(names)s: their work has accounts that are idle."
                )
                messages.info(request, sentence % {"names": ", ".join(made.strangers)})
            return redirect("project-detail", made.project.pk)
    status = 422 if form.errors else 200
    return render(request, "projects/restore.html", {"form": form}, status=status)
