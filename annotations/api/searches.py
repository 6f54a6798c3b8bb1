"""Searches that you keep; the worker looks again and again, and each tells how much is new."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field, StrictInt, StrictStr

from annotations.actions.saved_searches import (
    change_search,
    delete_search,
    restore_search,
    save_search,
    see_search,
)
from annotations.api.inputs import LONGEST, Body, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.models import SavedSearch
from annotations.web.saved_searches import asked_for, look

router = Router()
SearchName = Annotated[StrictStr, Field(min_length=1, max_length=100)]


class SearchOut(Schema):
    """`query` is that of the address of the page. Found up to the round `seen_round` is what you
    have seen; `new` are those of later ones, up to `round`. Members of `project` may take it up.

    One that is too broad finds too much to tell what is new. Of one that `is_bounded`, more
    than 2,000 annotations have the words; the newest are looked through."""

    id: UUID
    name: str
    query: str
    kind: str
    often: str
    project: UUID | None
    round: int
    seen_round: int
    new: int
    is_broad: bool
    is_bounded: bool
    looked_at: datetime | None


class SearchIn(Body):
    """`query` as in the address of the page: `kind=statements&q=ceasefire`."""

    name: SearchName
    query: Annotated[StrictStr, Field(min_length=1, max_length=4_000)]


class SearchChange(Body):
    """`often` is how often mails tell what is new."""

    name: SearchName = unsaid()
    often: Literal["never", "daily", "weekly"] = unsaid()
    project: UUID | None = unsaid()


class SeenIn(Body):
    """Up to which round; what came meanwhile stays new."""

    round: Annotated[StrictInt, Field(ge=0, le=LONGEST)]


def shape(row: SavedSearch) -> SearchOut:
    """Of one `with_new`."""
    return SearchOut(**facts_of(row, SearchOut))


@router.get("/searches", response=Listing[SearchOut], summary="Searches that you keep")
def searches_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    return listed(request, response, _own(request), cut, each(shape))


@router.post("/searches", response={201: SearchOut}, summary="Keep a search")
def searches_create(request: Asked, response: HttpResponse, body: SearchIn) -> Any:
    """What it finds now is not new."""
    asked = QueryDict(body.query, mutable=True)
    asked.pop("page", None)
    question = asked_for(asked.urlencode())
    made = save_search(
        by=request.user,
        at=timezone.now(),
        name=body.name,
        query=asked.urlencode(),
        kind=question.kind,
        look=look,
    )
    response["Location"] = f"/api/searches/{made.pk}"
    return Status(201, shape(_find(request, made.pk)))


@router.get("/searches/{uuid:pk}", response=SearchOut, summary="One of them")
def searches_get(request: Asked, pk: UUID) -> Any:
    return shape(_find(request, pk))


@router.patch(
    "/searches/{uuid:pk}", response=SearchOut, summary="Change what is set", openapi_extra=MATCHING
)
def searches_change(request: Asked, pk: UUID, body: SearchChange) -> Any:
    saved, changes = _meant(request, pk), said(body)
    if "project" in changes:
        changes["project_id"] = changes.pop("project")
    change_search(saved=saved, by=request.user, **changes)
    return shape(_find(request, pk))


@router.put("/searches/{uuid:pk}/seen", response={204: None}, summary="You have seen it")
def searches_see(request: Asked, pk: UUID, body: SeenIn) -> Any:
    see_search(saved=_find(request, pk), by=request.user, until=body.round)
    return Status(204, None)


@router.delete(
    "/searches/{uuid:pk}",
    response={204: None},
    summary="Keep it no longer",
    openapi_extra=MATCHING,
)
def searches_delete(request: Asked, pk: UUID) -> Any:
    """For a day it can be restored."""
    delete_search(saved=_meant(request, pk), by=request.user, at=timezone.now())
    return Status(204, None)


@router.post("/searches/{uuid:pk}/restore", response=SearchOut, summary="Bring it back")
def searches_restore(request: Asked, pk: UUID) -> Any:
    rows = SavedSearch.objects.filter(owner=request.user)
    restore_search(saved=get_object_or_404(rows, pk=pk), by=request.user)
    return shape(_find(request, pk))


def _own(request: Asked) -> Any:
    return SavedSearch.objects.of(request.user).with_new()


def _find(request: Asked, pk: UUID) -> SavedSearch:
    return get_object_or_404(_own(request), pk=pk)


def _meant(request: Asked, pk: UUID) -> SavedSearch:
    """Raises Http404, Problem."""
    _find(request, pk)
    SavedSearch.objects.select_for_update().get(pk=pk)
    saved = _find(request, pk)
    demand_match(request, shape(saved))
    return saved
