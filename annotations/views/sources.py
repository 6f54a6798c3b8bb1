"""The register of sources, and the page of each."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from annotations.forms.sources import SourceFilter
from annotations.models import Source
from annotations.permissions import can_open_admin
from annotations.queries.sources import articles_of, count_articles, register
from annotations.web.guards import reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of


@reading
def source_list(request: Request) -> HttpResponse:
    """By alphabet, with how many of its articles the reader may see."""
    form = SourceFilter(request.GET)
    typed, kind, unreviewed = (form.value(name) for name in ("q", "kind", "unreviewed"))
    rows = register(kind, typed, bool(unreviewed))
    page = page_of(rows, [Key("place"), Key("id")], request.GET.get("page", ""))
    counts = count_articles(page.rows, request.user)
    context = {
        "form": form,
        "page": page,
        "sources": [(source, counts.get(source.pk, 0)) for source in page.rows],
        "filtered": bool(typed or kind or unreviewed),
        "can_edit": can_open_admin(request.user),
    }
    return render_page(request, "sources/list.html", "sources/_results.html", context)


@reading
def source_detail(request: Request, pk: UUID) -> HttpResponse:
    """What is known of it, and its articles in the reader's projects, the newest first."""
    source = get_object_or_404(Source, pk=pk)
    rows = articles_of(source, request.user)
    order = [Key("place", descending=True), Key("id", descending=True)]
    context = {
        "source": source,
        "total": rows.count(),
        "page": page_of(rows, order, request.GET.get("page", "")),
        "can_edit": can_open_admin(request.user),
    }
    return render_page(request, "sources/detail.html", "sources/_articles.html", context)
