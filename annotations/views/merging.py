"""Entries of the register put together, and that or their splitting undone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.merging import merge_actors, undo_move
from annotations.forms.merging import MergeForm, SoughtForm
from annotations.models import Actor, ActorMove
from annotations.permissions import can_keep_actors
from annotations.queries.merging import could_be, preview_of
from annotations.web.guards import acting, demand
from annotations.web.http import Request
from annotations.web.refusals import blame

# Whoever looks for somebody among more namesakes types more of the name.
MOST_OFFERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def actor_merge(request: Request, pk: UUID) -> HttpResponse:
    """First whom to merge into this one, then both side by side; the address says who it is."""
    kept = load_actor(request, pk)
    if request.method == "POST":
        form = MergeForm(request.POST)
        if form.is_valid():
            gone = form.cleaned_data["other"]
            try:
                merge_actors(
                    kept=kept,
                    gone=gone,
                    by=request.user,
                    at=timezone.now(),
                    evidence=form.cleaned_data["evidence"],
                )
            except Refused as refusal:
                blame(form, refusal)
                return _merge_page(request, kept, gone, form, status=422)
            messages.success(
                request,
                _("“%(gone)s” is part of “%(kept)s” now. Undo is below.")
                % {"gone": gone.name, "kept": kept.name},
            )
            return redirect("actor-detail", pk)
        messages.error(request, _("This actor is no longer in the register."))
        return redirect("actor-merge", pk)
    other = SoughtForm(request.GET).value("other")
    gone = get_object_or_404(Actor.objects.exclude(pk=pk), pk=other) if other else None
    return _merge_page(request, kept, gone, MergeForm(initial={"other": other}))


def _merge_page(
    request: Request, kept: Actor, gone: Actor | None, form: MergeForm, status: int = 200
) -> HttpResponse:
    search = SoughtForm(request.GET)
    context: dict[str, Any] = {"actor": kept, "form": form, "search": search}
    if gone:
        context["preview"] = preview_of(kept, gone, request.user)
    else:
        context["others"] = could_be(kept, search.value("q") or "")[:MOST_OFFERED]
    return render(request, "merging/merge.html", context, status=status)


@acting
def actor_move_undo(request: Request, pk: UUID, move: UUID) -> HttpResponse:
    """Back to whom it was done to, who may be there again only now."""
    actor = load_actor(request, pk)
    found = get_object_or_404(ActorMove.objects.touching(actor.pk), pk=move)
    try:
        undo_move(move=found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("actor-detail", pk)
    messages.success(request, _("It is as it was before."))
    return redirect("actor-detail", found.from_actor)


def load_actor(request: Request, pk: UUID) -> Actor:
    actor = get_object_or_404(Actor, pk=pk)
    demand(can_keep_actors(request.user))
    return actor
