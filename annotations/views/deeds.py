"""What was done in a project, for its managers, who may take back what somebody did at once.

What is undone at a place of its own, such as the merge of two tags, is undone there.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.acts import CannotUndo
from annotations.actions.taking_back import take_back
from annotations.forms.deeds import DeedFilter
from annotations.models import Act
from annotations.queries.deeds import can_be_taken_back, doers_in, kind_of, tables_of
from annotations.web.guards import acting, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of_several
from annotations.web.projects import load_managed

SIZE = 40


@reading
def deed_list(request: Request, pk: UUID) -> HttpResponse:
    project = load_managed(request, pk)
    form = DeedFilter(request.GET, list(doers_in(project)))
    sought = form.sought()
    tables = tables_of(project, sought)
    page = page_of_several(tables, Key("id", descending=True), request.GET.get("page", ""), SIZE)
    deeds = [(deed, kind_of(deed), can_be_taken_back(deed)) for deed in page.rows]
    context = {
        "project": project,
        "form": form,
        "page": page,
        "deeds": deeds,
        "is_filtering": bool(sought.by or sought.kind),
    }
    return render_page(request, "deeds/list.html", "deeds/_results.html", context)


@acting
def deed_take_back(request: Request, pk: UUID, act: UUID) -> HttpResponse:
    """Back to the list, where it can be taken back as well."""
    project = load_managed(request, pk)
    acts = Act.objects.at_once().filter(coding__project=project)
    found = get_object_or_404(acts.select_related("coding__analyst"), pk=act)
    try:
        take_back(act=found, by=request.user, at=timezone.now())
    except CannotUndo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. That is on the list, too, and can be taken back."))
    return redirect("deed-list", pk)
