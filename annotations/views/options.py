"""Who may be meant: the list under a field in which a name is typed, and the people at hand."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from annotations.domain.names import tidy
from annotations.forms.attributions import PEOPLE
from annotations.models import ActorKind
from annotations.permissions import can_annotate
from annotations.queries.people import is_known, named_in, suggested
from annotations.views.attributions import own_coding
from annotations.views.writing import load_article
from annotations.web.guards import demand, reading
from annotations.web.http import Request


@reading
def actor_options(request: Request) -> HttpResponse:
    try:
        project_article = load_article(request, UUID(request.GET.get("article", "")))
    except ValueError as no_article:
        raise Http404 from no_article
    name = request.GET.get("name", "speaker")
    if name not in PEOPLE:
        raise Http404
    typed = tidy(request.GET.get("q", "") or request.GET.get(f"{name}_name", ""))[:200]
    coding = own_coding(project_article, request.user)
    found = suggested(typed, project_article, coding, project_article.article.published_on)
    is_new = typed and "known" not in request.GET and not is_known(typed, found)
    context = {
        "name": name,
        "found": found,
        "typed": typed,
        "kinds": ActorKind.choices if is_new else [],
    }
    return render(request, "codings/_options.html", context)


@reading
def people_named(request: Request, pk: UUID) -> HttpResponse:
    """Whom of the register the article names: they have the digits that no speaker has yet."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    people = named_in(project_article, own_coding(project_article, request.user))
    return render(request, "codings/_people.html", {"people": people})
