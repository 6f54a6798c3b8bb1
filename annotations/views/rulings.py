"""Deciding about one place, and what was decided about it before."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from annotations.actions.codings import CannotAnnotate
from annotations.actions.rulings import (
    keep_result,
    nothing_here,
    reject_place,
    take_edited,
    take_union,
    take_version,
)
from annotations.forms.adjudication import RejectForm, RulingForm, TakeForm, VersionForm
from annotations.models import Affiliation, ProjectArticle
from annotations.permissions import can_see_all_codings
from annotations.queries.adjudication import open_table
from annotations.queries.readings import Tagbook
from annotations.queries.rulings import edited_from, history_at
from annotations.views.adjudication import answered, load_judged, told
from annotations.views.writing import load_article
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.refusals import blame


@acting
def ruling_take(request: Request, pk: UUID, place: str) -> HttpResponse:
    return _ruled(request, pk, place, TakeForm(request.POST), take_version)


@acting
def ruling_union(request: Request, pk: UUID, place: str) -> HttpResponse:
    return _ruled(request, pk, place, RulingForm(request.POST), take_union)


@acting
def ruling_keep(request: Request, pk: UUID, place: str) -> HttpResponse:
    return _ruled(request, pk, place, RulingForm(request.POST), keep_result)


@acting
def ruling_nothing(request: Request, pk: UUID, place: str) -> HttpResponse:
    return _ruled(request, pk, place, RulingForm(request.POST), nothing_here)


@acting
def ruling_reject(request: Request, pk: UUID, place: str) -> HttpResponse:
    row = load_judged(request, pk)
    form = RejectForm(request.POST, row.project.rejection_reasons.in_use())
    return _ruled(request, pk, place, form, reject_place)


@require_http_methods(["GET", "HEAD", "POST"])
def ruling_edit(request: Request, pk: UUID, place: str) -> HttpResponse:
    """The fields of what is there, and what the curator makes of them."""
    row = load_judged(request, pk)
    start = edited_from(row, place)
    if start is None:
        raise Http404
    tagbook = Tagbook(row.project.codebook_id)
    posts = list(Affiliation.objects.filter(pk__in=start.posts).select_related("organisation"))
    form = VersionForm(
        request.POST if request.method == "POST" else None,
        version=start.version,
        text=start.text,
        tagbook=tagbook,
        posts=posts,
    )
    if request.method == "POST" and form.is_valid():
        kept = {name: form.cleaned_data[name] for name in ("version", "note", "key")}
        try:
            take_edited(**told(request, row), place=place, **kept)
        except CannotAnnotate as refusal:
            blame(form, refusal)
        else:
            response = answered(request, row, lambda: None, place)
            # All of it is out of band: the form has nothing to become.
            response["HX-Reswap"] = "none"
            return response
    context = {
        "form": form,
        "row": row,
        "place": place,
        "tags": form.offered,
        "people": start.people,
    }
    status = 422 if form.errors else 200
    return render_page(
        request, "adjudication/edit.html", "adjudication/_edit.html", context, status
    )


@reading
def ruling_list(request: Request, pk: UUID, place: str) -> HttpResponse:
    """Who decided what about a place and when, the latest first."""
    row = load_article(request, pk)
    demand(can_see_all_codings(row))
    history = history_at(row, place)
    shown = open_table(row).find(place)
    if not history and shown is None:
        raise Http404
    context = {"row": row, "history": history, "shown": shown, "place": place}
    return render(request, "adjudication/history.html", context)


def _ruled(request: Request, pk: UUID, place: str, form: Any, action: Any) -> HttpResponse:
    """Decide about the place what a form says; a form that says nothing sensible is refused."""
    row: ProjectArticle = load_judged(request, pk)

    def rule() -> None:
        if not form.is_valid():
            raise CannotAnnotate(str(next(iter(form.errors.values()))[0]))
        action(**told(request, row), place=place, **form.cleaned_data)

    return answered(request, row, rule, place)
