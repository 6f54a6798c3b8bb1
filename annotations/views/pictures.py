"""Pictures of what is said in a project, each with the table that it is drawn from."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from annotations.exchange.networks import as_edges, as_gexf, as_graphml
from annotations.exchange.spreadsheets import as_csv
from annotations.forms.matrix import MatrixForm
from annotations.models import Attribution, Project
from annotations.queries.matrix import Dimension, chosen_in, count_matrix, counted, names_of
from annotations.queries.networks import MOST_DRAWN, MOST_NODES, NetworkKind, network_of
from annotations.queries.pictures import days_in, pairs_in, relaying_in, topics_in
from annotations.templatetags.matrix import line_name
from annotations.views.matrix import filters_of, menus
from annotations.web.files import csv_file, no_file, sent
from annotations.web.guards import reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.projects import load_project

Statements = QuerySet[Attribution]
Rows = Iterator[Iterable[object]]


@reading
def project_pictures(request: Request, pk: UUID) -> HttpResponse:
    """For the project's members, over what each may see; htmx gets the pictures only."""
    project, form, statements = _asked(request, pk, with_menus=not is_fragment(request))
    outlets = count_matrix(statements, Dimension.SOURCE, Dimension.KIND)
    kind, shows_all = network_kind(request), request.GET.get("drawn") == "all"
    context: dict[str, Any] = {
        "project": project,
        "form": form,
        "filters": filters_of(form, project),
        "total": outlets.total.count,
        "pairs": pairs_in(statements),
        "topics": topics_in(statements),
        "outlets": outlets,
        "outlet_names": names_of(Dimension.SOURCE, outlets.rows),
        "network": network_of(statements, kind, MOST_DRAWN if shows_all else MOST_NODES),
        "network_kind": kind,
        "shows_all": shows_all,
        "network_kinds": NetworkKind.choices,
        "relaying": relaying_in(statements),
        "days": days_in(statements),
    }
    return render_page(request, "pictures/detail.html", "pictures/_swap.html", context)


@reading
def project_picture_table(request: Request, pk: UUID, name: str) -> HttpResponseBase:
    """All that a picture could show, as CSV."""
    _project, form, statements = _asked(request, pk)
    if name not in TABLES:
        raise Http404
    if trouble := form.trouble_with_days():
        return no_file(trouble)
    heads, rows = TABLES[name]
    return csv_file(as_csv([_(head) for head in heads], rows(statements)), name)


@reading
def project_network(request: Request, pk: UUID, suffix: str) -> HttpResponseBase:
    """The whole network as GraphML, GEXF or a list of edges."""
    _project, form, statements = _asked(request, pk)
    if trouble := form.trouble_with_days():
        return no_file(trouble)
    kind = network_kind(request)
    network = network_of(statements, kind, most=None)
    if suffix == "csv":
        return csv_file(as_edges(network), f"network-{kind}")
    written = as_graphml(network) if suffix == "graphml" else as_gexf(network)
    return sent(written, "application/xml", f"network-{kind}.{suffix}")


def network_kind(request: Request) -> str:
    """Which of the two networks; the one of targets where the address says nothing that is one."""
    asked = request.GET.get("network", "")
    return asked if asked in NetworkKind.values else NetworkKind.TARGETS


def _asked(
    request: Request, pk: UUID, *, with_menus: bool = False
) -> tuple[Project, MatrixForm, Statements]:
    project = load_project(request, pk)
    form = MatrixForm(request.GET, menus(request, project) if with_menus else None)
    return project, form, chosen_in(project, request.user, form.chosen())


def _pairs(statements: Statements) -> Rows:
    for pair in pairs_in(statements, None):
        for (stance, day), n in sorted(pair.counts.items(), key=lambda one: one[0][::-1]):
            yield pair.speaker.name, pair.target.name, day.isoformat(), stance, n
        if pair.undated:
            yield pair.speaker.name, pair.target.name, "", "", pair.undated


def _topics(statements: Statements) -> Rows:
    for topic in topics_in(statements, None):
        for day, n in sorted(topic.days.items()):
            yield topic.tag.name, day.isoformat(), n
        if topic.undated:
            yield topic.tag.name, "", topic.undated


def _outlets(statements: Statements) -> Rows:
    totals: dict[tuple[str, str], int] = {}
    for one in counted(statements, Dimension.SOURCE, Dimension.KIND):
        totals[one.row, one.column] = totals.get((one.row, one.column), 0) + one.n
    names = names_of(Dimension.SOURCE, {outlet for outlet, _kind in totals})
    for (outlet, kind), n in sorted(totals.items()):
        yield line_name(outlet, Dimension.SOURCE, names), line_name(kind, Dimension.KIND, {}), n


def _relays(statements: Statements) -> Rows:
    for one in relaying_in(statements, None):
        yield one.relayer.name, one.speaker.name if one.speaker else "", one.count


def _days(statements: Statements) -> Rows:
    for day, n in sorted(days_in(statements).items(), key=lambda one: str(one[0] or "")):
        yield day.isoformat() if day else "", n


TABLES: dict[str, tuple[list[str], Callable[[Statements], Rows]]] = {
    "stances": (["speaker", "target", "date", "stance", "statements"], _pairs),
    "topics": (["topic", "date", "statements"], _topics),
    "outlets": (["outlet", "kind of speaker", "statements"], _outlets),
    "relays": (["relayer", "speaker", "statements"], _relays),
    "days": (["date", "statements"], _days),
}
