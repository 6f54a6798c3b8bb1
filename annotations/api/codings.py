"""Codings of articles: whose annotations they are, and whether they are done."""

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from annotations.actions.acts import redo, undo
from annotations.actions.article_tags import tag_article
from annotations.actions.codings import finish_coding, reopen_coding
from annotations.api.articles import find_article
from annotations.api.inputs import Body
from annotations.api.knowing import Asked
from annotations.api.own import find_own_article, hold_own, tags_of
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.shapes import CodingOut, shape_coding
from annotations.models import Coding

router = Router()


class CodingChange(Body):
    state: Literal["open", "done"]


def find_coding(request: Asked, pk: UUID) -> Coding:
    """Raises Http404, also where whoever asks works blind."""
    return get_object_or_404(_whole(Coding.every.visible_to(request.user)), pk=pk)


@router.get(
    "/articles/{uuid:pk}/codings", response=Listing[CodingOut], summary="Codings of an article"
)
def codings_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Those that you may see: analysts work blind until the article is opened."""
    seen = Coding.objects.visible_to(request.user)
    rows = seen.filter(project_article=find_article(request, pk))
    return listed(request, response, _whole(rows), cut, each(shape_coding))


@router.get("/codings/{uuid:pk}", response=CodingOut, summary="One coding")
def codings_get(request: Asked, pk: UUID) -> Any:
    return shape_coding(find_coding(request, pk))


@router.patch(
    "/codings/{uuid:pk}",
    response=CodingOut,
    summary="Be done with an article, or go on",
    openapi_extra=MATCHING,
)
def codings_change(request: Asked, pk: UUID, body: CodingChange) -> Any:
    """One’s own."""
    return _turned(request, pk, finish_coding if body.state == "done" else reopen_coding)


@router.post(
    "/codings/{uuid:pk}/undo",
    response=CodingOut,
    summary="Take your latest act back",
    openapi_extra=MATCHING,
)
def codings_undo(request: Asked, pk: UUID) -> Any:
    """In your own coding, whatever you did it with. What was deleted is there again, under its
    number."""
    return _turned(request, pk, undo)


@router.post(
    "/codings/{uuid:pk}/redo",
    response=CodingOut,
    summary="Do again what was undone last",
    openapi_extra=MATCHING,
)
def codings_redo(request: Asked, pk: UUID) -> Any:
    """As long as nothing else was done since."""
    return _turned(request, pk, redo)


@router.put(
    "/articles/{uuid:pk}/tags/{uuid:tag}", response={204: None}, summary="Tag an article as a whole"
)
def article_tags_put(request: Asked, pk: UUID, tag: UUID) -> Any:
    """In your own coding of it."""
    article, book = find_own_article(request, pk)
    tags = tags_of(book, [tag])
    tag_article(project_article=article, tags=tags, by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete(
    "/articles/{uuid:pk}/tags/{uuid:tag}", response={204: None}, summary="Take the tag off again"
)
def article_tags_delete(request: Asked, pk: UUID, tag: UUID) -> Any:
    article, book = find_own_article(request, pk)
    tags = tags_of(book, [tag])
    tag_article(
        project_article=article, tags=[], instead_of=tags, by=request.user, at=timezone.now()
    )
    return Status(204, None)


def _turned(request: Asked, pk: UUID, turn: Callable[..., Any]) -> CodingOut:
    """One’s own, in the state that the request means. Raises Http404, PermissionDenied, Problem,
    and what `turn` raises."""
    at = timezone.now()
    article, _book = hold_own(request, find_coding(request, pk), at)
    demand_match(request, shape_coding(find_coding(request, pk)))
    turn(project_article=article, by=request.user, at=at)
    return shape_coding(find_coding(request, pk))


def _whole(rows: QuerySet[Coding]) -> QuerySet[Coding]:
    return rows.select_related("analyst").prefetch_related("article_tags")
