"""What all writes of the annotating page share: who may, and what the page gets back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import WordsDiffer
from annotations.actions.keeping import Refused
from annotations.forms.spans import ActForm
from annotations.models import Act, Appearance, ProjectArticle
from annotations.permissions import can_annotate
from annotations.queries.carried import Carried
from annotations.queries.changes import Changes, changes_after, changes_since
from annotations.queries.one_article import find_readable, find_writable
from annotations.queries.readings import Tagbook
from annotations.queries.tagbooks import kept_tagbook
from annotations.templatetags.swaps import after_write
from annotations.web.guards import demand
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


def load_article(request: Request, pk: UUID) -> ProjectArticle:
    """The article in its project, for those who may see it; 404 for others."""
    found = find_readable(request.user, pk)
    if found is None:
        raise Http404
    return found


def load_writable(request: Request, pk: UUID) -> tuple[ProjectArticle, Tagbook]:
    """The article and its tags, for those who may annotate it; 403 for those who only read."""
    project_article = find_writable(request.user, pk)
    if project_article is None:
        raise Http404
    demand(can_annotate(project_article))
    return project_article, kept_tagbook(project_article)


def answer(
    request: Request,
    project_article: ProjectArticle,
    tags: Tagbook,
    form: ActForm,
    do: Callable[[], Act | None],
    taken: Carried | None = None,
) -> HttpResponse:
    """Do an act whose form is valid, and show what it changed; 409 where it is refused.

    None is an act that changes nothing: the page gets what it missed. `taken` is what the act takes
    over from a copy.
    """
    if not form.is_valid():
        return refused(request, project_article, tags, form, Refused(form.sentence), status=422)
    try:
        act = do()
    except CannotAnnotate as refusal:
        return refused(request, project_article, tags, form, refusal)
    return done(request, project_article, tags, form, act, taken)


def told(request: Request, project_article: ProjectArticle, form: ActForm) -> dict[str, Any]:
    """What every act takes: where, who, when, and the name that the page gave the act."""
    return {
        "project_article": project_article,
        "by": request.user,
        "at": timezone.now(),
        "key": form.cleaned_data["key"],
    }


def done(
    request: Request,
    project_article: ProjectArticle,
    tags: Tagbook,
    form: ActForm,
    act: Act | None,
    taken: Carried | None = None,
) -> HttpResponse:
    """What an act changed, in place; without htmx, the page anew."""
    if not is_fragment(request):
        return redirect(f"{page_of(project_article)}{_place_of(act)}")
    if act is None:
        seen, above = form.cleaned_data["seen"], form.threshold
        missed = changes_since(project_article, request.user, tags, seen, above=above)
        return swapped(request, project_article, tags, missed)
    changes = changes_after(act, tags, form.cleaned_data["seen"], form.threshold, taken)
    response = swapped(request, project_article, tags, changes)
    if act.annotation:
        response["X-Attache-Annotation"] = str(act.annotation)
    return response


def _place_of(act: Act | None) -> str:
    if act is None or act.is_of_article:
        return "#article-tags"
    return f"#card-{act.annotation}" if act.annotation else ""


def refused(
    request: Request,
    project_article: ProjectArticle,
    tags: Tagbook,
    form: ActForm,
    refusal: Refused,
    status: int = 409,
) -> HttpResponse:
    """Say why, and show the place as it really is."""
    if not is_fragment(request):
        messages.error(request, str(refusal))
        return redirect(page_of(project_article))
    ranges = [(refusal.start, refusal.end)] if isinstance(refusal, WordsDiffer) else []
    seen = form.cleaned_data.get("seen") if hasattr(form, "cleaned_data") else None
    above = form.threshold
    changes = changes_since(project_article, request.user, tags, seen, ranges, above)
    return swapped(request, project_article, tags, changes, notice=str(refusal), status=status)


def swapped(
    request: Request,
    project_article: ProjectArticle,
    tags: Tagbook,
    changes: Changes,
    notice: str = "",
    status: int = 200,
    left: Appearance | None = None,
) -> HttpResponse:
    """`left` is what was taken away of what is carried."""
    of_article = changes.article_tags
    for_article = None if of_article is None else tags.for_articles(of_article)
    base = page_of(project_article)
    content = after_write(request, changes, base, notice, for_article, left)
    return HttpResponse(content, status=status)


def page_of(project_article: ProjectArticle) -> str:
    return reverse("workbench", args=[project_article.pk])
