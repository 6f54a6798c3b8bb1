"""The speaker balance of a project and of an outlet, and the statements behind each figure."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.exchange.spreadsheets import as_csv
from annotations.forms.balance import FigureForm
from annotations.models import Project, Source
from annotations.queries.balance import (
    Balance,
    By,
    Scope,
    balance_of,
    project_scope,
    source_scope,
    valued,
)
from annotations.queries.speaking import placed, with_details
from annotations.templatetags.balance import value_name
from annotations.web.files import csv_file
from annotations.web.guards import reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_project

SIZE = 50
ORDER = [Key("place", descending=True), Key("coding_id", descending=True), Key("start"), Key("id")]


@reading
def project_balance(request: Request, pk: UUID) -> HttpResponse:
    """For the project's members, over what each may see."""
    project = load_project(request, pk)
    return _page(request, "project", project, project_scope(project, request.user))


@reading
def project_balance_table(request: Request, pk: UUID) -> HttpResponseBase:
    return _table(project_scope(load_project(request, pk), request.user))


@reading
def project_balance_statements(request: Request, pk: UUID) -> HttpResponse:
    project = load_project(request, pk)
    return _statements(request, "project", project, project_scope(project, request.user))


@reading
def source_balance(request: Request, pk: UUID) -> HttpResponse:
    """For everybody, over what each may see."""
    source = get_object_or_404(Source, pk=pk)
    return _page(request, "source", source, source_scope(source, request.user))


@reading
def source_balance_table(request: Request, pk: UUID) -> HttpResponseBase:
    return _table(source_scope(get_object_or_404(Source, pk=pk), request.user))


@reading
def source_balance_statements(request: Request, pk: UUID) -> HttpResponse:
    source = get_object_or_404(Source, pk=pk)
    return _statements(request, "source", source, source_scope(source, request.user))


def _context(kind: str, owner: Project | Source) -> dict[str, Any]:
    """`kind` is "project" or "source": the pages differ by their way up and their addresses."""
    names = {"url": "balance", "csv_url": "balance-table", "list_url": "balance-statements"}
    urls = {key: reverse(f"{kind}-{name}", args=[owner.pk]) for key, name in names.items()}
    owner_url = reverse(f"{kind}-detail", args=[owner.pk])
    return {"kind": kind, "owner": owner, "owner_url": owner_url, **urls}


def _page(request: Request, kind: str, owner: Project | Source, scope: Scope) -> HttpResponse:
    balance = balance_of(scope)
    tables = [(by, balance.rows(by)) for by in By.values]
    context = _context(kind, owner) | {"total": balance.total, "tables": tables}
    return render(request, "balance/detail.html", context)


def _table(scope: Scope) -> HttpResponseBase:
    head = [_("by"), _("value"), _("statements"), _("direct"), _("places")]
    return csv_file(as_csv(head, _rows(balance_of(scope))), "balance")


def _rows(balance: Balance) -> Iterator[tuple[object, ...]]:
    for by in By.values:
        for value, figure in balance.rows(by):
            yield by, value_name(value, by), figure.statements, figure.direct, figure.places


def _statements(request: Request, kind: str, owner: Project | Source, scope: Scope) -> HttpResponse:
    form = FigureForm(request.GET)
    if not form.is_valid():
        raise Http404
    by, value = form.cleaned_data["by"], form.cleaned_data["value"]
    rows = with_details(placed(valued(scope, by, value)))
    context = _context(kind, owner) | {
        "by": by,
        "value": value,
        "page": page_of(rows, ORDER, request.GET.get("page", ""), SIZE),
    }
    return render_page(request, "balance/statements.html", "balance/_statements.html", context)
