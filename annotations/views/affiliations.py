"""The posts of a person: add one, end or correct it, take it away."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.actors import EMPLOYERS, PEOPLE, delete_affiliation
from annotations.actions.affiliations import keep_post
from annotations.actions.keeping import Refused
from annotations.forms.actors import AffiliationForm
from annotations.models import Actor, Affiliation
from annotations.permissions import can_keep_actors
from annotations.web.guards import acting, demand
from annotations.web.http import Request
from annotations.web.refusals import blame

# As many as a menu of proposals is of use for.
PROPOSED = 300


@require_http_methods(["GET", "HEAD", "POST"])
def affiliation_create(request: Request, pk: UUID) -> HttpResponse:
    """The address may say what the form begins with."""
    person = _load_person(request, pk)
    if request.method == "POST":
        return _keep(request, person, None)
    return _page(request, person, None, AffiliationForm(initial=request.GET.dict()))


@require_http_methods(["GET", "HEAD", "POST"])
def affiliation_update(request: Request, pk: UUID, post: UUID) -> HttpResponse:
    person = _load_person(request, pk)
    held = get_object_or_404(person.affiliations.select_related("organisation"), pk=post)
    if request.method == "POST":
        return _keep(request, person, held)
    return _page(request, person, held, AffiliationForm.of(held))


@acting
def affiliation_delete(request: Request, pk: UUID, post: UUID) -> HttpResponse:
    """Refused where statements were made in it. It can be put back with one click."""
    person = _load_person(request, pk)
    held = get_object_or_404(person.affiliations.select_related("organisation"), pk=post)
    again = f"{reverse('affiliation-create', args=[pk])}?{urlencode(_as_query(held))}"
    try:
        delete_affiliation(affiliation=held, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = _("“%(post)s” was taken away.") % {"post": held.post}
        messages.success(
            request,
            format_html('{} <a href="{}">{}</a>', sentence, again, _("Put it back")),
        )
    return redirect("actor-detail", pk)


def _load_person(request: Request, pk: UUID) -> Actor:
    person = get_object_or_404(Actor, pk=pk, kind__in=PEOPLE)
    demand(can_keep_actors(request.user))
    return person


def _keep(request: Request, person: Actor, held: Affiliation | None) -> HttpResponse:
    form = AffiliationForm(request.POST)
    if form.is_valid():
        try:
            keep_post(person=person, held=form.held(), affiliation=held, by=request.user)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("actor-detail", person.pk)
    return _page(request, person, held, form, status=422)


def _page(
    request: Request,
    person: Actor,
    held: Affiliation | None,
    form: AffiliationForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "person": person,
        "held": held,
        "form": form,
        "organisations": Actor.objects.filter(kind__in=EMPLOYERS).in_alphabet()[:PROPOSED],
    }
    return render(request, "actors/post.html", context, status=status)


def _as_query(held: Affiliation) -> dict[str, str]:
    """What the form begins with when the post is put back."""
    days = held.valid
    values = {
        "post": held.post,
        "organisation": held.organisation.name if held.organisation else "",
        "kind": held.kind,
        "represents": held.represents,
        "first": days.lower,
        "last": days.upper and days.upper - timedelta(days=1),
    }
    return {name: str(value) for name, value in values.items() if value}
