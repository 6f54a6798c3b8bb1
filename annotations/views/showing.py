"""How many suggestions a reader wants to see, from the page that shows them."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations.actions.users import set_preferences
from annotations.forms.suggestions import ShowingForm
from annotations.permissions import can_annotate
from annotations.queries.workbench import open_workbench
from annotations.views.codings import opened, page, talk_of
from annotations.views.writing import load_article, page_of
from annotations.web.guards import acting, demand
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


@acting
def suggestions_show(request: Request, pk: UUID) -> HttpResponse:
    """Keep what was chosen, and show the suggestions of this article accordingly."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    form = ShowingForm(request.user, request.POST)
    if form.is_valid():
        set_preferences(user=request.user, by=request.user, **form.cleaned_data)
    if not is_fragment(request):
        if not form.is_valid():
            messages.error(request, _("There is no such choice. Nothing was changed."))
        return redirect(page_of(project_article))
    above = request.user.shows_suggestions_above
    bench = opened(request, project_article, partial(open_workbench, above=above))
    context = page(project_article, bench) | talk_of(request, bench)
    status = 200 if form.is_valid() else 422
    return render(request, "suggestions/_shown.html", context, status=status)
