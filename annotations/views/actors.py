"""The register of actors."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.actors import change_actor
from annotations.actions.keeping import Refused
from annotations.forms.actors import ActorFilter, ActorForm, PictureForm
from annotations.models import Actor, ActorPicture
from annotations.permissions import can_keep_actors
from annotations.queries.actors import listed, register
from annotations.web.guards import demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, Page, page_of
from annotations.web.refusals import blame

SIZE = 50


@reading
def actor_list(request: Request) -> HttpResponse:
    """By alphabet; somebody who looks for a name gets the likeliest first."""
    form = ActorFilter(request.GET)
    typed, kind, country = (form.value(name) for name in ("q", "kind", "country"))
    rows = register(kind, typed, country)
    if typed.strip():
        page: Page[Actor] = Page(list(rows[:SIZE]), "", "")
    else:
        page = page_of(rows, [Key("place"), Key("id")], request.GET.get("page", ""), SIZE)
    context = {
        "form": form,
        "page": page,
        "actors": listed(page.rows, request.user, typed.strip()),
        "filtered": bool(typed.strip() or kind or country),
        "can_keep": can_keep_actors(request.user),
    }
    return render_page(request, "actors/list.html", "actors/_results.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def actor_update(request: Request, pk: UUID) -> HttpResponse:
    """What is known of it, by whoever works in a project; its other names are listed below."""
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
    return edit_page(request, actor, form, status=422 if form.errors else 200)


def edit_page(
    request: Request,
    actor: Actor,
    form: ActorForm | None = None,
    picture_form: PictureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = get_object_or_404(Actor, pk=actor.pk)
    pictures = ActorPicture.objects.without_bytes().filter(actor=actor)
    context = {
        "actor": kept,
        "form": form or ActorForm.of(kept),
        "names": list(kept.names.in_order()),
        "picture": pictures.standing().first(),
        "removed": pictures.exclude(removed_at=None).order_by("-removed_at").first(),
        "picture_form": picture_form or PictureForm(),
    }
    return render(request, "actors/edit.html", context, status=status)
