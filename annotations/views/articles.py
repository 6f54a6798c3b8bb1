"""The articles of a project."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from annotations.forms.articles import ArticleFilter, Offer
from annotations.models import Project
from annotations.permissions import can_annotate, can_see_all_codings, can_take_in_articles
from annotations.queries.article_orders import Sort, ordered
from annotations.queries.article_rows import listed
from annotations.queries.articles import facets_of
from annotations.templatetags.words import language_name
from annotations.web.guards import reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.paging import Key, Part, page_in_turn
from annotations.web.projects import load_project

# Rows on a page: more cost more than the page may take, and nobody reads them all.
SIZE = 25


@reading
def article_list(request: Request, pk: UUID) -> HttpResponse:
    """Filter and sort as the address says; htmx gets the rows only."""
    project = load_project(request, pk)
    form = ArticleFilter(request.GET, offer_of(project, whole=not is_fragment(request)))
    found = ordered(project, request.user, form.wanted(), form.sort_by())
    page = page_in_turn(
        [Part(one.rows, [Key(*column) for column in one.columns]) for one in found.parts],
        request.GET.get("page", ""),
        SIZE,
    )
    keys = [row.pk for row in page.rows]
    context = {
        "project": project,
        "form": form,
        "heads": _heads_of(form.sort_by(), can_annotate(project), can_see_all_codings(project)),
        "total": found.count(),
        "page": replace(page, rows=listed(keys, project, request.user)),
        "can_take_in": can_take_in_articles(project),
        "can_annotate": can_annotate(project),
        "sees_all": can_see_all_codings(project),
    }
    return render_page(request, "articles/list.html", "articles/_swap.html", context)


@dataclass(frozen=True)
class Head:
    """A column: `sort` is the order that a click gives, `direction` how it is sorted now."""

    label: str
    sort: str = ""
    direction: str = ""
    numeric: bool = False


def _heads_of(sort: str, annotates: bool, sees_all: bool) -> list[Head]:
    """The columns that this reader gets."""

    def head(label: str, by: Sort, direction: str, numeric: bool = False) -> Head:
        return Head(label, by, direction if sort == by else "", numeric)

    if sort in {Sort.NEWEST, Sort.OLDEST}:
        newest = sort == Sort.NEWEST
        dated = Head(
            _("Date"),
            Sort.OLDEST if newest else Sort.NEWEST,
            "descending" if newest else "ascending",
        )
    else:
        dated = Head(_("Date"), Sort.NEWEST)
    heads = [
        head(_("Article"), Sort.TITLE, "ascending"),
        head(_("Source"), Sort.SOURCE, "ascending"),
        dated,
    ]
    if annotates:
        heads += [
            Head(_("My work")),
            head(_("My annotations"), Sort.ANNOTATIONS, "descending", numeric=True),
        ]
    if sees_all:
        heads.append(Head(_("Analysts")))
    return heads


def offer_of(project: Project, whole: bool) -> Offer:
    """The menus of the filter; a fragment shows none of them."""
    sees_all = can_see_all_codings(project)
    if not whole:
        return Offer(sees_all=sees_all)
    facets = facets_of(project)
    return Offer(
        sources=facets.sources,
        languages=sorted(
            ((code, language_name(code)) for code in facets.languages), key=lambda pair: pair[1]
        ),
        tags=[(tag.id, "\u2003" * depth + tag.name) for tag, depth in facets.tags],
        sees_all=sees_all,
    )
