"""A saved search as an Atom feed, at an address that is its owner's own."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from annotations.domain.text.unwritable import writable
from annotations.forms.search import bounds_in_words
from annotations.models import SavedSearch, User
from annotations.queries.finds import Entry, entries_of, latest_of
from annotations.templatetags.saved_searches import address
from annotations.web.atom import SteadyFeed, since

# Entries of a feed: as many as a reader asks for between two looks.
ENTRIES = 50


class SavedSearchFeed(Feed):
    """The latest that it found, as far as its owner may see it now and its sources let it leave."""

    feed_type = SteadyFeed

    def get_object(self, request: HttpRequest, pk: UUID, token: str) -> tuple[SavedSearch, User]:
        reader = get_object_or_404(User, feed_token=token, is_active=True)
        return get_object_or_404(SavedSearch.objects.of(reader), pk=pk), reader

    def title(self, obj: tuple[SavedSearch, User]) -> str:
        return writable(obj[0].name)

    def subtitle(self, obj: tuple[SavedSearch, User]) -> str | None:
        return bounds_in_words() if obj[0].is_bounded else None

    def link(self, obj: tuple[SavedSearch, User]) -> str:
        return reverse("saved-search-detail", args=[obj[0].pk])

    def feed_guid(self, obj: tuple[SavedSearch, User]) -> str:
        return obj[0].pk.urn

    def feed_extra_kwargs(self, obj: tuple[SavedSearch, User]) -> dict[str, Any]:
        return since(obj[0].pk)

    def items(self, obj: tuple[SavedSearch, User]) -> list[Entry]:
        saved, reader = obj
        return entries_of(saved, latest_of(saved)[:ENTRIES], reader)

    def item_title(self, item: Entry) -> str:
        told = _("%(who)s in “%(title)s”") % {"who": item.who, "title": item.title}
        return writable(told if item.who else item.title)

    def item_description(self, item: Entry) -> str:
        """Feed readers take it for HTML."""
        return escape(writable(item.leaving))

    def item_author_name(self, item: Entry) -> str:
        return writable(item.who or item.source or item.title)

    def item_link(self, item: Entry) -> str:
        return address(item.place)

    def item_guid(self, item: Entry) -> str:
        return item.find.first.urn

    def item_pubdate(self, item: Entry) -> datetime:
        return datetime.combine(item.day, time(), UTC) if item.day else item.find.found_at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.find.found_at


# With an ETag of what is in it: whoever has it already gets 304.
saved_search_feed = login_not_required(require_safe(conditional_page(SavedSearchFeed())))
