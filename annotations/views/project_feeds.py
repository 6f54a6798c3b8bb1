"""A project as an Atom feed, at an address that is somebody's own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from annotations.actions.feed_tokens import renew_feed_token, revoke_feed_token
from annotations.domain.text.unwritable import writable
from annotations.models import Project, User
from annotations.queries.news import News, news_of
from annotations.views.preferences import page_before
from annotations.web.atom import SteadyFeed, since
from annotations.web.guards import acting
from annotations.web.http import Request


class ProjectFeed(Feed):
    """Whose it is says the token: a feed reader has no session. It tells what they may see."""

    feed_type = SteadyFeed

    def get_object(self, request: HttpRequest, pk: UUID, token: str) -> tuple[Project, User]:
        reader = get_object_or_404(User, feed_token=token, is_active=True)
        return get_object_or_404(Project.objects.visible_to(reader), pk=pk), reader

    def title(self, obj: tuple[Project, User]) -> str:
        return writable(obj[0].name)

    def link(self, obj: tuple[Project, User]) -> str:
        return reverse("project-detail", args=[obj[0].pk])

    def feed_guid(self, obj: tuple[Project, User]) -> str:
        return obj[0].pk.urn

    def feed_extra_kwargs(self, obj: tuple[Project, User]) -> dict[str, Any]:
        return since(obj[0].pk)

    def items(self, obj: tuple[Project, User]) -> list[News]:
        return news_of(*obj)

    def item_title(self, item: News) -> str:
        return writable(f"{item.kind.label}: {item.title}")

    def item_description(self, item: News) -> str:
        """Feed readers take it for HTML."""
        return escape(writable(item.who))

    def item_author_name(self, item: News) -> str:
        return writable(item.who)

    def item_link(self, item: News) -> str:
        return reverse("workbench", args=[item.article])

    def item_guid(self, item: News) -> str:
        return f"{item.key.urn}#{int(item.at.timestamp())}"

    def item_pubdate(self, item: News) -> datetime:
        return item.at

    def item_updateddate(self, item: News) -> datetime:
        return item.at


# With an ETag of what is in it: whoever has it already gets 304.
project_feed = login_not_required(require_safe(conditional_page(ProjectFeed())))


@acting
def feed_token_renew(request: Request) -> HttpResponse:
    renew_feed_token(user=request.user, by=request.user)
    messages.success(request, _("Your feeds have new addresses. Former ones have ended."))
    return redirect(page_before(request))


@acting
def feed_token_revoke(request: Request) -> HttpResponse:
    revoke_feed_token(user=request.user, by=request.user)
    messages.success(request, _("Your feeds have ended."))
    return redirect("preferences")
