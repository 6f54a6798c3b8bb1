"""An article beside its translation."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotations.actions.acts import Gone
from annotations.actions.keeping import Refused
from annotations.actions.translations import (
    link_counterparts,
    link_translation,
    unlink_counterparts,
    unlink_translation,
)
from annotations.forms.nearest import TitleForm
from annotations.forms.translations import FROM_IT, OF_IT, CounterpartForm, TranslationForm
from annotations.models import ProjectArticle
from annotations.permissions import can_annotate, can_take_in_articles
from annotations.queries.translations import Linked, could_be_linked, linked_with, side_by_side
from annotations.views.writing import load_article
from annotations.web.guards import acting, demand, reading
from annotations.web.http import Request
from annotations.web.refusals import blame


@reading
def translation_list(request: Request, pk: UUID) -> HttpResponse:
    """The translations of an article; the address may begin the form, or seek by words."""
    project_article = load_article(request, pk)
    begun = {name: request.GET[name] for name in ("other", "role", "kind") if name in request.GET}
    offered = could_be_linked(project_article, request.user, TitleForm(request.GET).words)
    form = TranslationForm(offered, initial=begun or None)
    return _page(request, project_article, form)


@acting
def translation_create(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    demand(can_take_in_articles(project_article))
    form = TranslationForm(could_be_linked(project_article, request.user), request.POST)
    if not form.is_valid():
        return _page(request, project_article, form, status=422)
    pair = project_article.article, form.cleaned_data["other"].article
    original, article = pair if form.cleaned_data["role"] == OF_IT else pair[::-1]
    kind = form.cleaned_data["kind"]
    try:
        made = link_translation(
            original=original, article=article, kind=kind, by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        blame(form, refusal)
        return _page(request, project_article, form, status=422)
    messages.success(request, _("The two articles stand side by side now."))
    return redirect("translation-detail", pk, made.pk)


@acting
def translation_delete(request: Request, pk: UUID, translation: UUID) -> HttpResponse:
    """The link goes, and can be made again with one click."""
    project_article = load_article(request, pk)
    demand(can_take_in_articles(project_article))
    linked = _load_linked(request, project_article, translation)
    is_original = linked.original.pk == pk
    other = linked.article if is_original else linked.original
    again = {
        "other": other.pk,
        "role": OF_IT if is_original else FROM_IT,
        "kind": linked.translation.kind,
    }
    unlink_translation(translation=linked.translation, by=request.user)
    here = reverse("translation-list", args=[pk])
    sentence = _("“%(title)s” is no longer linked.") % {"title": other.article.title}
    link = f"{here}?{urlencode(again)}#link"
    messages.success(
        request, format_html('{} <a href="{}">{}</a>', sentence, link, _("Link it again"))
    )
    return redirect(here)


@reading
def translation_detail(request: Request, pk: UUID, translation: UUID) -> HttpResponse:
    """Paragraph beside paragraph, each with one's own marks, and the statements of both."""
    project_article = load_article(request, pk)
    linked = _load_linked(request, project_article, translation)
    context = {
        "project_article": project_article,
        "linked": linked,
        "beside": side_by_side(linked, request.user),
        "can_take_in": can_take_in_articles(project_article),
    }
    return render(request, "translations/detail.html", context)


@acting
def counterpart_update(request: Request, pk: UUID, translation: UUID) -> HttpResponse:
    """Link a statement with one of the translation, or with none."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    linked = _load_linked(request, project_article, translation)
    beside = side_by_side(linked, request.user)
    form = CounterpartForm(request.POST)
    ours, theirs = beside.ours.coding, beside.theirs.coding
    if not form.is_valid() or not beside.is_editable or ours is None or theirs is None:
        raise Http404
    number, other = form.cleaned_data["number"], form.cleaned_data["other"]
    try:
        if other is None:
            unlink_counterparts(coding=ours, number=number, other=theirs, by=request.user)
        else:
            link_counterparts(
                coding=ours,
                number=number,
                other=theirs,
                other_number=other,
                by=request.user,
                at=timezone.now(),
            )
    except Gone as refusal:
        messages.error(request, str(refusal))
    here = reverse("translation-detail", args=[pk, translation])
    return redirect(f"{here}#statement-{number}")


def _load_linked(request: Request, project_article: ProjectArticle, translation: UUID) -> Linked:
    """The translation, if it has to do with this article and both are to be seen; else 404."""
    for linked in linked_with(project_article, request.user):
        if linked.translation.pk == translation:
            return linked
    raise Http404


def _page(
    request: Request, project_article: ProjectArticle, form: TranslationForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "project_article": project_article,
        "article": project_article.article,
        "linked": linked_with(project_article, request.user),
        "form": form,
        "search": TitleForm(request.GET),
        "can_take_in": can_take_in_articles(project_article),
    }
    return render(request, "translations/list.html", context, status=status)
