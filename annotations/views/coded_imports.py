"""Annotations out of files: looked at first, then taken in."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.coded import Report
from annotations.actions.keeping import Refused
from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.taking import look_through, take_in
from annotations.forms.coded_imports import CodedImportForm
from annotations.models import Project
from annotations.permissions import can_keep_codebook, can_manage
from annotations.views.projects import load_project
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.uploads import overflowed

FORMATS = [(one.name, one.title) for one in READABLE.values()]


@reading
def coded_import_page(request: Request, pk: UUID) -> HttpResponse:
    """For managers: coders of a file may be anybody."""
    project = load_project(request, pk)
    demand(can_manage(project))
    return _page(request, project, CodedImportForm(initial={"form": "jsonl"}, formats=FORMATS))


@acting
def coded_import(request: Request, pk: UUID) -> HttpResponse:
    """With `look`, all of it is done and taken back, and the report is the same."""
    project = load_project(request, pk)
    demand(can_manage(project))
    form = CodedImportForm(request.POST, request.FILES, formats=FORMATS)
    if overflowed(request):
        form.add_error("file", _("The file is too large for this page."))
    is_look = "look" in request.POST
    if not form.is_valid():
        return _page(request, project, form, status=422)
    if form.terms.new_tags and not can_keep_codebook(request.user, project.codebook):
        form.add_error("new_tags", _("You may not change the codebook."))
        return _page(request, project, form, status=422)
    file, read = form.cleaned_data["file"], READABLE[form.cleaned_data["form"]].read
    assert read
    try:
        given = read(cast(BinaryIO, file.file), file.name or "")
        common: dict[str, Any] = {
            "project": project,
            "terms": form.terms,
            "by": request.user,
            "at": timezone.now(),
        }
        if is_look:
            report = look_through(given, **common)
        else:
            form_name = form.cleaned_data["form"]
            report = take_in(given, filename=file.name or "", form=form_name, **common)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return _page(request, project, form, status=422)
    return _page(request, project, form, report, is_look)


def _page(
    request: Request,
    project: Project,
    form: CodedImportForm,
    report: Report | None = None,
    is_look: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"project": project, "form": form, "is_look": is_look}
    context |= {"report": report, "lines": _lines(report) if report else []}
    if report:
        context |= {"named": {kind.value: names for kind, names in report.named.items()}}
    # On a whole page each error stands with its field.
    context["errors"] = form.errors if is_fragment(request) else {}
    return render_page(
        request, "coded_imports/page.html", "coded_imports/_report.html", context, status
    )


def _lines(report: Report) -> list[tuple[str, int]]:
    """What there was of each, in words."""
    words = {
        "articles": _("New articles"),
        "known": _("Articles that are here already"),
        "added": _("Articles added to the project"),
        "codings": _("New codings"),
        "annotations": _("New annotations"),
        "there": _("Annotations that are here already"),
        "links": _("Links between statements"),
        "left": _("Left out"),
        "refused": _("Refused"),
    }
    return [(label, n) for name, label in words.items() if (n := report.counts[name])]
