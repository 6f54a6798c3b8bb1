"""Tagged passages."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from annotations.actions.spans import create_passage, delete_annotation, move_span, update_passage
from annotations.api.codings import find_coding
from annotations.api.inputs import Body, Note, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.own import PlaceIn, Tags, find_own_article, hold_own, tags_of
from annotations.api.paging import Listing, Paging, listed
from annotations.api.projects import find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.shapes import SpanOut, shape_spans, whole_spans
from annotations.models import Span

router = Router()


class SpanIn(Body):
    place: PlaceIn
    tags: Tags = []
    note: Note = ""


class SpanChange(Body):
    place: PlaceIn = unsaid()
    tags: Tags = unsaid()
    note: Note = unsaid()


@router.get("/projects/{uuid:pk}/spans", response=Listing[SpanOut], summary="Passages of a project")
def project_spans_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Of all codings that you may see, newest ones of each article."""
    rows = Span.objects.visible_to(request.user).filter(project=find_project(request, pk))
    return listed(request, response, whole_spans(rows), cut, shape_spans)


@router.get("/codings/{uuid:pk}/spans", response=Listing[SpanOut], summary="Passages of a coding")
def spans_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = Span.objects.filter(coding=find_coding(request, pk))
    return listed(request, response, whole_spans(rows), cut, shape_spans)


@router.post("/articles/{uuid:pk}/spans", response={201: SpanOut}, summary="Mark a passage")
def spans_create(request: Asked, response: HttpResponse, pk: UUID, body: SpanIn) -> Any:
    """In your own coding of the article, which is begun where there is none."""
    article, book = find_own_article(request, pk)
    act = create_passage(
        project_article=article,
        where=body.place.range,
        tags=tags_of(book, body.tags),
        note=body.note,
        by=request.user,
        at=timezone.now(),
    )
    rows = Span.objects.filter(coding=act.coding_id, number=act.annotation)
    [made] = shape_spans(list(whole_spans(rows)))
    response["Location"] = f"/api/spans/{made.id}"
    return Status(201, made)


@router.get("/spans/{uuid:pk}", response=SpanOut, summary="One passage")
def spans_get(request: Asked, pk: UUID) -> Any:
    return shape_spans([_find(request, pk)])[0]


@router.patch(
    "/spans/{uuid:pk}", response=SpanOut, summary="Change a passage", openapi_extra=MATCHING
)
def spans_change(request: Asked, pk: UUID, body: SpanChange) -> Any:
    """Another place, other tags, another note: one that is your own."""
    at = timezone.now()
    article, book = hold_own(request, _find(request, pk).coding, at)
    was = _find(request, pk)
    [shown] = shape_spans([was])
    demand_match(request, shown)
    common: dict[str, Any] = {
        "project_article": article,
        "number": was.number,
        "by": request.user,
        "at": at,
    }
    changes = said(body)
    if "place" in changes:
        move_span(where=body.place.range, **common)
    if changes.keys() & {"tags", "note"}:
        tags = tags_of(book, changes.get("tags", shown.tags))
        update_passage(tags=tags, note=changes.get("note", was.note), **common)
    return shape_spans([_find(request, pk)])[0]


@router.delete(
    "/spans/{uuid:pk}", response={204: None}, summary="Delete a passage", openapi_extra=MATCHING
)
def spans_delete(request: Asked, pk: UUID) -> Any:
    """One that is your own; undo brings it back."""
    at = timezone.now()
    article, _book = hold_own(request, _find(request, pk).coding, at)
    was = _find(request, pk)
    demand_match(request, shape_spans([was])[0])
    delete_annotation(project_article=article, number=was.number, by=request.user, at=at)
    return Status(204, None)


def _find(request: Asked, pk: UUID) -> Span:
    return get_object_or_404(whole_spans(Span.objects.visible_to(request.user)), pk=pk)
