"""Suggestions: yes, no, yes but; why; and what was decided lately."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from annotations.actions.decisions import accept, accept_speaker, reject, reopen
from annotations.forms.attributions import AnnotationForm
from annotations.forms.spans import ActForm
from annotations.models import Act, ProjectArticle
from annotations.permissions import can_annotate
from annotations.queries.decisions import last_decisions
from annotations.queries.prefill import as_suggested
from annotations.queries.readings import Tagbook
from annotations.queries.suggestions import Suggested, fill, open_of, suggestion_of
from annotations.views.attributions import own_coding, popup
from annotations.views.writing import answer, load_article, load_writable, page_of, told
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request


@reading
def suggestion_edit(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The pop-up with everything in it that accepting would save."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    suggested = _load_suggestion(request, project_article, number)
    return popup(request, project_article, AnnotationForm(initial=as_suggested(suggested)))


@reading
def suggestion_list(request: Request, pk: UUID) -> HttpResponse:
    """The cards of one person's open suggestions, as they are now that the register knows them."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    form = ActForm(request.GET)
    form.is_valid()
    coding = own_coding(project_article, request.user)
    tags = Tagbook(project_article.project.codebook_id)
    found = open_of(project_article, coding, tags, request.GET.get("who", ""), form.threshold)
    fill(found, coding, project_article.article.published_on)
    context = {"suggestions": found, "base": page_of(project_article)}
    return render(request, "suggestions/_cards.html", context)


@reading
def suggestion_why(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Why it is suggested, how sure the machine is, and whom accepting would name."""
    project_article = load_article(request, pk)
    context = {
        "suggested": _load_suggestion(request, project_article, number),
        "article": project_article.article,
        "base": page_of(project_article),
    }
    return render_page(request, "suggestions/why.html", "suggestions/_why.html", context)


@reading
def decision_list(request: Request, pk: UUID) -> HttpResponse:
    """The reader's last decisions, each of which can be taken back."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    context = {
        "decisions": last_decisions(own_coding(project_article, request.user)),
        "article": project_article.article,
        "base": page_of(project_article),
    }
    return render_page(
        request, "suggestions/decisions.html", "suggestions/_decisions.html", context
    )


@acting
def suggestion_accept(request: Request, pk: UUID, number: int) -> HttpResponse:
    return _decided(request, pk, lambda common, form: accept(number=number, **common))


@acting
def suggestion_accept_speaker(request: Request, pk: UUID, number: int) -> HttpResponse:
    return _decided(
        request,
        pk,
        lambda common, form: accept_speaker(number=number, above=form.threshold, **common),
    )


@acting
def suggestion_reject(request: Request, pk: UUID, number: int) -> HttpResponse:
    return _decided(request, pk, lambda common, form: reject(number=number, **common))


@acting
def suggestion_reopen(request: Request, pk: UUID, number: int) -> HttpResponse:
    return _decided(request, pk, lambda common, form: reopen(number=number, **common))


def _decided(
    request: Request, pk: UUID, decide: Callable[[dict[str, Any], ActForm], Act]
) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)

    def act() -> Act:
        return decide(told(request, project_article, form), form)

    return answer(request, project_article, tags, form, act)


def _load_suggestion(request: Request, project_article: ProjectArticle, number: int) -> Suggested:
    """A suggestion that the reader has not decided about, filled in; 404 where there is none."""
    coding = own_coding(project_article, request.user)
    found = suggestion_of(project_article, coding, number)
    if found is None:
        raise Http404
    fill([found], coding, project_article.article.published_on)
    return found
