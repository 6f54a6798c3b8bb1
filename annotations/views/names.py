"""The other names of an actor: add one, correct it, take it away."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.names import add_name, change_name, remove_name
from annotations.forms.names import NameForm
from annotations.models import Actor, ActorName
from annotations.permissions import can_keep_actors
from annotations.web.guards import acting, demand
from annotations.web.http import Request
from annotations.web.refusals import blame


@require_http_methods(["GET", "HEAD", "POST"])
def name_create(request: Request, pk: UUID) -> HttpResponse:
    """The address may say what the form begins with."""
    actor = _load_actor(request, pk)
    if request.method == "POST":
        return _keep(request, actor, None)
    return _page(request, actor, None, NameForm(initial=request.GET.dict()))


@require_http_methods(["GET", "HEAD", "POST"])
def name_update(request: Request, pk: UUID, name: UUID) -> HttpResponse:
    actor = _load_actor(request, pk)
    row = get_object_or_404(actor.names.select_related("actor"), pk=name)
    if request.method == "POST":
        return _keep(request, actor, row)
    return _page(request, actor, row, NameForm.of(row))


@acting
def name_delete(request: Request, pk: UUID, name: UUID) -> HttpResponse:
    """It can be put back with two clicks."""
    actor = _load_actor(request, pk)
    row = get_object_or_404(actor.names, pk=name)
    was = {"name": row.name, "kind": row.kind, "language": row.language}
    again = f"{reverse('name-create', args=[pk])}?{urlencode(was)}"
    remove_name(row=row, by=request.user)
    sentence = _("“%(name)s” was taken away.") % {"name": was["name"]}
    messages.success(
        request, format_html('{} <a href="{}">{}</a>', sentence, again, _("Put it back"))
    )
    return redirect("actor-update", pk)


def _load_actor(request: Request, pk: UUID) -> Actor:
    actor = get_object_or_404(Actor, pk=pk)
    demand(can_keep_actors(request.user))
    return actor


def _keep(request: Request, actor: Actor, row: ActorName | None) -> HttpResponse:
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            if row:
                change_name(row=row, by=request.user, **form.cleaned_data)
            else:
                add_name(actor=actor, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("actor-update", actor.pk)
    return _page(request, actor, row, form, status=422)


def _page(
    request: Request, actor: Actor, row: ActorName | None, form: NameForm, status: int = 200
) -> HttpResponse:
    context = {"actor": actor, "row": row, "form": form}
    return render(request, "actors/name.html", context, status=status)
