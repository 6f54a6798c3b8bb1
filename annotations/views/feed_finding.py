"""Finding the feeds of a source; lists of feeds in and out. For admins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.actions.feeds import create_feed
from annotations.actions.keeping import Refused
from annotations.domain.feeds.opml import NoOpml
from annotations.exchange.discovering import find_feeds
from annotations.exchange.feed_lists import export_feeds, import_feeds
from annotations.fetching import NotFetched
from annotations.forms.feeds import FindFeedsForm, ImportFeedsForm, NewFeedsForm
from annotations.models import Source
from annotations.permissions import can_keep_registers
from annotations.web.guards import acting, demand, reading
from annotations.web.http import Request
from annotations.web.refusals import blame

Offers = list[tuple[str, str]]


@reading
def feed_find(request: Request, pk: UUID) -> HttpResponse:
    """Where to look; the home page is proposed."""
    source = _source(request, pk)
    return _page(request, source, FindFeedsForm(initial={"address": source.homepage}))


@acting
def feed_offers(request: Request, pk: UUID) -> HttpResponse:
    """What is found there, here and now; nothing is kept yet."""
    source = _source(request, pk)
    form = FindFeedsForm(request.POST)
    if not form.is_valid():
        return _page(request, source, form, status=422)
    try:
        found = find_feeds(form.cleaned_data["address"])
    except NotFetched as refusal:
        form.add_error("address", str(refusal))
        return _page(request, source, form, status=422)
    if not found:
        form.add_error(
            "address", _("This page names no feed. Give the address of the feed itself.")
        )
        return _page(request, source, form, status=422)
    offers = [(offer.url, offer.title or offer.url) for offer in found]
    chosen = [url for url, _title in offers[:1]]
    new = NewFeedsForm(offers=offers, initial={"addresses": chosen})
    return _page(request, source, form, new, offers)


@acting
def feed_create(request: Request, pk: UUID) -> HttpResponse:
    """Those that were chosen; each is asked at once."""
    source = _source(request, pk)
    names = zip(request.POST.getlist("offered"), request.POST.getlist("named"), strict=False)
    offers = list(names)
    form = NewFeedsForm(request.POST, offers=offers)
    titles = {url: "" if title == url else title for url, title in offers}
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "addresses"}
        try:
            for url in form.cleaned_data["addresses"]:
                title, at = titles[url], timezone.now()
                create_feed(source=source, address=url, title=title, by=request.user, at=at, **said)
        except Refused as refusal:
            blame(form, refusal)
        else:
            return redirect("feed-list")
    find = FindFeedsForm(initial={"address": source.homepage})
    return _page(request, source, find, form, offers, status=422)


@reading
def feed_export(request: Request) -> HttpResponse:
    demand(can_keep_registers(request.user))
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return HttpResponse(export_feeds(), content_type="text/x-opml; charset=utf-8", headers=headers)


@acting
def feed_import(request: Request) -> HttpResponse:
    demand(can_keep_registers(request.user))
    form = ImportFeedsForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file and a project first."))
        return redirect("feed-list")
    data, project = form.cleaned_data["file"].read(), form.cleaned_data["project"]
    try:
        done = import_feeds(data=data, project=project, by=request.user, at=timezone.now())
    except NoOpml:
        messages.error(request, _("This file is no list of feeds (OPML)."))
        return redirect("feed-list")
    text = ngettext("%(n)s feed added.", "%(n)s feeds added.", done.added)
    messages.success(request, text % {"n": done.added})
    for address, sentence in done.refused:
        messages.error(request, f"{address}: {sentence}")
    return redirect("feed-list")


def _source(request: Request, pk: UUID) -> Source:
    demand(can_keep_registers(request.user))
    return get_object_or_404(Source, pk=pk)


def _page(
    request: Request,
    source: Source,
    find: FindFeedsForm,
    new: NewFeedsForm | None = None,
    offers: Offers | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"source": source, "find": find, "new": new, "offers": offers or []}
    return render(request, "feeds/find.html", context, status=status)
