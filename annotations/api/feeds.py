"""Feeds of sources: what they announce, and what of it is taken into which project."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, StrictStr

from annotations.actions.feeds import (
    change_feed,
    create_feed,
    pause_feed,
    remove_feed,
    restore_feed,
    resume_feed,
    try_feed_now,
)
from annotations.api.inputs import Address, Body, Flag, Language, Word, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.api.sources import demand_keeping
from annotations.models import Feed, Project, Source
from annotations.permissions import can_keep_registers
from annotations.web.failures import sentence_of_failure
from annotations.web.guards import demand

router = Router()
Words = Annotated[list[Annotated[StrictStr, Field(max_length=100)]], Field(max_length=100)]
Languages = Annotated[list[Language], Field(max_length=20)]


class FeedOut(Schema):
    """An empty rule asks for nothing."""

    id: UUID
    source: UUID
    project: UUID
    address: str
    title: str
    kind: str
    words: list[str]
    sections: list[str]
    languages: list[str]
    is_paused: bool
    created_at: datetime
    removed_at: datetime | None


class PollingOut(Schema):
    """When it was asked and what came of it; `why` is a sentence where the last time failed."""

    polled_at: datetime | None
    due_at: datetime
    is_awaited: bool
    found: int
    failures: int
    why: str


class FeedIn(Body):
    """It is asked at once. One that was removed from the project comes back."""

    project: UUID
    address: Address
    title: Word = ""
    words: Words = []
    sections: Words = []
    languages: Languages = []


class FeedChange(Body):
    project: UUID = unsaid()
    title: Word = unsaid()
    words: Words = unsaid()
    sections: Words = unsaid()
    languages: Languages = unsaid()
    is_paused: Flag = unsaid()


def shape(feed: Feed) -> FeedOut:
    return FeedOut(**facts_of(feed, FeedOut))


@router.get("/feeds", response=Listing[FeedOut], summary="All feeds, for those who keep them")
def feeds_list(request: Asked, response: HttpResponse, cut: Paging) -> Any:
    demand(can_keep_registers(request.user))
    return listed(request, response, Feed.objects.kept(), cut, each(shape))


@router.get("/sources/{uuid:pk}/feeds", response=Listing[FeedOut], summary="Feeds of a source")
def source_feeds_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Those that were removed, too."""
    demand(can_keep_registers(request.user))
    rows = Feed.objects.filter(source=get_object_or_404(Source, pk=pk))
    return listed(request, response, rows, cut, each(shape))


@router.post("/sources/{uuid:pk}/feeds", response={201: FeedOut}, summary="Add a feed")
def feeds_create(request: Asked, response: HttpResponse, pk: UUID, body: FeedIn) -> Any:
    demand_keeping(request)
    source, at = get_object_or_404(Source, pk=pk), timezone.now()
    facts = body.model_dump() | {"project": _project(body.project)}
    made = create_feed(source=source, by=request.user, at=at, **facts)
    response["Location"] = f"/api/feeds/{made.pk}"
    return Status(201, shape(made))


@router.get("/feeds/{uuid:pk}", response=FeedOut, summary="One feed")
def feeds_get(request: Asked, pk: UUID) -> Any:
    demand(can_keep_registers(request.user))
    return shape(get_object_or_404(Feed, pk=pk))


@router.patch("/feeds/{uuid:pk}", response=FeedOut, summary="Change a feed", openapi_extra=MATCHING)
def feeds_change(request: Asked, pk: UUID, body: FeedChange) -> Any:
    """What of it is taken from now on, and whether it is asked."""
    feed, changes = _meant(request, pk), said(body)
    if "project" in changes:
        changes["project"] = _project(body.project)
    is_paused = changes.pop("is_paused", feed.is_paused)
    change_feed(feed=feed, by=request.user, **changes)
    if is_paused and not feed.is_paused:
        pause_feed(feed=feed, by=request.user)
    elif feed.is_paused and not is_paused:
        resume_feed(feed=feed, by=request.user, at=timezone.now())
    feed.refresh_from_db()
    return shape(feed)


@router.delete(
    "/feeds/{uuid:pk}", response={204: None}, summary="Remove a feed", openapi_extra=MATCHING
)
def feeds_delete(request: Asked, pk: UUID) -> Any:
    """What it brought stays, and it can be restored."""
    remove_feed(feed=_meant(request, pk), by=request.user, at=timezone.now())
    return Status(204, None)


@router.post("/feeds/{uuid:pk}/restore", response=FeedOut, summary="Bring it back")
def feeds_restore(request: Asked, pk: UUID) -> Any:
    demand_keeping(request)
    feed = get_object_or_404(Feed, pk=pk)
    restore_feed(feed=feed, by=request.user, at=timezone.now())
    feed.refresh_from_db()
    return shape(feed)


@router.get("/feeds/{uuid:pk}/polling", response=PollingOut, summary="How it fares")
def feed_polling_get(request: Asked, pk: UUID) -> Any:
    demand(can_keep_registers(request.user))
    return _polling(get_object_or_404(Feed.objects.select_related("polling"), pk=pk))


@router.post(
    "/feeds/{uuid:pk}/polling", response={202: PollingOut}, summary="Ask it now, paused or not"
)
def feed_polling_create(request: Asked, response: HttpResponse, pk: UUID) -> Any:
    """The worker does; the same address says when it has."""
    demand_keeping(request)
    feed = get_object_or_404(Feed, pk=pk)
    try_feed_now(feed=feed, by=request.user, at=timezone.now())
    response["Location"] = f"/api/feeds/{pk}/polling"
    return Status(202, _polling(Feed.objects.select_related("polling").get(pk=pk)))


def _meant(request: Asked, pk: UUID) -> Feed:
    """Raises Http404, PermissionDenied, Problem."""
    demand_keeping(request)
    feed = get_object_or_404(Feed.objects.kept().select_for_update(), pk=pk)
    demand_match(request, shape(feed))
    return feed


def _project(pk: UUID) -> Project:
    """Raises Problem."""
    found = Project.objects.current().filter(pk=pk).first()
    if found is None:
        raise blamed("project", _("There is no such project at work."))
    return found


def _polling(feed: Feed) -> PollingOut:
    polling = feed.polling
    why = sentence_of_failure(polling.failure)
    return PollingOut(why=why, **facts_of(polling, PollingOut, "why"))
