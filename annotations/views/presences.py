"""Who is at the page of an article: the page says so now and then, and hears who else is."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from annotations.actions.presences import be_here
from annotations.models import Presence
from annotations.views.writing import load_article, page_of
from annotations.web.guards import acting
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


@acting
def presence_tell(request: Request, pk: UUID) -> HttpResponse:
    """For readers as well: it says nothing about the article."""
    row = load_article(request, pk)
    be_here(project_article=row, by=request.user, at=timezone.now())
    if not is_fragment(request):
        return redirect(page_of(row))
    here = Presence.objects.filter(project_article=row).seen_by(request.user)
    people = [one.user for one in here.select_related("user").order_by("user__username")]
    context = {"people": people, "base": page_of(row)}
    return render(request, "codings/_present.html", context)
