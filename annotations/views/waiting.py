"""All changes of a project that wait for the reader's answer, one key an answer."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.acts import undo
from annotations.actions.answering import CannotAnswer, drop_changed, keep_changed
from annotations.actions.codings import CannotAnnotate
from annotations.models import Act, Carry, Project
from annotations.permissions import can_annotate
from annotations.queries.carries import own_codings
from annotations.queries.waiting import compared, last_answered, load_of, waiting_in
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_project

KEYS = (Key("row"), Key("start"), Key("id"))
SIZE = 20


@reading
def waiting_list(request: Request, pk: UUID) -> HttpResponse:
    return _page(request, _loaded(request, pk))


@acting
def waiting_keep(request: Request, pk: UUID, carry: UUID) -> HttpResponse:
    """At the proposed place."""
    return _answer(request, pk, carry, keep_changed)


@acting
def waiting_drop(request: Request, pk: UUID, carry: UUID) -> HttpResponse:
    return _answer(request, pk, carry, drop_changed)


@acting
def waiting_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take the last answer back, and nothing that was done elsewhere since."""
    project = _loaded(request, pk)

    def take_back() -> Act:
        last = last_answered(project, request.user)
        if last is None:
            raise CannotAnswer(_("There is no answer to undo."))
        row = last.coding.project_article
        return undo(project_article=row, by=request.user, at=timezone.now())

    return _answered(request, project, take_back)


def _answer(request: Request, pk: UUID, carry: UUID, answer: Callable[..., Act]) -> HttpResponse:
    project = _loaded(request, pk)
    rows = Carry.objects.filter(coding__in=own_codings(request.user), project=project)
    found = get_object_or_404(rows.select_related("coding__project_article"), pk=carry)
    return _answered(
        request,
        project,
        lambda: answer(
            project_article=found.coding.project_article,
            number=found.annotation,
            by=request.user,
            at=timezone.now(),
        ),
    )


def _loaded(request: Request, pk: UUID) -> Project:
    project = load_project(request, pk)
    demand(can_annotate(project))
    return project


def _answered(request: Request, project: Project, act: Callable[[], Act]) -> HttpResponse:
    """What waits now; with a sentence where the answer is refused."""
    try:
        act()
    except CannotAnnotate as refusal:
        if is_fragment(request):
            return _page(request, project, sentence=str(refusal), status=409)
        messages.error(request, str(refusal))
    if is_fragment(request):
        return _page(request, project)
    address = reverse("waiting-list", args=[project.pk])
    mark = request.GET.get("page", "")
    return redirect(f"{address}?page={mark}" if mark else address)


def _page(
    request: Request, project: Project, sentence: str = "", status: int = 200
) -> HttpResponse:
    mark = request.GET.get("page", "")
    rows = waiting_in(project, request.user)
    page = page_of(rows, KEYS, mark, size=SIZE)
    if mark and not page.rows:
        # All of that page is answered.
        page = page_of(rows, KEYS, size=SIZE)
    context = {
        "project": project,
        "page": page,
        "waiting": compared(page.rows),
        "load": load_of(project, request.user),
        "last": last_answered(project, request.user),
        "mark": mark,
        "sentence": sentence,
    }
    return render_page(request, "waiting/list.html", "waiting/_waiting.html", context, status)
