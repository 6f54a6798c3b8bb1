"""The register as files: where they come from and go to."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

from annotations.exchange.register.writing import MEDIA_TYPES, written
from annotations.forms.register_files import ExportForm, RegisterFileForm
from annotations.permissions import can_keep_actors
from annotations.queries.register_files import leaving, nothing_leaving, register_imports_of
from annotations.web.guards import demand, reading
from annotations.web.http import Request


@reading
def register_files(request: Request) -> HttpResponse:
    """Where a file is given or asked for, and the imports so far."""
    demand(can_keep_actors(request.user))
    return files_page(request, RegisterFileForm())


@reading
def register_export(request: Request) -> HttpResponseBase:
    """What the register's list shows, as a file."""
    demand(can_keep_actors(request.user))
    form = ExportForm(request.GET)
    if not form.is_valid():
        return files_page(request, RegisterFileForm(), form, status=422)
    wanted = form.cleaned_data
    pieces = written(wanted["form"], leaving(wanted["kind"], wanted["q"]))
    return _file(pieces, wanted["form"], "register")


@reading
def register_template(request: Request, form: str) -> HttpResponseBase:
    """A file with the columns and nothing in them, to be filled in."""
    demand(can_keep_actors(request.user))
    if form not in MEDIA_TYPES:
        raise Http404
    return _file(written(form, nothing_leaving()), form, "register-template")


def files_page(
    request: Request,
    form: RegisterFileForm,
    export: ExportForm | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ("kind", "q")}
    context = {
        "form": form,
        "export": export or ExportForm(initial=asked),
        "imports": register_imports_of(request.user),
    }
    return render(request, "register_files/files.html", context, status=status)


def _file(pieces: Iterator[bytes], form: str, name: str) -> StreamingHttpResponse:
    media_type, suffix = MEDIA_TYPES[form]
    return StreamingHttpResponse(
        pieces,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{suffix}"'},
    )
