"""The states of an article's text: what the outlet showed when, and what it changed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from annotations.models import ProjectArticle, Revision
from annotations.queries.revisions import (
    difference_to,
    headline_between,
    headlines_of,
    open_revision,
    revisions_of,
)
from annotations.views.writing import load_article, page_of
from annotations.web.guards import reading
from annotations.web.http import Request


@reading
def revision_list(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    context = _context(project_article) | {
        "revisions": revisions_of(project_article),
        "headlines": headlines_of(project_article),
    }
    return render(request, "revisions/list.html", context)


@reading
def revision_detail(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One state, to be read and printed, with the annotations that were made in it."""
    project_article = load_article(request, pk)
    state = open_revision(project_article, request.user, _revision(project_article, number))
    return render(request, "revisions/detail.html", _context(project_article) | {"state": state})


@reading
def revision_difference(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article = load_article(request, pk)
    revision = _revision(project_article, number)
    found = difference_to(revision)
    if found is None:
        raise Http404
    earlier, rows = found
    context = {
        "revision": revision,
        "earlier": earlier,
        "rows": rows,
        "headline": headline_between(earlier, revision),
    }
    context["is_beside"] = "beside" in request.GET
    return render(request, "revisions/difference.html", _context(project_article) | context)


def _revision(project_article: ProjectArticle, number: int) -> Revision:
    revisions = Revision.objects.select_related("capture").defer("capture__compressed")
    return get_object_or_404(revisions, article=project_article.article_id, number=number)


def _context(project_article: ProjectArticle) -> dict[str, Any]:
    article = project_article.article
    return {
        "project_article": project_article,
        "article": article,
        "base": page_of(project_article),
    }
