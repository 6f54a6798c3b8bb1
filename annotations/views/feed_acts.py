"""Asking a feed now, pausing, resuming, removing and bringing back. For admins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.feeds import (
    pause_feed,
    remove_feed,
    restore_feed,
    resume_feed,
    try_feed_now,
)
from annotations.models import Feed
from annotations.views.feeds import feed_row, load_feed
from annotations.web.guards import acting
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


@acting
def feed_try(request: Request, pk: UUID) -> HttpResponse:
    """The worker asks it; its row waits for the answer and shows it."""
    feed = load_feed(request, pk)
    try_feed_now(feed=feed, by=request.user, at=timezone.now())
    return _answer(request, feed)


@acting
def feed_pause(request: Request, pk: UUID) -> HttpResponse:
    feed = load_feed(request, pk)
    pause_feed(feed=feed, by=request.user)
    return _answer(request, feed)


@acting
def feed_resume(request: Request, pk: UUID) -> HttpResponse:
    feed = load_feed(request, pk)
    resume_feed(feed=feed, by=request.user, at=timezone.now())
    return _answer(request, feed)


@acting
def feed_remove(request: Request, pk: UUID) -> HttpResponse:
    feed = load_feed(request, pk)
    remove_feed(feed=feed, by=request.user, at=timezone.now())
    messages.info(request, _("Removed. It can be brought back from the end of this page."))
    return redirect("feed-list")


@acting
def feed_restore(request: Request, pk: UUID) -> HttpResponse:
    restore_feed(feed=load_feed(request, pk), by=request.user, at=timezone.now())
    return redirect("feed-list")


def _answer(request: Request, feed: Feed) -> HttpResponse:
    if is_fragment(request):
        return feed_row(request, load_feed(request, feed.pk))
    return redirect("feed-detail", feed.pk)
