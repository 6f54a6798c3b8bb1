"""The register of actors, and the page of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.actors import EMPLOYERS, PEOPLE, change_actor
from annotations.actions.keeping import Refused
from annotations.forms.actors import ActorFilter, ActorForm, StatementFilter
from annotations.models import Actor
from annotations.permissions import can_keep_actors
from annotations.queries.actors import (
    account_of,
    count_statements,
    posts_of,
    register,
    staff_of,
    statements_of,
    with_details,
)
from annotations.queries.merging import trail_of
from annotations.web.guards import demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.moved import following_merges
from annotations.web.paging import Key, Page, page_of
from annotations.web.refusals import blame

SIZE = 50
# The newest article first; within a coding of it as one reads.
ORDER = [Key("place", descending=True), Key("coding_id", descending=True), Key("start"), Key("id")]


@reading
def actor_list(request: Request) -> HttpResponse:
    """By alphabet; somebody who looks for a name gets the likeliest first."""
    form = ActorFilter(request.GET)
    typed, kind = form.value("q"), form.value("kind")
    rows = register(kind, typed)
    if typed.strip():
        page: Page[Actor] = Page(list(rows[:SIZE]), "", "")
    else:
        page = page_of(rows, [Key("place"), Key("id")], request.GET.get("page", ""), SIZE)
    counts = count_statements(page.rows, request.user)
    context = {
        "form": form,
        "page": page,
        "actors": [(actor, counts.get(actor.pk, 0)) for actor in page.rows],
        "filtered": bool(typed.strip() or kind),
    }
    return render_page(request, "actors/list.html", "actors/_results.html", context)


@reading
@following_merges
def actor_detail(request: Request, pk: UUID) -> HttpResponse:
    """Who it is, and every statement that the reader may see; htmx gets the statements only."""
    actor = get_object_or_404(Actor, pk=pk)
    form = StatementFilter(request.GET)
    side = form.side_wanted()
    found = statements_of(actor, request.user, side, form.sought())
    context = {
        "actor": actor,
        "form": form,
        "side": side,
        "account": account_of(actor, request.user, side),
        "page": page_of(with_details(found), ORDER, request.GET.get("page", ""), SIZE),
        "posts": posts_of(actor) if actor.kind in PEOPLE else [],
        "staff": staff_of(actor) if actor.kind in EMPLOYERS else [],
        "is_person": actor.kind in PEOPLE,
        "can_keep": can_keep_actors(request.user),
        "trail": trail_of(actor),
    }
    return render_page(request, "actors/detail.html", "actors/_swap.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def actor_update(request: Request, pk: UUID) -> HttpResponse:
    """Name, kind, country and description, by whoever works in a project."""
    actor = get_object_or_404(Actor, pk=pk)
    demand(can_keep_actors(request.user))
    form = ActorForm(request.POST) if request.method == "POST" else ActorForm.of(actor)
    if form.is_valid():
        try:
            change_actor(actor=actor, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("actor-detail", pk)
    context = {"actor": get_object_or_404(Actor, pk=pk), "form": form}
    return render(request, "actors/edit.html", context, status=422 if form.errors else 200)
