"""Projects: which there are, what each is about, and its codebook."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.projects import change_project
from annotations.actions.switching import switch_suggestions
from annotations.domain.trees import interleaved
from annotations.exchange.beginning import begin_project
from annotations.forms.projects import NewProjectForm, SettingsForm, SwitchForm
from annotations.models import Project
from annotations.permissions import (
    can_annotate,
    can_bring_back,
    can_keep_codebook,
    can_manage,
    can_see_all_codings,
    can_start_projects,
    can_take_in_articles,
)
from annotations.queries.projects import members_of, progress_of, projects_for
from annotations.queries.waiting import load_of
from annotations.web.guards import acting, demand, reading
from annotations.web.guidelines import guidelines_of
from annotations.web.http import Request
from annotations.web.projects import load_managed, load_project
from annotations.web.refusals import blame


@reading
def project_list(request: Request) -> HttpResponse:
    """The projects that the reader belongs to; with `archived` in the address, those put away."""
    projects = projects_for(request.user).in_alphabet()
    shows_archived = "archived" in request.GET
    context = {
        "projects": projects.archived() if shows_archived else projects.current(),
        "shows_archived": shows_archived,
        "has_archived": projects.archived().exists(),
        "can_start": can_start_projects(request.user),
    }
    return render(request, "projects/list.html", context)


@reading
def project_detail(request: Request, pk: UUID) -> HttpResponse:
    """What it is about, who works in it, and how far they are."""
    project = get_object_or_404(projects_for(request.user).select_related("codebook"), pk=pk)
    sees_all = can_see_all_codings(project)
    context = {
        "project": project,
        "members": members_of(project),
        "sees_all": sees_all,
        "progress": progress_of(project) if sees_all else None,
        "can_annotate": can_annotate(project),
        "load": load_of(project, request.user) if can_annotate(project) else None,
        "can_take_in": can_take_in_articles(project),
        "can_manage": can_manage(project),
        "can_bring_back": can_bring_back(project),
        "can_start": can_start_projects(request.user),
        "guidelines": guidelines_of(project, level=3),
    }
    return render(request, "projects/detail.html", context)


@reading
def codebook_detail(request: Request, pk: UUID) -> HttpResponse:
    """The project's tags as a text to read."""
    project = load_project(request, pk)
    context = {
        "project": project,
        "codebook": project.codebook,
        "tree": interleaved(project.codebook.tags.filter(retired_at__isnull=True).in_order()),
        "can_edit": can_keep_codebook(request.user, project.codebook),
    }
    return render(request, "projects/codebook.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_create(request: Request) -> HttpResponse:
    """A new project; whoever makes it is its first manager."""
    demand(can_start_projects(request.user))
    form = NewProjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            project = begin_project(form.cleaned_data, by=request.user)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The project is there. Take in its first articles."))
            return redirect("project-detail", project.pk)
    templates = Project.objects.current().filter(is_template=True).in_alphabet()
    context = {"form": form, "templates": templates}
    return render(request, "projects/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def project_update(request: Request, pk: UUID) -> HttpResponse:
    """What its managers decide about it."""
    project = load_managed(request, pk)
    form = SettingsForm(request.POST) if request.method == "POST" else SettingsForm.of(project)
    if form.is_valid():
        try:
            change_project(project=project, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("project-detail", pk)
    context = {"project": load_project(request, pk), "form": form}
    return render(request, "projects/edit.html", context, status=422 if form.errors else 200)


@acting
def suggestions_switch(request: Request, pk: UUID) -> HttpResponse:
    """Whether the machine suggests anything in the project, by its managers."""
    project = load_managed(request, pk)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        raise Http404
    switch_suggestions(
        project=project, is_on=form.cleaned_data["on"], by=request.user, at=timezone.now()
    )
    if project.has_suggestions:
        messages.success(request, _("Suggestions are on. What came in meanwhile is being read."))
    else:
        messages.success(request, _("Suggestions are off. What was made is kept, out of sight."))
    return redirect("project-update", pk)
