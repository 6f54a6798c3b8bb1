"""The machine at work: how it fares in a project, how far it is with it, and one article."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.codings import CannotAnnotate
from annotations.actions.keeping import Refused
from annotations.actions.machine import suggest_quotations
from annotations.actions.runs import cancel_run, start_run
from annotations.models import Run
from annotations.permissions import can_annotate, can_manage, can_run_machine, can_see_all_codings
from annotations.queries.learning import learning_of
from annotations.queries.outcomes import outcomes_of
from annotations.queries.runs import reading_of
from annotations.views.codings import page_anew
from annotations.views.writing import load_article
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.projects import load_project


@reading
def run_detail(request: Request, pk: UUID) -> HttpResponse:
    """What became of the project's suggestions, and how many articles the machine has read.

    htmx gets the latter only, again and again. Analysts see what became of theirs.
    """
    project = load_project(request, pk)
    context = {
        "project": project,
        "reading": reading_of(project),
        "can_manage": can_manage(project),
        "can_run": can_run_machine(project) and project.has_suggestions,
    }
    if not is_fragment(request):
        sees_all = can_see_all_codings(project)
        outcomes = outcomes_of(project, request.user, sees_all)
        context |= {"sees_all": sees_all, "outcomes": outcomes, "learning": learning_of(project)}
    return render_page(request, "runs/detail.html", "runs/_progress.html", context)


@acting
def run_start(request: Request, pk: UUID) -> HttpResponse:
    project = load_project(request, pk)
    demand(can_run_machine(project))
    try:
        start_run(project=project, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("run-detail", project.pk)


@acting
def run_cancel(request: Request, pk: UUID, run: UUID) -> HttpResponse:
    project = load_project(request, pk)
    demand(can_run_machine(project))
    found = get_object_or_404(Run, pk=run, project=project)
    cancel_run(run=found, by=request.user, at=timezone.now())
    return redirect("run-detail", project.pk)


@acting
def article_suggest(request: Request, pk: UUID) -> HttpResponse:
    """Let the machine read one article, here and now."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    try:
        coding = suggest_quotations(
            project_article=project_article, by=request.user, at=timezone.now()
        )
    except CannotAnnotate as refusal:
        messages.error(request, str(refusal))
    else:
        if not coding.annotation_count:
            messages.info(request, _("The machine has found no quotation in this article."))
    return page_anew(request, project_article)
