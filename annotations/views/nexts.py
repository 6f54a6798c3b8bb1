"""The next article: one key, from wherever one is."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from annotations.actions.assigning import NothingNext, take_next
from annotations.forms.nexts import NextForm
from annotations.models import ProjectArticle
from annotations.permissions import can_annotate
from annotations.web.guards import acting, demand
from annotations.web.http import Request
from annotations.web.projects import load_project


@acting
def article_next(request: Request) -> HttpResponse:
    """Of one project, or of all that the reader annotates in; `after` the article they are at."""
    form = NextForm(request.POST)
    if not form.is_valid():
        raise Http404
    project = after = None
    if key := form.cleaned_data["project"]:
        project = load_project(request, key)
        demand(can_annotate(project))
    if key := form.cleaned_data["after"]:
        after = get_object_or_404(ProjectArticle.objects.visible_to(request.user), pk=key)
    try:
        row = take_next(by=request.user, at=timezone.now(), project=project, after=after)
    except NothingNext as nothing:
        messages.info(request, str(nothing))
        return redirect("project-detail", project.pk) if project else redirect("home")
    return redirect("workbench", row.pk)
