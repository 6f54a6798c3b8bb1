"""An article's annotations as a list."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from annotations.forms.annotations import AnnotationFilter
from annotations.models import ProjectArticle
from annotations.permissions import can_annotate, can_comment, can_compare
from annotations.queries.annotations import annotations_of, for_table, menus_of
from annotations.queries.comments import leftovers_of, put_comments
from annotations.queries.copies import put_appearances
from annotations.queries.flags import flagged_in, put_flags
from annotations.web.guards import reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of

# In reading order; where two stand at one place, the longer first.
ORDER = [Key("start"), Key("end", descending=True), Key("id")]
# So that an ordinary article is one page, on screen and on paper.
SIZE = 200


@reading
def annotation_list(request: Request, pk: UUID) -> HttpResponse:
    """Filtered as the address says; htmx gets the rows only."""
    articles = ProjectArticle.objects.visible_to(request.user).with_role_of(request.user)
    row = get_object_or_404(articles.select_related("project", "article__source"), pk=pk)
    menus = None if is_fragment(request) else menus_of(row, request.user)
    flagged = flagged_in(row, request.user)
    form = AnnotationFilter(request.GET, menus, has_flags=bool(flagged))
    found = annotations_of(row, request.user, form.sought())
    page = page_of(for_table(found), ORDER, request.GET.get("page", ""), SIZE)
    put_comments(page.rows, request.user)
    put_appearances(page.rows)
    put_flags(page.rows, flagged, request.user)
    context = {
        "row": row,
        "article": row.article,
        "project": row.project,
        "form": form,
        "total": found.count(),
        "page": page,
        "can_annotate": can_annotate(row),
        "sees_all": can_compare(row),
    }
    if not is_fragment(request):
        context["leftovers"] = leftovers_of(row, request.user)
        context["can_comment"] = can_comment(row)
    return render_page(request, "annotations/list.html", "annotations/_results.html", context)
