"""A statement's own page: where it comes from, how it is cited, and what became of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from annotations.domain.citations import (
    Cited,
    apa_in_text,
    apa_reference,
    bibtex,
    chicago_bibliography,
    chicago_note,
    ris,
)
from annotations.models import Attribution
from annotations.permissions import can_annotate
from annotations.queries.citing import cited
from annotations.queries.links import connections_of
from annotations.queries.standing import position_of
from annotations.queries.statements import Deleted, find_deleted, find_statement, open_statement
from annotations.queries.verifying import verify_statement
from annotations.views.writing import load_article
from annotations.web.guards import reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request

GONE = 410


@reading
def statement_detail(request: Request, pk: UUID) -> HttpResponse:
    """In the revision in which it was made; what was carried on has an address there as well."""
    said = find_statement(pk, request.user)
    if said is None:
        return _elsewhere(request, pk)
    return render(request, "statements/detail.html", _page_of(request, said))


@reading
def statement_verify(request: Request, pk: UUID) -> HttpResponse:
    """The same page, with what comes out when bytes, text and words are compared now."""
    said = _load(request, pk)
    context: dict[str, Any] = {"said": said}
    if not is_fragment(request):
        context = _page_of(request, said)
    context["verified"] = verify_statement(said)
    return render_page(request, "statements/detail.html", "statements/_verified.html", context)


@reading
def statement_bibtex(request: Request, pk: UUID) -> HttpResponse:
    return _download(bibtex(_citation(request, _load(request, pk))), "application/x-bibtex", "bib")


@reading
def statement_ris(request: Request, pk: UUID) -> HttpResponse:
    text = ris(_citation(request, _load(request, pk)))
    return _download(text, "application/x-research-info-systems", "ris")


def _load(request: Request, pk: UUID) -> Attribution:
    said = find_statement(pk, request.user)
    if said is None:
        raise Http404
    return said


def _elsewhere(request: Request, pk: UUID) -> HttpResponse:
    """Where it is now, or that it was deleted; 404 for those who may know neither."""
    found = find_deleted(pk, request.user)
    if found is None:
        raise Http404
    if isinstance(found, Deleted):
        return render(request, "statements/deleted.html", {"deleted": found}, status=GONE)
    return redirect("statement-detail", found.pk)


def _page_of(request: Request, said: Attribution) -> dict[str, Any]:
    statement = open_statement(said, request.user)
    source = _citation(request, said)
    row = load_article(request, said.coding.project_article_id)
    position = None
    if said.speaker and said.target_id:
        position = position_of(said.speaker, request.user, target=said.target_id)
    return {
        "connections": connections_of(said, request.user),
        "can_link": said.coding.is_current and can_annotate(row),
        "position": position if position and position.said != said else None,
        "statement": statement,
        "said": said,
        "article": said.coding.project_article.article,
        "citations": {
            "chicago_note": chicago_note(source),
            "chicago_bibliography": chicago_bibliography(source),
            "apa_reference": apa_reference(source),
            "apa_in_text": apa_in_text(source),
        },
        "record": source.record,
    }


def _citation(request: Request, said: Attribution) -> Cited:
    address = reverse("statement-detail", args=[said.pk])
    return cited(said, request.build_absolute_uri(address))


def _download(text: str, media_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statement.{ending}"'
    return response
