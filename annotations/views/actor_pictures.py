"""The picture of an actor: sent to whoever is signed in, kept by those who keep the register."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused
from annotations.actions.pictures import put_back_picture, remove_picture, set_picture
from annotations.forms.actors import PictureForm
from annotations.models import Actor, ActorPicture
from annotations.permissions import can_keep_actors
from annotations.views.actors import edit_page
from annotations.web.guards import acting, demand, reading
from annotations.web.http import Request
from annotations.web.pictures import picture_response
from annotations.web.refusals import blame


@reading
def picture_detail(request: Request, pk: UUID, picture: UUID) -> HttpResponse:
    found = get_object_or_404(ActorPicture, actor=pk, pk=picture)
    return picture_response(bytes(found.data), found.media_type)


@acting
def picture_set(request: Request, pk: UUID) -> HttpResponse:
    actor = get_object_or_404(Actor, pk=pk)
    demand(can_keep_actors(request.user))
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            set_picture(
                actor=actor,
                data=data["file"].read(),
                alt=data["alt"],
                credit=data["credit"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The picture is there."))
            return redirect("actor-detail", pk)
    return edit_page(request, actor, picture_form=form, status=422)


@acting
def picture_remove(request: Request, pk: UUID, picture: UUID) -> HttpResponse:
    found = _load(request, pk, picture)
    remove_picture(picture=found, by=request.user, at=timezone.now())
    # The form stands on the page that comes next.
    undo = '{} <button class="button small" type="submit" form="put-back">{}</button>'
    messages.success(request, format_html(undo, _("The picture is removed."), _("Undo")))
    return redirect("actor-update", pk)


@acting
def picture_put_back(request: Request, pk: UUID, picture: UUID) -> HttpResponse:
    found = _load(request, pk, picture)
    put_back_picture(picture=found, by=request.user, at=timezone.now())
    return redirect("actor-update", pk)


def _load(request: Request, pk: UUID, picture: UUID) -> ActorPicture:
    rows = ActorPicture.objects.without_bytes().select_related("actor")
    found = get_object_or_404(rows, actor=pk, pk=picture)
    demand(can_keep_actors(request.user))
    return found
