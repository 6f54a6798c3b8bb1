"""Searches that somebody keeps, and each as an Atom feed at an address that is their own."""

from datetime import UTC, datetime, time
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from annotations.actions.saved_searches import (
    CannotSaveSearch,
    delete_search,
    save_search,
    see_search,
)
from annotations.forms.search import SearchForm
from annotations.models import SavedSearch, User
from annotations.queries.asking import understand
from annotations.queries.search import Hit, hits_of, known, of_keys, passages
from annotations.web.guards import acting
from annotations.web.http import Request

# Entries of a feed: as many as a reader asks for between two looks.
ENTRIES = 30


def address_of(query: str) -> str:
    return f"{reverse('search')}?{query}"


@acting
def saved_search_create(request: Request) -> HttpResponse:
    asked = QueryDict(request.POST.get("query", "")[:4000], mutable=True)
    asked.pop("page", None)
    query = asked.urlencode()
    try:
        save_search(
            by=request.user, at=timezone.now(), name=request.POST.get("name", ""), query=query
        )
    except CannotSaveSearch as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved. You find it on the page of the search."))
    return redirect(address_of(query))


@acting
def saved_search_see(request: Request, pk: UUID) -> HttpResponse:
    saved = get_object_or_404(SavedSearch, pk=pk, owner=request.user)
    see_search(saved=saved, by=request.user, at=timezone.now())
    return redirect(address_of(saved.query))


@acting
def saved_search_delete(request: Request, pk: UUID) -> HttpResponse:
    saved = get_object_or_404(SavedSearch, pk=pk, owner=request.user)
    delete_search(saved=saved, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("search")


class SavedSearchFeed(Feed):
    """The newest passages that it finds now, as far as its owner may see them now."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, pk: UUID, token: str) -> tuple[SavedSearch, User]:
        reader = get_object_or_404(User, feed_token=token, is_active=True)
        return get_object_or_404(SavedSearch, pk=pk, owner=reader), reader

    def title(self, obj: tuple[SavedSearch, User]) -> str:
        return obj[0].name

    def link(self, obj: tuple[SavedSearch, User]) -> str:
        return address_of(obj[0].query)

    def feed_guid(self, obj: tuple[SavedSearch, User]) -> str:
        return obj[0].pk.urn

    def items(self, obj: tuple[SavedSearch, User]) -> list[Hit]:
        saved, reader = obj
        form = SearchForm(QueryDict(saved.query))
        asked = understand(form.asked())
        if not asked.query:
            return []
        found = known(passages(reader, form.where(), asked))
        return hits_of(of_keys(found.keys[:ENTRIES]), reader, form.where(), asked)

    def item_title(self, item: Hit) -> str:
        return item.article.title

    def item_description(self, item: Hit) -> str:
        return "".join(piece.text for piece in item.context.pieces)

    def item_author_name(self, item: Hit) -> str:
        return item.article.source.name

    def item_link(self, item: Hit) -> str:
        place = f"#p{item.findable.place - 1}" if item.findable.place else ""
        return reverse("workbench", args=[item.row.pk]) + place

    def item_guid(self, item: Hit) -> str:
        return f"{item.article.pk.urn}#{item.findable.place}"

    def item_pubdate(self, item: Hit) -> datetime:
        day = item.article.published_on
        return datetime.combine(day, time(), UTC) if day else item.row.added_at

    def item_updateddate(self, item: Hit) -> datetime:
        return item.row.added_at


saved_search_feed = login_not_required(require_safe(conditional_page(SavedSearchFeed())))
