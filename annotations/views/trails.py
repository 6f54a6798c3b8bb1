"""The history of a thing, for those who may see the thing itself."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.models import Actor, Coding
from annotations.queries.statements import line_of
from annotations.queries.tracks import (
    tracks_of_actor,
    tracks_of_annotation,
    tracks_of_article,
    tracks_of_codebook,
    tracks_of_project,
)
from annotations.queries.trails import Track, trail_of
from annotations.views.writing import load_article
from annotations.web.guards import reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.projects import load_managed, load_project


@reading
def annotation_trail(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Of the reader's own annotation of that number, or of one in the coding that `?coding=` names.

    Whoever works blind gets 404 for another's.
    """
    row = load_article(request, pk)
    seen = Coding.every.visible_to(request.user).by_people().filter(project_article=row)
    try:
        named = UUID(request.GET["coding"]) if "coding" in request.GET else None
    except ValueError as error:
        raise Http404 from error
    chosen = seen.filter(pk=named) if named else seen.filter(analyst=request.user)
    coding = chosen.order_by("-revision__number").first()
    if coding is None:
        raise Http404
    tracks = tracks_of_annotation(line_of(coding), number)
    subject = _("Annotation %(number)s · %(title)s") % {
        "number": number,
        "title": row.article.title,
    }
    return _page(request, tracks, subject, reverse("workbench", args=[pk]))


@reading
def article_trail(request: Request, pk: UUID) -> HttpResponse:
    row = load_article(request, pk)
    back = reverse("workbench", args=[pk])
    return _page(request, tracks_of_article(row, request.user), row.article.title, back, row=row)


@reading
def actor_trail(request: Request, pk: UUID) -> HttpResponse:
    actor = get_object_or_404(Actor, pk=pk)
    back = reverse("actor-detail", args=[pk])
    return _page(request, tracks_of_actor(actor), actor.name, back)


@reading
def codebook_trail(request: Request, pk: UUID) -> HttpResponse:
    codebook = load_project(request, pk).codebook
    back = reverse("codebook-detail", args=[pk])
    return _page(request, tracks_of_codebook(codebook), codebook.name, back)


@reading
def project_trail(request: Request, pk: UUID) -> HttpResponse:
    """Settings and members, for those who may change them."""
    project = load_managed(request, pk)
    back = reverse("project-detail", args=[pk])
    return _page(request, tracks_of_project(project), project.name, back)


def _page(
    request: Request, tracks: Sequence[Track], subject: str, back: str, row: object = None
) -> HttpResponse:
    """`back` is the page of the subject; `row` the article whose deleted annotations are linked."""
    mark = request.GET.get("page", "")
    context = {
        "trail": trail_of(tracks, mark),
        "subject": subject,
        "back": back,
        "row": row,
        "mark": mark,
    }
    return render_page(request, "trails/detail.html", "trails/_trail.html", context)
