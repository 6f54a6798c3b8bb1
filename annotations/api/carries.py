"""What became of annotations when the text of their article was changed, or where it has copies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status

from annotations.actions.answering import drop_changed, keep_changed
from annotations.actions.appearances import detach, remove_appearance, restore_appearance
from annotations.api.articles import find_article
from annotations.api.inputs import Body
from annotations.api.knowing import Asked
from annotations.api.own import PlaceIn, find_own_article
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.projects import find_project
from annotations.models import Appearance, Carry
from annotations.permissions import can_annotate
from annotations.queries.carries import own_codings
from annotations.queries.waiting import waiting_in
from annotations.web.guards import demand
from annotations.web.paging import Key

router = Router()
ALONG_THE_TEXT = (Key("row"), Key("start"), Key("id"))


class PartOut(Schema):
    """Of a span of that number what became of it; without a place it was not found again."""

    number: int
    outcome: str
    start: int | None
    end: int | None


class CarryOut(Schema):
    """An annotation of that number in `coding`, as it was in the coding `origin` of the earlier
    text. `outcome` is changed, ambiguous or gone; `parts` are where it is proposed to stand now."""

    id: UUID
    project: UUID
    article: UUID
    coding: UUID
    origin: UUID
    annotation: int
    outcome: str
    parts: list[PartOut]


class KeepIn(Body):
    """Without a `place` it is kept where it was proposed."""

    place: PlaceIn | None = None


class AnsweredOut(Schema):
    """The annotation of that number in your coding, if it was kept."""

    coding: UUID
    number: int


class AppearanceOut(Schema):
    """An annotation of a copy that stands in this article, too, word for word; `places` are its
    spans here. Where it was removed, it does not count here."""

    id: UUID
    project: UUID
    article: UUID
    revision: UUID
    coding: UUID
    attribution: UUID | None
    span: UUID | None
    places: list[PartOut]
    removed_at: datetime | None


@router.get(
    "/projects/{uuid:pk}/carries",
    response=Listing[CarryOut],
    summary="Annotations that wait for your answer",
)
def carries_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Of your own codings, article by article along the text."""
    project = find_project(request, pk)
    demand(can_annotate(project))
    rows = waiting_in(project, request.user).select_related("coding")
    return listed(request, response, rows, cut, each(_shape), ALONG_THE_TEXT)


@router.get("/carries/{uuid:pk}", response=CarryOut, summary="One of them")
def carries_get(request: Asked, pk: UUID) -> Any:
    return _shape(_find(request, pk))


@router.post("/carries/{uuid:pk}/keep", response=AnsweredOut, summary="It is still said")
def carries_keep(request: Asked, pk: UUID, body: KeepIn) -> Any:
    """With the words that stand there now. An act of yours, which you can undo."""
    carry = _find(request, pk)
    article, _book = find_own_article(request, carry.coding.project_article_id)
    act = keep_changed(
        project_article=article,
        number=carry.annotation,
        place=body.place.range if body.place else None,
        by=request.user,
        at=timezone.now(),
    )
    return AnsweredOut(coding=act.coding_id, number=act.annotation)


@router.post("/carries/{uuid:pk}/drop", response={204: None}, summary="It is said no more")
def carries_drop(request: Asked, pk: UUID) -> Any:
    """It stays with the earlier text. An act of yours, which you can undo."""
    carry = _find(request, pk)
    article, _book = find_own_article(request, carry.coding.project_article_id)
    drop_changed(
        project_article=article, number=carry.annotation, by=request.user, at=timezone.now()
    )
    return Status(204, None)


@router.get(
    "/articles/{uuid:pk}/appearances",
    response=Listing[AppearanceOut],
    summary="What was annotated in its copies",
)
def appearances_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """And stands here, too, as far as you may see it."""
    article = find_article(request, pk)
    rows = Appearance.objects.visible_to(request.user).carried().filter(project_article=article)
    return listed(request, response, rows, cut, each(_appearance))


@router.put("/appearances/{uuid:pk}/removed", response={204: None}, summary="It is not said here")
def appearances_remove(request: Asked, pk: UUID) -> Any:
    """For whoever made the annotation."""
    row = _own(request, pk)
    remove_appearance(appearance=row, by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete(
    "/appearances/{uuid:pk}/removed", response={204: None}, summary="It is said here after all"
)
def appearances_restore(request: Asked, pk: UUID) -> Any:
    restore_appearance(appearance=_own(request, pk), by=request.user)
    return Status(204, None)


@router.post(
    "/appearances/{uuid:pk}/detach",
    response={201: AnsweredOut},
    summary="Make an annotation of its own of it",
)
def appearances_detach(request: Asked, pk: UUID) -> Any:
    """In your coding of this article, where it can be changed without changing the other one."""
    row = _own(request, pk)
    article, _book = find_own_article(request, row.project_article_id)
    act = detach(project_article=article, appearance=pk, by=request.user, at=timezone.now())
    return Status(201, AnsweredOut(coding=act.coding_id, number=act.annotation))


def _find(request: Asked, pk: UUID) -> Carry:
    """One’s own. Raises Http404."""
    rows = Carry.objects.filter(coding__in=own_codings(request.user)).select_related("coding")
    return get_object_or_404(rows, pk=pk)


def _own(request: Asked, pk: UUID) -> Appearance:
    """For those who annotate; whose it is the actions ask. Raises Http404, PermissionDenied."""
    rows = Appearance.objects.visible_to(request.user).carried().select_related("coding")
    row = get_object_or_404(rows, pk=pk)
    demand(can_annotate(find_article(request, row.project_article_id)))
    return row


def _shape(carry: Carry) -> CarryOut:
    return CarryOut(
        id=carry.pk,
        project=carry.project_id,
        article=carry.coding.project_article_id,
        coding=carry.coding_id,
        origin=carry.origin_id,
        annotation=carry.annotation,
        outcome=carry.outcome,
        parts=[PartOut(**one) for one in carry.places],
    )


def _appearance(row: Appearance) -> AppearanceOut:
    places = [
        PartOut(number=number, outcome=row.outcome, start=start, end=end)
        for number, start, end in row.places
    ]
    return AppearanceOut(
        id=row.pk,
        project=row.project_id,
        article=row.project_article_id,
        revision=row.revision_id,
        coding=row.coding_id,
        attribution=row.attribution_id,
        span=row.passage_id,
        places=places,
        removed_at=row.removed_at,
    )
