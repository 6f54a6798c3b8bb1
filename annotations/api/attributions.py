"""Statements, attributed to whoever made them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from annotations.actions.attributions import create_attribution, update_attribution
from annotations.actions.spans import delete_annotation
from annotations.api.attributing import (
    AttributionChange,
    AttributionIn,
    Stances,
    merged,
    mode_of,
    places_of,
    told_facts,
)
from annotations.api.codings import find_coding
from annotations.api.knowing import Asked
from annotations.api.own import find_own_article, hold_own
from annotations.api.paging import Listing, Paging, listed
from annotations.api.projects import find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.shapes import AttributionOut, shape_attributions, whole_attributions
from annotations.models import Attribution

router = Router()


class Which(Schema):
    """`counts` leaves only what figures mean: what was agreed, else what people say."""

    speaker: UUID | None = None
    target: UUID | None = None
    stance: Stances | None = None
    counts: Literal["true", "false"] = "false"


@router.get(
    "/projects/{uuid:pk}/attributions",
    response=Listing[AttributionOut],
    summary="Statements of a project",
)
def project_attributions_list(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    cut: Paging,
    which: Annotated[Which, Query(...)],
) -> Any:
    """Of all codings that you may see."""
    project = find_project(request, pk)
    rows = Attribution.objects.visible_to(request.user).filter(project=project)
    wanted = {"speaker": which.speaker, "target": which.target, "stance": which.stance}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if which.counts == "true":
        rows = rows.filter(coding__counts=True)
    return _listed(request, response, rows, cut)


@router.get(
    "/codings/{uuid:pk}/attributions",
    response=Listing[AttributionOut],
    summary="Statements of a coding",
)
def attributions_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = Attribution.objects.filter(coding=find_coding(request, pk))
    return _listed(request, response, rows, cut)


@router.post(
    "/articles/{uuid:pk}/attributions",
    response={201: AttributionOut},
    summary="Attribute a statement",
)
def attributions_create(
    request: Asked, response: HttpResponse, pk: UUID, body: AttributionIn
) -> Any:
    """In your own coding of the article, which is begun where there is none."""
    article, book = find_own_article(request, pk)
    mode = body.mode or mode_of(article, body.content[0], request.user)
    act = create_attribution(
        project_article=article,
        places=places_of(body),
        facts=told_facts(body, book, mode),
        by=request.user,
        at=timezone.now(),
    )
    row = Attribution.objects.get(coding=act.coding_id, number=act.annotation)
    response["Location"] = f"/api/attributions/{row.pk}"
    return Status(201, _shown(request, row.pk))


@router.get("/attributions/{uuid:pk}", response=AttributionOut, summary="One statement")
def attributions_get(request: Asked, pk: UUID) -> Any:
    return _shown(request, pk)


@router.patch(
    "/attributions/{uuid:pk}",
    response=AttributionOut,
    summary="Change a statement",
    openapi_extra=MATCHING,
)
def attributions_change(request: Asked, pk: UUID, body: AttributionChange) -> Any:
    """One that is your own. What is left out stays as it is."""
    at = timezone.now()
    article, book = hold_own(request, _find(request, pk).coding, at)
    was = _find(request, pk)
    demand_match(request, _shown(request, pk))
    whole = merged(was, body)
    update_attribution(
        project_article=article,
        number=was.number,
        places=places_of(whole),
        facts=told_facts(whole, book, whole.mode or was.mode),
        by=request.user,
        at=at,
    )
    return _shown(request, pk)


@router.delete(
    "/attributions/{uuid:pk}",
    response={204: None},
    summary="Delete a statement",
    openapi_extra=MATCHING,
)
def attributions_delete(request: Asked, pk: UUID) -> Any:
    """One that is your own; undo brings it back."""
    at = timezone.now()
    article, _book = hold_own(request, _find(request, pk).coding, at)
    demand_match(request, _shown(request, pk))
    number = _find(request, pk).number
    delete_annotation(project_article=article, number=number, by=request.user, at=at)
    return Status(204, None)


def _listed(request: Asked, response: HttpResponse, rows: Any, cut: Any) -> Any:
    def shaped(page: list[Attribution]) -> list[AttributionOut]:
        return shape_attributions(page, request.user)

    return listed(request, response, whole_attributions(rows), cut, shaped)


def _find(request: Asked, pk: UUID) -> Attribution:
    rows = whole_attributions(Attribution.objects.visible_to(request.user))
    return get_object_or_404(rows, pk=pk)


def _shown(request: Asked, pk: UUID) -> AttributionOut:
    return shape_attributions([_find(request, pk)], request.user)[0]
