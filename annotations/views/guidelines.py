"""The guidelines of a project: read by its members, written by its managers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.projects import change_project
from annotations.domain.comparing.differences import difference
from annotations.domain.guidelines import MOST_BYTES, MOST_PICTURES, Rendered
from annotations.forms.guidelines import GuidelinesForm, ImageForm
from annotations.models import Project
from annotations.permissions import can_manage
from annotations.queries.guidelines import version_of, versions_of, writers_of
from annotations.web.guards import acting, reading
from annotations.web.guidelines import guidelines_of
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.projects import load_managed, load_project
from annotations.web.refusals import blame


@reading
def guidelines_detail(request: Request, pk: UUID) -> HttpResponse:
    """To be read, and printed."""
    project = load_project(request, pk)
    context = {
        "project": project,
        "guidelines": guidelines_of(project),
        "can_manage": can_manage(project),
        "has_versions": versions_of(project).exists(),
    }
    return render(request, "guidelines/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def guidelines_update(request: Request, pk: UUID) -> HttpResponse:
    """What was there before is kept, and can be read."""
    project = load_managed(request, pk)
    form = GuidelinesForm(request.POST or None, initial={"guidelines": project.guidelines})
    if form.is_valid():
        try:
            change_project(project=project, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("guidelines-detail", pk)
    return page(request, project, form=form, status=422 if form.errors else 200)


@acting
def guidelines_preview(request: Request, pk: UUID) -> HttpResponse:
    """How it will look; nothing is saved."""
    project = load_managed(request, pk)
    form = GuidelinesForm(request.POST)
    if not form.is_valid():
        return page(request, project, form=form, status=422)
    preview = guidelines_of(project, form.cleaned_data["guidelines"], level=3)
    return page(request, project, form=form, preview=preview)


@reading
def version_list(request: Request, pk: UUID) -> HttpResponse:
    """All wordings that the guidelines had."""
    project = load_project(request, pk)
    versions = list(versions_of(project).defer("guidelines", "description"))
    context = {"project": project, "versions": zip(versions, writers_of(versions), strict=True)}
    return render(request, "guidelines/versions.html", context)


@reading
def version_detail(request: Request, pk: UUID, version: int) -> HttpResponse:
    """One wording, and how it differs from the one before."""
    project = load_project(request, pk)
    found = version_of(project, version)
    if found is None:
        raise Http404
    context = {
        "project": project,
        "version": found,
        "guidelines": guidelines_of(project, found.guidelines),
        "rows": difference(found.before, found.guidelines) if found.before else [],
        "is_beside": "beside" in request.GET,
    }
    return render(request, "guidelines/version.html", context)


def page(
    request: Request,
    project: Project,
    form: GuidelinesForm | None = None,
    image: ImageForm | None = None,
    preview: Rendered | None = None,
    status: int = 200,
) -> HttpResponse:
    """Where they are written, with what was typed."""
    images = project.guideline_images.without_bytes().order_by("name", "pk")
    context: dict[str, Any] = {
        "project": project,
        "form": form or GuidelinesForm(initial={"guidelines": project.guidelines}),
        "image_form": image or ImageForm(),
        "preview": preview,
        "images": images.filter(removed_at__isnull=True),
        "removed": images.filter(removed_at__isnull=False),
        "most": MOST_PICTURES,
        "most_bytes": MOST_BYTES,
    }
    return render_page(request, "guidelines/edit.html", "guidelines/_preview.html", context, status)
