"""Entries of the register that are likely one: one question after the other, one key for each."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused
from annotations.actions.merging import merge_actors, undo_move
from annotations.actions.telling_apart import take_apart_back, tell_apart
from annotations.forms.duplicates import LookForm, PairForm
from annotations.models import Actor, ActorMove
from annotations.permissions import can_keep_actors
from annotations.queries.duplicates import likely_duplicates, reasons_for
from annotations.web.guards import acting, demand, reading
from annotations.web.http import Request

Answered = dict[str, UUID]


@reading
def duplicate_actor_list(request: Request) -> HttpResponse:
    """The likeliest pair that is not passed over; the address says what was answered last."""
    demand(can_keep_actors(request.user))
    look = LookForm(request.GET)
    pairs = likely_duplicates(request.user)
    left = pairs[look.skipped :]
    context = {
        "pair": left[0] if left else None,
        "left": len(left),
        "skip": look.skipped,
        "next": look.skipped + 1,
        "move": look.value("move"),
        "one": look.value("one"),
        "other": look.value("other"),
    }
    return render(request, "merging/duplicates.html", context)


@acting
def duplicate_actor_merge(request: Request) -> HttpResponse:
    """`one` stays. What spoke for it is the evidence on record."""

    def merge(one: Actor, other: Actor) -> Answered:
        evidence = reasons_for(one, other, request.user)
        move = merge_actors(
            kept=one, gone=other, by=request.user, at=timezone.now(), evidence=evidence
        )
        return {"move": move.pk}

    return _answer(request, merge)


@acting
def duplicate_actor_dismiss(request: Request) -> HttpResponse:
    """They are different, and are never proposed again."""

    def dismiss(one: Actor, other: Actor) -> Answered:
        tell_apart(one=one, other=other, by=request.user, at=timezone.now())
        return {"one": one.pk, "other": other.pk}

    return _answer(request, dismiss)


@acting
def duplicate_actor_undo(request: Request) -> HttpResponse:
    """The answer that the form names: a merge, or that two are different."""
    demand(can_keep_actors(request.user))
    last = LookForm(request.POST)
    try:
        if last.value("move"):
            move = get_object_or_404(ActorMove, pk=last.value("move"))
            undo_move(move=move, by=request.user, at=timezone.now())
        elif last.value("one") and last.value("other"):
            take_apart_back(one=last.value("one"), other=last.value("other"), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is as it was before."))
    return _to_list(last.skipped, {})


def _answer(request: Request, act: Callable[[Actor, Actor], Answered]) -> HttpResponse:
    demand(can_keep_actors(request.user))
    form = PairForm(request.POST)
    answered: Answered = {}
    if form.is_valid():
        try:
            answered = act(form.cleaned_data["one"], form.cleaned_data["other"])
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("One of the two is gone. Somebody was faster."))
    return _to_list(LookForm(request.POST).skipped, answered)


def _to_list(skip: int, answered: Answered) -> HttpResponse:
    values: dict[str, Any] = {"skip": skip} | answered if skip else dict(answered)
    address = reverse("duplicate-actor-list")
    return redirect(f"{address}?{urlencode(values)}" if values else address)
