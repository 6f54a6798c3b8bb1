"""Articles of other projects, put into this one by its managers."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.actions.adding import MOST, add_articles
from annotations.actions.keeping import Refused
from annotations.forms.adding import AddingForm
from annotations.forms.search import bounds_in_words
from annotations.models import Addition, Article, Project, Source
from annotations.permissions import can_manage
from annotations.queries.adding import articles_to_add
from annotations.templatetags.words import language_name
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.projects import load_managed, load_project

SHOWN = 20


@reading
def article_add(request: Request, pk: UUID) -> HttpResponse:
    """What the filter finds, and how many would come, before anything happens."""
    project = load_managed(request, pk)
    return _page(request, project, _form_of(request, request.GET))


@acting
def article_add_all(request: Request, pk: UUID) -> HttpResponse:
    project = load_managed(request, pk)
    form = _form_of(request, request.POST)
    if not form.is_valid():
        return _page(request, project, form, status=422)
    found = articles_to_add(project, request.user, form.sought())
    try:
        added = add_articles(project=project, articles=found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("article-add", pk)
    if added.is_running:
        return redirect("addition-detail", added.pk)
    told = ngettext("%(n)d article is added.", "%(n)d articles are added.", added.count)
    # The next page has the form, which the button sends.
    undo = '{} <button class="button small" type="submit" form="undo-adding">{}</button>'
    messages.success(request, format_html(undo, told % {"n": added.count}, _("Undo")))
    return redirect(f"{reverse('article-add', args=[pk])}?{urlencode({'undo': added.pk})}")


@reading
def addition_detail(request: Request, pk: UUID) -> HttpResponse:
    """How far the worker is; htmx gets that only, again and again."""
    seen = Addition.objects.filter(project__in=Project.objects.visible_to(request.user))
    addition = get_object_or_404(seen.select_related("by"), pk=pk)
    project = load_project(request, addition.project_id)
    demand(can_manage(project))
    bounds = bounds_in_words(addition.looked_through)
    context = {"project": project, "addition": addition, "bounds": bounds}
    return render_page(request, "adding/progress.html", "adding/_progress.html", context)


def _form_of(request: Request, data: object) -> AddingForm:
    """Offers the sources and languages of what the user may see. Two queries."""
    seen = Article.objects.visible_to(request.user)
    sources = Source.objects.filter(articles__in=seen).distinct().order_by("name", "pk")
    codes = seen.exclude(language="").order_by("language").values_list("language", flat=True)
    return AddingForm(
        data,
        sources=list(sources.values_list("pk", "name")),
        languages=[(code, language_name(code)) for code in codes.distinct()],
    )


def _added_before(request: Request, project: Project) -> Addition | None:
    """What was just added, as the address says."""
    try:
        key = UUID(request.GET.get("undo", ""))
    except ValueError:
        return None
    return Addition.objects.filter(project=project, pk=key).first()


def _page(request: Request, project: Project, form: AddingForm, status: int = 200) -> HttpResponse:
    context = {
        "project": project,
        "form": form,
        "most": MOST,
        "undo": _added_before(request, project),
    }
    if form.is_valid():
        found = articles_to_add(project, request.user, form.sought())
        context["count"] = found.count()
        context["articles"] = found.select_related("source").order_by("-published_on", "pk")[:SHOWN]
    return render(request, "adding/page.html", context, status=status)
