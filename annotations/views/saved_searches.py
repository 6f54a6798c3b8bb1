"""The searches that somebody keeps: what each found, and what is set for it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.following import MOST as MOST_FOUND
from annotations.actions.saved_searches import (
    CannotSaveSearch,
    ask_otherwise,
    change_search,
    delete_search,
    move_search,
    restore_search,
    save_search,
    see_search,
)
from annotations.forms.saved_searches import SavedSearchForm
from annotations.forms.search import bounds_in_words
from annotations.models import SavedSearch
from annotations.queries.finds import entries_of, latest_of
from annotations.queries.search import projects_of
from annotations.views.search_filters import told
from annotations.web.guards import acting, reading
from annotations.web.http import Request
from annotations.web.saved_searches import asked_for, look

# The latest of what one found; the page of the search has all of it.
SHOWN = 50


def _address_of(query: str) -> str:
    return f"{reverse('search')}?{query}"


@reading
def saved_search_list(request: Request) -> HttpResponse:
    """The reader's own with what is set, those just deleted, and those that others share."""
    projects = list(projects_of(request.user).values_list("pk", "name"))
    own = SavedSearch.objects.of(request.user).select_related("project").with_new().in_order()
    shared = (
        SavedSearch.objects.shared_with(request.user)
        .select_related("owner", "project")
        .order_by("project__name", "name", "pk")
    )
    context = {
        "kept": [(one, SavedSearchForm(one.saved, projects)) for one in told(own, request.user)],
        "deleted": SavedSearch.objects.deleted_lately(request.user, timezone.now()).in_order(),
        "shared": told(shared, request.user),
        "site": f"{request.scheme}://{request.get_host()}",
        "most": MOST_FOUND,
        "bounds": bounds_in_words(),
        "user": request.user,
    }
    return render(request, "saved_searches/list.html", context)


@reading
def saved_search_detail(request: Request, pk: UUID) -> HttpResponse:
    """What it found, the latest first: what is new, then what was seen before."""
    saved = _load(request, pk)
    entries = entries_of(saved, latest_of(saved)[:SHOWN], request.user)
    [asked] = told([saved], request.user)
    context = {
        "saved": saved,
        "told": asked,
        "new": [one for one in entries if one.find.round > saved.seen_round],
        "earlier": [one for one in entries if one.find.round <= saved.seen_round],
        "most": MOST_FOUND,
        "bounds": bounds_in_words() if saved.is_bounded else "",
        "shown": SHOWN,
    }
    return render(request, "saved_searches/detail.html", context)


@acting
def saved_search_create(request: Request) -> HttpResponse:
    """From the page of the search; or one that somebody shares, by its key."""
    shared = SavedSearch.objects.shared_with(request.user)
    if taken := request.POST.get("shared"):
        return _keep(request, get_object_or_404(shared, pk=_as_key(taken)).query)
    return _keep(request, _asked_in(request))


def _keep(request: Request, query: str) -> HttpResponse:
    try:
        question = asked_for(query)
        saved = save_search(
            by=request.user,
            at=timezone.now(),
            name=request.POST.get("name", ""),
            query=query,
            kind=question.kind,
            look=look,
        )
    except CannotSaveSearch as refusal:
        messages.error(request, str(refusal))
        return redirect(_address_of(query))
    messages.success(
        request, _("Saved: %(name)s. What is new to it is told here.") % {"name": saved.name}
    )
    return redirect("saved-search-list")


@acting
def saved_search_ask(request: Request, pk: UUID) -> HttpResponse:
    """Another question under the same name."""
    saved, query = _load(request, pk), _asked_in(request)
    try:
        question = asked_for(query)
    except CannotSaveSearch as refusal:
        messages.error(request, str(refusal))
        return redirect(_address_of(query))
    ask_otherwise(
        saved=saved, by=request.user, at=timezone.now(), query=query, kind=question.kind, look=look
    )
    messages.success(request, _("“%(name)s” looks for this now.") % {"name": saved.name})
    return redirect("saved-search-list")


@acting
def saved_search_change(request: Request, pk: UUID) -> HttpResponse:
    saved = _load(request, pk)
    projects = list(projects_of(request.user).values_list("pk", "name"))
    form = SavedSearchForm(saved, projects, request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("saved-search-list")
    said = form.cleaned_data
    try:
        change_search(
            saved=saved,
            by=request.user,
            name=said["name"],
            often=said["often"],
            project_id=said["project"],
        )
    except CannotSaveSearch as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("saved-search-list")


@acting
def saved_search_see(request: Request, pk: UUID) -> HttpResponse:
    """All that the page has shown; what was found since is still new."""
    saved = _load(request, pk)
    shown = request.POST.get("round", "")
    until = int(shown) if shown.isdecimal() and len(shown) < 10 else saved.round
    see_search(saved=saved, by=request.user, until=until)
    return redirect("saved-search-list")


@acting
def saved_search_move(request: Request, pk: UUID) -> HttpResponse:
    move_search(saved=_load(request, pk), by=request.user, is_up="up" in request.POST)
    return redirect("saved-search-list")


@acting
def saved_search_delete(request: Request, pk: UUID) -> HttpResponse:
    """Its page brings it back for a day."""
    delete_search(saved=_load(request, pk), by=request.user, at=timezone.now())
    return redirect("saved-search-list")


@acting
def saved_search_restore(request: Request, pk: UUID) -> HttpResponse:
    rows = SavedSearch.objects.deleted_lately(request.user, timezone.now())
    try:
        restore_search(saved=get_object_or_404(rows, pk=pk), by=request.user)
    except CannotSaveSearch as refusal:
        messages.error(request, str(refusal))
    return redirect("saved-search-list")


def _load(request: Request, pk: UUID) -> SavedSearch:
    """Raises Http404 for those of others, also for shared ones: these are only taken up."""
    return get_object_or_404(SavedSearch.objects.of(request.user).with_new(), pk=pk)


def _as_key(text: str) -> UUID:
    """Raises Http404 for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _asked_in(request: Request) -> str:
    """The query of the search's address, without a place in the pages."""
    asked = QueryDict(request.POST.get("query", "")[:4000], mutable=True)
    for name in ("page", "saved"):
        asked.pop(name, None)
    return asked.urlencode()
