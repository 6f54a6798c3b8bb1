"""Passages: make, tag, move, delete."""

from uuid import UUID

from django.http import HttpResponse

from annotations.actions.spans import create_passage, delete_annotation, move_span, toggle_tag
from annotations.forms.spans import ActForm, PassageForm, PlaceForm, TagForm
from annotations.views.writing import answer, load_writable, told
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
            where=form.cleaned_data["where"],
            tags=form.cleaned_data["tags"],
            note=form.cleaned_data["note"],
            **told(request, project_article, form),
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
            number=number,
            tag=form.cleaned_data["tag"],
            instead_of=tags.rivals(form.cleaned_data["tag"]),
            **told(request, project_article, form),
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
            number=number, where=form.cleaned_data["where"], **told(request, project_article, form)
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
        lambda: delete_annotation(number=number, **told(request, project_article, form)),
    )
