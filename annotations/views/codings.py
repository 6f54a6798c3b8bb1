"""The annotating page, its hand-out, and saying that one is done with it."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from annotations.actions.codings import finish_coding, reopen_coding
from annotations.domain.identifiers import uuid7
from annotations.domain.keys import moved
from annotations.forms.preferences import ReadingForm
from annotations.forms.suggestions import ShowingForm
from annotations.models import ProjectArticle, User
from annotations.permissions import can_annotate, can_comment, is_machine_hidden
from annotations.queries.finishing import open_matters
from annotations.queries.handouts import open_handout
from annotations.queries.positions import position_at
from annotations.queries.workbench import NotVisible, Workbench, open_workbench
from annotations.views.talking import opened_talk, whose_coding
from annotations.views.writing import load_article, page_of
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment
from annotations.web.http import Request

# Beyond this many blocks, or cards, the browser need not lay out what nobody looks at.
LONG = 120
MANY = 200


@reading
def workbench(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    bench = opened(
        request,
        project_article,
        partial(open_workbench, above=request.user.shows_suggestions_above),
    )
    context = page(project_article, bench) | talk_of(request, bench)
    context["position"] = position_at(bench)
    if bench.is_editable and project_article.project.measures_time:
        context["sitting"] = uuid7()
    context["article_tags"] = bench.tags.for_articles(bench.article_tags)
    return render(request, "codings/workbench.html", context)


@reading
def coding_handout(request: Request, pk: UUID) -> HttpResponse:
    """The article with numbered marks and a note for each, to be printed."""
    project_article = load_article(request, pk)
    bench = opened(request, project_article, open_handout)
    return render(request, "codings/handout.html", page(project_article, bench))


@reading
def coding_ask(request: Request, pk: UUID) -> HttpResponse:
    """What finishing would leave open, where no script shows it in a dialog."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    return render(request, "codings/open_matters.html", _matters_of(request, project_article))


@acting
def coding_finish(request: Request, pk: UUID) -> HttpResponse:
    """At once where nothing is open, or where the analyst has seen what is."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    asked = {} if "anyway" in request.POST else _matters_of(request, project_article)
    if asked.get("matters"):
        if is_fragment(request):
            return render(request, "codings/_open_matters.html", asked | {"oob": True})
        return redirect("coding-ask", pk)
    finish_coding(project_article=project_article, by=request.user, at=timezone.now())
    return page_anew(request, project_article)


@acting
def coding_reopen(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    reopen_coding(project_article=project_article, by=request.user, at=timezone.now())
    return page_anew(request, project_article)


def opened(
    request: Request,
    project_article: ProjectArticle,
    query: Callable[[ProjectArticle, User, UUID | None], Workbench],
) -> Workbench:
    """The coding that the address asks for, else the reader's own; 404 where it may not be seen."""
    wanted = request.GET.get("coding")
    try:
        return query(project_article, request.user, UUID(wanted) if wanted else None)
    except (NotVisible, ValueError) as nothing:
        raise Http404 from nothing


def _matters_of(request: Request, project_article: ProjectArticle) -> dict[str, Any]:
    above = request.user.shows_suggestions_above
    return {
        "matters": open_matters(open_workbench(project_article, request.user, above=above)),
        "article": project_article.article,
        "base": page_of(project_article),
    }


def talk_of(request: Request, bench: Workbench) -> dict[str, Any]:
    """What cards need for comments; what is said at the one that the address asks for."""
    commenting = bench.is_discussed and can_comment(bench.project_article)
    wanted = request.GET.get("comments", "") if bench.is_discussed else ""
    is_there = any(str(card.number) == wanted for card in bench.cards)
    return {
        "can_comment": commenting,
        "whose": whose_coding(bench.coding, request.user),
        "opened": opened_talk(request, bench.coding, int(wanted), commenting) if is_there else {},
    }


def page_anew(request: Request, project_article: ProjectArticle) -> HttpResponse:
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect(page_of(project_article))


def page(project_article: ProjectArticle, bench: Workbench) -> dict[str, Any]:
    blocks = bench.blocks
    return {
        "bench": bench,
        "article": project_article.article,
        "project_article": project_article,
        "base": page_of(project_article),
        "own_keys": json.dumps(moved(bench.reader.own_keys)),
        "reading": ReadingForm(bench.reader, auto_id="reading_%s"),
        "showing": ShowingForm(bench.reader),
        "editable": bench.is_editable,
        "can_annotate": can_annotate(project_article),
        "has_suggestions": project_article.project.has_suggestions
        and not is_machine_hidden(project_article),
        "is_long": len(blocks) > LONG,
        "is_many": len(bench.cards) + len(bench.suggestions) > MANY,
        "has_title": any(block.kind == "title" for block in blocks),
    }
