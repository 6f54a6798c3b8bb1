"""Flags for later: on an article, on an annotation of one's own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from annotations.actions.acts import Gone
from annotations.actions.flags import put_flag, take_flag
from annotations.forms.flags import FlagForm
from annotations.models import Coding, CodingKind, CodingState, ProjectArticle
from annotations.permissions import can_annotate
from annotations.queries.card_links import put_links
from annotations.queries.changes import counts_and_notes
from annotations.views.talking import card_of
from annotations.views.writing import load_article, page_of
from annotations.web.guards import acting, demand
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


@acting
def article_flag(request: Request, pk: UUID) -> HttpResponse:
    """One's own affair, so it is for readers as well."""
    project_article = load_article(request, pk)
    is_on = _change_flag(request, project_article, None)
    if not is_fragment(request):
        return redirect(page_of(project_article))
    context = {"base": page_of(project_article), "is_flagged": is_on, "oob": True}
    return render(request, "codings/_article_flag.html", context)


@acting
def annotation_flag(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    try:
        _change_flag(request, project_article, number)
    except Gone as refusal:
        if not is_fragment(request):
            messages.error(request, str(refusal))
            return redirect(page_of(project_article))
        gone = {"card": None, "notice": str(refusal)}
        return render(request, "codings/_after_flag.html", gone, status=409)
    if not is_fragment(request):
        return redirect(f"{page_of(project_article)}#card-{number}")
    coding = Coding.objects.get(
        project_article=project_article, analyst=request.user, kind=CodingKind.HUMAN
    )
    coding.project_article = project_article
    card = card_of(coding, number)
    counts, notes, is_linked = counts_and_notes(coding.pk, number, request.user.pk)
    if card:
        card.notes = notes
        if is_linked:
            put_links([card], coding.pk, request.user)
    context = {
        "card": card,
        "counts": counts,
        "base": page_of(project_article),
        "editable": coding.state == CodingState.OPEN,
        "notice": "",
    }
    return render(request, "codings/_after_flag.html", context)


def _change_flag(request: Request, project_article: ProjectArticle, number: int | None) -> bool:
    """As the request says: whether it is on now. Raises Gone."""
    form = FlagForm(request.POST)
    if not form.is_valid():
        raise Http404
    is_on: bool = form.cleaned_data["on"]
    at = timezone.now()
    if is_on:
        put_flag(project_article=project_article, by=request.user, at=at, annotation=number)
    else:
        take_flag(project_article=project_article, by=request.user, annotation=number)
    return is_on
