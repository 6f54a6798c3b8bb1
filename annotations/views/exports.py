"""A project's annotated texts as files: which, of what, and what gets lost."""

import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify

from annotations.actions.keeping import Refused
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.formats import ALL, FORMATS, Format
from annotations.exchange.coded.sending import sent
from annotations.forms.exports import ExportForm
from annotations.models import Project, Source, User
from annotations.permissions import can_manage
from annotations.queries.coded import Wanted, Which, coders_in, leaving
from annotations.views.articles import offer_of
from annotations.web.guards import reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.projects import load_project


@reading
def export_page(request: Request, pk: UUID) -> HttpResponse:
    """For every member, of what they may see."""
    project = load_project(request, pk)
    return _page(request, project, _form(request, project))


@reading
def export_file(request: Request, pk: UUID) -> HttpResponseBase:
    """Sent while it is read, in as little memory for a thousand articles as for one."""
    project = load_project(request, pk)
    form = _form(request, project)
    if not form.is_valid():
        return _page(request, project, form, status=422)
    wanted = form.wanted()
    export = Export(leaving(project, request.user, wanted), wanted, datetime.now(UTC))
    file = sent(_chosen(form), export)
    try:
        pieces = _begun(file.pieces)
    except Refused as refusal:
        form.add_error("form", str(refusal))
        return _page(request, project, form, status=422)
    name = slugify(project.name) or "project"
    name = f"{name}-{_chosen(form).name}-{export.at:%Y-%m-%d}.{file.extension}"
    return StreamingHttpResponse(
        pieces,
        content_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """With its first bytes, so that what cannot begin is told on a page. Raises Refused."""
    return chain([next(pieces)], pieces)


def _form(request: Request, project: Project) -> ExportForm:
    offer = offer_of(project, whole=True)
    formats = [(one.name, one.title) for one in ALL]
    coders = coders_in(project) if offer.sees_all else []
    return ExportForm(request.GET, formats, offer, coders)


def _chosen(form: ExportForm) -> Format:
    """The first where none is."""
    return FORMATS.get(str(form.data.get("form")), ALL[0])


def _command(project: Project, chosen: Format, wanted: Wanted, user: User) -> str:
    """What does the same in a shell, as far as its user may see everything."""
    words = ["python3", "manage.py", "export", "--project", project.name, "--format", chosen.name]
    source = Source.objects.filter(pk=wanted.source).first() if wanted.source else None
    options = {
        "which": "" if wanted.which in {Which.COUNTS, Which.CODER} else wanted.which,
        "user": user.username if wanted.which == Which.OWN else "",
        "coder": wanted.coder,
        "source": source.name if source else "",
        "language": wanted.language,
        "since": wanted.since,
        "until": wanted.until,
    }
    for name, value in options.items():
        words += [f"--{name}", str(value)] if value else []
    words += [f"--{name}" for name in ("finished", "annotated") if getattr(wanted, name)]
    return shlex.join(words)


def _page(request: Request, project: Project, form: ExportForm, status: int = 200) -> HttpResponse:
    going, chosen = leaving(project, request.user, form.wanted()), _chosen(form)
    context = {
        "project": project,
        "form": form,
        "formats": ALL,
        "chosen": chosen,
        "command": _command(project, chosen, form.wanted(), request.user),
        "articles": going.articles,
        "annotations": going.annotations,
        "limited": going.limited,
        "can_manage": can_manage(project),
    }
    return render_page(request, "exports/page.html", "exports/_swap.html", context, status)
