"""Passages: make, tag, move, delete."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from annotations.actions.spans import create_passage, delete_annotation, move_span, toggle_tag
from annotations.forms.spans import ActForm, PassageForm, PlaceForm, TagForm
from annotations.views.writing import answer, load_writable
from annotations.web.guards import acting
from annotations.web.http import Request


@acting
def passage_create(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = PassageForm(request.POST, tagbook=tags)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: create_passage(
            project_article=project_article,
            where=form.cleaned_data["where"],
            tags=form.cleaned_data["tags"],
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )


@acting
def tag_toggle(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = TagForm(request.POST, tagbook=tags)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: toggle_tag(
            project_article=project_article,
            number=number,
            tag=form.cleaned_data["tag"],
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )


@acting
def span_move(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = PlaceForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: move_span(
            project_article=project_article,
            number=number,
            where=form.cleaned_data["where"],
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )


@acting
def annotation_delete(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: delete_annotation(
            project_article=project_article,
            number=number,
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )
