"""What analysts learn from what was agreed: each their own, managers everybody's."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from annotations.forms.feedback import FeedbackForm
from annotations.models import CodingKind, User
from annotations.permissions import can_manage
from annotations.queries.feedback import agreed_with, menus_of, narrowed, told_about
from annotations.web.guards import demand, reading
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_project

KEYS = (Key("changed_at", descending=True), Key("id", descending=True))
SIZE = 10


@reading
def feedback_list(request: Request, pk: UUID) -> HttpResponse:
    """Where what was agreed differs from what one said; `coder` asks for somebody else's."""
    project = load_project(request, pk)
    coders: list[User] = []
    if can_manage(project):
        worked = User.objects.filter(codings__project=project, codings__kind=CodingKind.HUMAN)
        coders = list(worked.distinct().order_by("name", "username"))
    tags, reasons = menus_of(project)
    form = FeedbackForm(request.GET, tags=tags, reasons=reasons, coders=coders)
    asked = request.GET.get("coder", "")
    demand(not asked or asked == str(request.user.pk) or can_manage(project))
    analyst = request.user
    if form.cleaned_data.get("coder"):
        analyst = get_object_or_404(User, pk__in=[one.pk for one in coders if str(one.pk) == asked])
    golds = narrowed(agreed_with(project, request.user, analyst), form.wanted)
    rows = golds.select_related("project_article__article__source")
    page = page_of(rows, KEYS, request.GET.get("page", ""), size=SIZE)
    context = {
        "project": project,
        "form": form,
        "analyst": analyst,
        "is_mine": analyst == request.user,
        "page": page,
        "told": told_about(page.rows, analyst, form.wanted),
    }
    return render(request, "feedback/list.html", context)
