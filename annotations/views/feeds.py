"""How feeds fare, and what of each is taken. For admins."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.feeds import change_feed
from annotations.actions.keeping import Refused
from annotations.forms.feeds import FeedForm, ImportFeedsForm
from annotations.models import Feed
from annotations.permissions import can_keep_registers
from annotations.queries.feeds import feeds_on_the_list, health_of, last_items, removed_feeds
from annotations.queries.queue import is_served
from annotations.web.failures import sentence_of_failure
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.refusals import blame


@reading
def feed_list(request: Request) -> HttpResponse:
    """Every feed with its last days; one that failed says why."""
    demand(can_keep_registers(request.user))
    rows = feeds_on_the_list()
    page = page_of(rows, [Key("place"), Key("id")], request.GET.get("page", ""))
    context = {
        "page": page,
        "rows": [(each, _why(each.feed)) for each in health_of(page.rows, timezone.now())],
        "is_served": is_served(timezone.now()),
        "removed": removed_feeds(),
        "import_form": ImportFeedsForm(),
    }
    return render_page(request, "feeds/list.html", "feeds/_results.html", context)


@reading
def feed_detail(request: Request, pk: UUID) -> HttpResponse:
    """One feed, its rules, and what became of what it announced. htmx gets its row of the list."""
    feed = load_feed(request, pk)
    return _page(request, feed, FeedForm(feed=feed))


@acting
def feed_update(request: Request, pk: UUID) -> HttpResponse:
    feed = load_feed(request, pk)
    form = FeedForm(request.POST, feed=feed)
    if form.is_valid():
        try:
            change_feed(feed=feed, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Saved. The rules hold for what comes from now on."))
            return redirect("feed-detail", feed.pk)
    return _page(request, feed, form, status=422)


def load_feed(request: Request, pk: UUID) -> Feed:
    """For admins; 403 for others."""
    demand(can_keep_registers(request.user))
    feeds = Feed.objects.select_related("source", "project", "polling")
    return get_object_or_404(feeds, pk=pk)


def feed_row(request: Request, feed: Feed) -> HttpResponse:
    """The row of the list, as it is now."""
    return render(request, "feeds/_feed.html", _row(feed))


def _page(request: Request, feed: Feed, form: FeedForm, status: int = 200) -> HttpResponse:
    if is_fragment(request):
        return feed_row(request, feed)
    context = _row(feed) | {
        "form": form,
        "items": [(item, sentence_of_failure(item.failure)) for item in last_items(feed)],
    }
    return render_page(request, "feeds/detail.html", "feeds/_feed.html", context, status)


def _row(feed: Feed) -> dict[str, Any]:
    now = timezone.now()
    (health,) = health_of([feed], now)
    return {"health": health, "why": _why(feed), "is_served": is_served(now)}


def _why(feed: Feed) -> str:
    return sentence_of_failure(feed.polling.failure)
