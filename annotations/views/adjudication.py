"""Adjudication: the queue of a project, and one article with its codings side by side."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.actions.codings import CannotAnnotate
from annotations.actions.gold import (
    begin_adjudication,
    finish_adjudication,
    reopen_adjudication,
)
from annotations.actions.rulings import merge_unanimous, redo_ruling, undo_ruling
from annotations.forms.adjudication import RulingForm
from annotations.models import ProjectArticle
from annotations.permissions import can_adjudicate, can_manage, can_see_all_codings
from annotations.queries.adjudication import Table, open_table
from annotations.queries.adjudication_queue import (
    Stage,
    next_of,
    queue_of,
    stages_of,
    with_places,
)
from annotations.views.writing import load_article
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_project

KEYS = (Key("rank"), Key("id"))
SIZE = 25


@reading
def adjudication_list(request: Request, pk: UUID) -> HttpResponse:
    """What is in work, what is ready, and what is agreed."""
    project = load_project(request, pk)
    demand(can_see_all_codings(project))
    rows = queue_of(project).select_related("article__source")
    stage = request.GET.get("stage", "")
    if stage in Stage.values:
        rows = rows.filter(stage=stage)
    page = page_of(rows, KEYS, request.GET.get("page", ""), size=SIZE)
    context = {
        "project": project,
        "page": page,
        "queued": with_places(page.rows),
        "stage": stage,
        "stages": stages_of(project),
        "next": next_of(project) if can_adjudicate(project) else None,
        "can_manage": can_manage(project),
    }
    return render(request, "adjudication/list.html", context)


@reading
def adjudication_next(request: Request, pk: UUID) -> HttpResponse:
    """To the article that is to be decided about next."""
    project = load_project(request, pk)
    demand(can_adjudicate(project))
    row = next_of(project)
    return redirect("adjudication-detail", row.pk) if row else redirect("adjudication-list", pk)


@reading
def adjudication_detail(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    demand(can_see_all_codings(project_article))
    table = open_table(project_article)
    upcoming = next_of(project_article.project, project_article) if table.is_done else None
    return render(request, "adjudication/detail.html", _page(table) | {"next": upcoming})


@acting
def adjudication_begin(request: Request, pk: UUID) -> HttpResponse:
    """What all have is merged at once."""
    project_article = load_judged(request, pk)

    def begin() -> None:
        begin_adjudication(**told(request, project_article))
        merge_unanimous(**told(request, project_article))

    return _anew(request, project_article, begin)


@acting
def adjudication_finish(request: Request, pk: UUID) -> HttpResponse:
    """What all have since is merged first."""
    project_article = load_judged(request, pk)

    def finish() -> None:
        merge_unanimous(**told(request, project_article))
        finish_adjudication(**told(request, project_article))
        messages.success(request, _("This article is agreed, and counts as such from now on."))

    return _anew(request, project_article, finish)


@acting
def adjudication_reopen(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_judged(request, pk)
    return _anew(
        request, project_article, lambda: reopen_adjudication(**told(request, project_article))
    )


@acting
def unanimous_merge(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_judged(request, pk)

    def merge() -> None:
        n = merge_unanimous(**told(request, project_article), key=_key_of(request))
        words = ngettext("%(n)d place was merged.", "%(n)d places were merged.", n)
        messages.success(request, words % {"n": n})

    return answered(request, project_article, merge)


@acting
def ruling_undo(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_judged(request, pk)
    told_all = told(request, project_article) | {"key": _key_of(request)}
    return answered(request, project_article, lambda: undo_ruling(**told_all))


@acting
def ruling_redo(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_judged(request, pk)
    told_all = told(request, project_article) | {"key": _key_of(request)}
    return answered(request, project_article, lambda: redo_ruling(**told_all))


def load_judged(request: Request, pk: UUID) -> ProjectArticle:
    """For those who may decide; 404 for strangers, 403 for all others."""
    project_article = load_article(request, pk)
    demand(can_adjudicate(project_article))
    return project_article


def told(request: Request, project_article: ProjectArticle) -> dict[str, Any]:
    """What every action takes."""
    return {"project_article": project_article, "by": request.user, "at": timezone.now()}


def _key_of(request: Request) -> UUID | None:
    form = RulingForm(request.POST)
    form.full_clean()
    key: UUID | None = form.cleaned_data.get("key")
    return key


def _page(table: Table) -> dict[str, Any]:
    row = table.project_article
    return {
        "table": table,
        "project_article": row,
        "base": reverse("adjudication-detail", args=[row.pk]),
        "may": can_adjudicate(row),
    }


def _anew(
    request: Request, project_article: ProjectArticle, act: Callable[[], object]
) -> HttpResponse:
    """The page, fresh; with a sentence where the act is refused."""
    try:
        act()
    except CannotAnnotate as refusal:
        messages.error(request, str(refusal))
    return redirect("adjudication-detail", project_article.pk)


def answered(
    request: Request,
    project_article: ProjectArticle,
    act: Callable[[], object],
    place: str = "",
) -> HttpResponse:
    """What an act changed: the `place`, or all of them without one and where it is refused."""
    status = 200
    try:
        act()
    except CannotAnnotate as refusal:
        messages.error(request, str(refusal))
        status, place = 409, ""
    if not is_fragment(request):
        found = f"#place-{place}" if place else ""
        return redirect(f"{reverse('adjudication-detail', args=[project_article.pk])}{found}")
    table = open_table(project_article)
    shown = table.find(place) if place else None
    context = _page(table) | {
        "shown": [shown] if shown else None,
        "strips": table.near([shown]) if shown else table.strips,
    }
    return render(request, "adjudication/_after_ruling.html", context, status=status)
