"""Taking articles in: paste, upload or fetch, look over, save."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.actions.drafts import name_source, save_drafts
from annotations.domain.text import MAX_BYTES
from annotations.exchange.uploads import Arrival, keep_files, keep_page, keep_text
from annotations.forms.extraction_errors import sentence_of
from annotations.forms.intake import FetchForm, PasteForm, SourceForm, UploadForm
from annotations.models import Project
from annotations.permissions import can_take_in_articles
from annotations.queries.intake import intake_lists, source_names
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment
from annotations.web.http import Request
from annotations.web.projects import load_project
from annotations.web.uploads import MAX_FILES, overflowed


@reading
def intake(request: Request, pk: UUID) -> HttpResponse:
    """Where texts are pasted and files dropped, and what of them waits.

    A bookmark may bring an address along; it is fetched when somebody says so.
    """
    project = _project(request, pk)
    url = request.GET.get("url", "")
    return _page(request, project, fetch=FetchForm(initial={"url": url[:2000]}))


@acting
def draft_upload(request: Request, pk: UUID) -> HttpResponse:
    """Several files from the plain form, or one from the page's script."""
    project = _project(request, pk)
    form = UploadForm(request.POST)
    files = request.FILES.getlist("files")
    if not form.is_valid() or not files:
        if not files:
            form.add_error(None, _("Choose at least one file."))
        return _page(request, project, upload=form, status=422)
    arrivals = keep_files(
        files[:MAX_FILES],
        project=project,
        by=request.user,
        at=timezone.now(),
        source_name=form.cleaned_data["source_name"],
        say=sentence_of,
    )
    arrivals += [
        Arrival(file.name or "", refusal=_("Too many at once. Send it with the next ones."))
        for file in files[MAX_FILES:]
    ]
    return _arrived(request, project, arrivals)


@acting
def draft_paste(request: Request, pk: UUID) -> HttpResponse:
    return _draft(request, pk, "paste", PasteForm(request.POST), "words", keep_text)


@acting
def draft_fetch(request: Request, pk: UUID) -> HttpResponse:
    """What is at an address, here and now; that can take some seconds."""
    return _draft(request, pk, "fetch", FetchForm(request.POST), "url", keep_page)


def _draft(
    request: Request,
    pk: UUID,
    name: str,
    form: PasteForm | FetchForm,
    field: str,
    keep: Callable[..., Arrival],
) -> HttpResponse:
    """Keep what stands in that field, and look it over; `name` is the form's on the page."""
    project = _project(request, pk)
    if not form.is_valid():
        return _page(request, project, (), 422, **{name: form})
    arrival = keep(
        form.cleaned_data[field],
        project=project,
        by=request.user,
        at=timezone.now(),
        source_name=form.cleaned_data["source_name"],
        say=sentence_of,
    )
    if arrival.refusal:
        form.add_error(field, arrival.refusal)
        return _page(request, project, (), 422, **{name: form})
    if arrival.exists:
        return _page(request, project, arrivals=[arrival])
    return redirect("draft-detail", arrival.draft.pk)  # type: ignore[union-attr]


@reading
def bookmarklet(request: Request, pk: UUID) -> HttpResponse:
    """How to send the page that one is reading here. The browser runs it, no page of ours does."""
    project = _project(request, pk)
    address = request.build_absolute_uri(reverse("intake", args=[project.pk]))
    code = (
        f"javascript:location.href={json.dumps(address)}+'?url='+encodeURIComponent(location.href)"
    )
    context = {"project": project, "code": code}
    return render(request, "intake/bookmarklet.html", context)


@acting
def draft_save_all(request: Request, pk: UUID) -> HttpResponse:
    """Everything that is complete, as proposed; what cannot be saved stays and says why."""
    project = _project(request, pk)
    done = save_drafts(project=project, by=request.user, at=timezone.now(), say=sentence_of)
    if done.saved:
        text = ngettext("%(n)s article saved.", "%(n)s articles saved.", done.saved)
        messages.success(request, text % {"n": done.saved})
    for title, sentence in done.refused:
        messages.error(request, _("“%(title)s”: %(why)s") % {"title": title, "why": sentence})
    return redirect("intake", project.pk)


@acting
def draft_source(request: Request, pk: UUID) -> HttpResponse:
    """Name one source for all drafts that have none."""
    project = _project(request, pk)
    form = SourceForm(request.POST)
    if not form.is_valid():
        return _page(request, project, source=form, status=422)
    name_source(project=project, by=request.user, **form.cleaned_data)
    return redirect("intake", project.pk)


def _project(request: Request, pk: UUID) -> Project:
    project = load_project(request, pk)
    demand(can_take_in_articles(project))
    return project


def _arrived(request: Request, project: Project, arrivals: list[Arrival]) -> HttpResponse:
    refused = [arrival for arrival in arrivals if arrival.refusal]
    if overflowed(request):
        text = _("The files were too much at once; those that are not listed were not read.")
        messages.error(request, text)
    if is_fragment(request):
        context = _lists(request, project) | {"arrivals": arrivals}
        return render(request, "intake/_after_upload.html", context)
    kept = [arrival.draft for arrival in arrivals if arrival.draft]
    if len(arrivals) == len(kept) == 1 and kept[0]:
        return redirect("draft-detail", kept[0].pk)
    return _page(request, project, arrivals=arrivals, status=422 if refused else 200)


def _page(
    request: Request,
    project: Project,
    arrivals: Sequence[Arrival] = (),
    status: int = 200,
    **filled: Form,
) -> HttpResponse:
    """`filled` are the forms that somebody sent, by their names on the page."""
    context = _lists(request, project) | {
        "upload": UploadForm(),
        "paste": PasteForm(),
        "fetch": FetchForm(),
        "arrivals": arrivals,
        "sources": source_names(),
        "max_files": MAX_FILES,
        "max_bytes": MAX_BYTES,
    }
    return render(request, "intake/page.html", context | filled, status=status)


def _lists(request: Request, project: Project) -> dict[str, Any]:
    lists = intake_lists(project, request.user, timezone.now())
    return {"project": project, "lists": lists, "source": SourceForm()}
