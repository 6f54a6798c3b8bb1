"""Pages of articles that could not be looked at again, and why. For admins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.watching import look_now
from annotations.models import Watch
from annotations.permissions import can_keep_registers
from annotations.queries.looks import failed_looks
from annotations.queries.queue import is_served
from annotations.web.failures import sentence_of_failure
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of

KEYS = (Key("looked_at", descending=True), Key("article_id", descending=True))


@reading
def look_list(request: Request) -> HttpResponse:
    """The latest first; what is asked for again says so."""
    demand(can_keep_registers(request.user))
    now = timezone.now()
    page = page_of(failed_looks(), KEYS, request.GET.get("page", ""))
    context = {
        "page": page,
        "rows": [
            (watch, sentence_of_failure(watch.failure), watch.is_awaited(now))
            for watch in page.rows
        ],
        "is_served": is_served(now),
    }
    return render_page(request, "looks/list.html", "looks/_results.html", context)


@acting
def look_try(request: Request, article: UUID) -> HttpResponse:
    demand(can_keep_registers(request.user))
    watch = get_object_or_404(Watch, pk=article)
    look_now(article=watch.pk, by=request.user, at=timezone.now())
    messages.success(request, _("It is looked at as soon as a worker is free."))
    return redirect("look-list")
