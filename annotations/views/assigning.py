"""Who is to annotate what: what each member has, given and taken back by managers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.actions.assigning import CannotAssign, assign, take_back, undo_assigning
from annotations.actions.opening import CannotOpen, close_articles, open_articles
from annotations.forms.assigning import (
    AssignForm,
    FillForm,
    OpenForm,
    RowsForm,
    TakeBackForm,
    UndoForm,
)
from annotations.models import Project
from annotations.queries.assignments import (
    desks_of,
    idle_in,
    last_act,
    put_holders,
    rows_of,
    shares_of,
    to_open_in,
)
from annotations.web.guards import acting, reading
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_managed

ORDER = [Key("added_at"), Key("id")]
SIZE = 50
# Of what lies idle, what one looks through.
SHOWN = 100


@reading
def assignment_list(request: Request, pk: UUID) -> HttpResponse:
    """Who has what, what lies idle, and the articles to be given."""
    project = load_managed(request, pk)
    at = timezone.now()
    desks = desks_of(project, at)
    form = RowsForm(request.GET)
    form.full_clean()
    rows = rows_of(project, form.cleaned_data.get("q", ""), form.cleaned_data.get("free", False))
    page = page_of(rows, ORDER, request.GET.get("page", ""), SIZE)
    put_holders(page.rows)
    context = {
        "project": project,
        "desks": desks,
        "fill": FillForm(desks),
        "form": form,
        "page": page,
        "idle": idle_in(project, at)[:SHOWN],
        "last": last_act(project),
        "to_open": to_open_in(project),
    }
    return render(request, "assigning/list.html", context)


@reading
def assignment_preview(request: Request, pk: UUID) -> HttpResponse:
    """What filling up would give to whom; nothing is given yet."""
    project = load_managed(request, pk)
    form = _filled(project, request.GET)
    context = {"project": project, "form": form}
    if form.is_valid():
        context["shares"] = shares_of(project, timezone.now(), **form.wanted())
    return render(
        request, "assigning/preview.html", context, status=200 if form.is_valid() else 422
    )


@acting
def assignment_fill(request: Request, pk: UUID) -> HttpResponse:
    """Give all free slots to those who were chosen."""
    project = load_managed(request, pk)
    form = _filled(project, request.POST)
    if not form.is_valid():
        return render(
            request, "assigning/preview.html", {"project": project, "form": form}, status=422
        )
    shares = shares_of(project, timezone.now(), **form.wanted())
    return _given(request, project, list(shares.pairs))


@acting
def assignment_create(request: Request, pk: UUID) -> HttpResponse:
    """Give the ticked articles to each of those who were chosen."""
    project = load_managed(request, pk)
    form = AssignForm(desks_of(project, timezone.now()), request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick articles, and choose who gets them."))
        return redirect("assignment-list", pk)
    return _given(request, project, form.pairs())


@acting
def assignment_release(request: Request, pk: UUID) -> HttpResponse:
    """Take back what was ticked."""
    project = load_managed(request, pk)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick what is to be taken back."))
        return redirect("assignment-list", pk)
    try:
        released = take_back(
            project=project,
            assignments=form.cleaned_data["assignment"],
            by=request.user,
            at=timezone.now(),
        )
    except CannotAssign as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext(
            "%(n)s article was taken back.", "%(n)s articles were taken back.", len(released)
        )
        messages.success(request, sentence % {"n": len(released)})
    return redirect("assignment-list", pk)


@acting
def assignment_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take back the act that the page named, whatever was done since."""
    project = load_managed(request, pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        undo_assigning(
            project=project, act=form.cleaned_data["act"], by=request.user, at=timezone.now()
        )
    except CannotAssign as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It was undone."))
    return redirect("assignment-list", pk)


@acting
def article_open(request: Request, pk: UUID) -> HttpResponse:
    """Let analysts see one another's codings of what is ticked, or where `all` is asked for of all
    that is done."""
    project = load_managed(request, pk)
    form = OpenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick what is to be opened."))
        return redirect("assignment-list", pk)
    try:
        count = open_articles(
            project=project, articles=form.wanted(), by=request.user, at=timezone.now()
        )
    except CannotOpen as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext(
            "%(n)s article is open to its analysts now.",
            "%(n)s articles are open to their analysts now.",
            count,
        )
        messages.success(request, sentence % {"n": count})
    return redirect("assignment-list", pk)


@acting
def article_close(request: Request, pk: UUID) -> HttpResponse:
    """Let analysts see only their own codings again."""
    project = load_managed(request, pk)
    form = OpenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick what is to be closed."))
        return redirect("assignment-list", pk)
    try:
        close_articles(project=project, articles=form.cleaned_data["article"], by=request.user)
    except CannotOpen as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Analysts see only their own codings again."))
    return redirect("assignment-list", pk)


def _filled(project: Project, data: Any) -> FillForm:
    return FillForm(desks_of(project, timezone.now()), data)


def _given(request: Request, project: Project, pairs: list[tuple[UUID, UUID]]) -> HttpResponse:
    try:
        made = assign(project=project, pairs=pairs, by=request.user, at=timezone.now())
    except CannotAssign as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext(
            "%(n)s article was assigned.", "%(n)s articles were assigned.", len(made)
        )
        messages.success(request, sentence % {"n": len(made)})
    return redirect("assignment-list", project.pk)
