"""Linking a statement with another one while one annotates: acts, which undo takes back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from annotations.actions.links import connect, disconnect
from annotations.forms.links import ConnectForm, SeekForm
from annotations.forms.spans import ActForm
from annotations.models import Attribution, CodingKind, ProjectArticle, User
from annotations.permissions import can_annotate
from annotations.queries.links import MOST_OFFERED, connections_of, could_be_connected
from annotations.queries.statements import with_article
from annotations.views.writing import answer, load_article, load_writable, page_of, told
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment
from annotations.web.http import Request

FOUND = "linkable"


@reading
def annotation_links(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The dialog; for its own search, only what is found. Without htmx the statement's own page."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    said = _own_statement(project_article, request.user, number)
    if not is_fragment(request):
        return redirect("link-list", said.pk)
    search = SeekForm(request.GET, auto_id="linking_%s")
    context = {
        "said": said,
        "article": project_article.article,
        "form": ConnectForm(could_be_connected(said, request.user), auto_id="linking_%s"),
        "search": search,
        "offered": could_be_connected(said, request.user, search.typed)[:MOST_OFFERED],
        "base": page_of(project_article),
    }
    if request.htmx.target == FOUND:
        return render(request, "codings/_linkable.html", context)
    context["connections"] = connections_of(said, request.user)
    return render(request, "codings/_linking.html", context)


@acting
def annotation_connect(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    said = _own_statement(project_article, request.user, number)
    form = ConnectForm(could_be_connected(said, request.user), request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: connect(
            number=number,
            kind=form.kind_meant,
            other=form.cleaned_data["other"],
            is_turned=form.is_turned,
            day=form.cleaned_data["day"],
            **told(request, project_article, form),
        ),
    )


@acting
def annotation_disconnect(request: Request, pk: UUID, number: int, link: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: disconnect(number=number, link=link, **told(request, project_article, form)),
    )


def _own_statement(project_article: ProjectArticle, user: User, number: int) -> Attribution:
    """One's own, as it stands now; 404 where there is none of that number."""
    rows = Attribution.objects.filter(
        coding__project_article=project_article,
        coding__analyst=user,
        coding__kind=CodingKind.HUMAN,
        coding__is_current=True,
        number=number,
    )
    said = with_article(rows).first()
    if said is None:
        raise Http404
    return said
