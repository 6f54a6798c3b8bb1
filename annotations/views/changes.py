"""What was annotated in a text that was changed since: old and new together, one key an answer."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.acts import undo
from annotations.actions.answering import CannotAnswer, drop_changed, keep_changed
from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import Range
from annotations.forms.changes import PlaceForm
from annotations.models import Act, Carry, ProjectArticle
from annotations.permissions import can_annotate
from annotations.queries.carries import find_words, last_answer, next_question, own_codings
from annotations.views.writing import load_article, page_of
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request


@reading
def change_list(request: Request, pk: UUID) -> HttpResponse:
    return _page(request, _loaded(request, pk))


@acting
def change_keep(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article = _loaded(request, pk)
    return _answered(
        request,
        project_article,
        lambda: keep_changed(
            project_article=project_article, by=request.user, at=timezone.now(), number=number
        ),
    )


@acting
def change_place(request: Request, pk: UUID, number: int) -> HttpResponse:
    """At the words that somebody has chosen by hand in the new text."""
    project_article = _loaded(request, pk)
    codings = own_codings(request.user).filter(project_article=project_article)
    carry = get_object_or_404(Carry, coding__in=codings, annotation=number)
    form = PlaceForm(request.POST)

    def place() -> Act:
        found = find_words(carry, form.cleaned_data["words"]) if form.is_valid() else None
        if found is None:
            raise CannotAnswer(
                _("The new text does not say this. Choose words as they stand there.")
            )
        return keep_changed(
            project_article=project_article,
            by=request.user,
            at=timezone.now(),
            number=number,
            place=Range(*found, form.cleaned_data["words"]),
        )

    return _answered(request, project_article, place)


@acting
def change_drop(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article = _loaded(request, pk)
    return _answered(
        request,
        project_article,
        lambda: drop_changed(
            project_article=project_article, by=request.user, at=timezone.now(), number=number
        ),
    )


@acting
def change_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take the last answer back, and nothing that was done elsewhere since."""
    project_article = _loaded(request, pk)

    def take_back() -> Act:
        if last_answer(project_article, request.user) is None:
            raise CannotAnswer(_("There is no answer to undo."))
        return undo(project_article=project_article, by=request.user, at=timezone.now())

    return _answered(request, project_article, take_back)


def _loaded(request: Request, pk: UUID) -> ProjectArticle:
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    return project_article


def _answered(
    request: Request, project_article: ProjectArticle, act: Callable[[], Act]
) -> HttpResponse:
    """The next question; the same one with a sentence where the answer is refused."""
    try:
        act()
    except CannotAnnotate as refusal:
        if is_fragment(request):
            return _page(request, project_article, sentence=str(refusal), status=409)
        messages.error(request, str(refusal))
    if is_fragment(request):
        return _page(request, project_article)
    return redirect("change-list", project_article.pk)


def _page(
    request: Request, project_article: ProjectArticle, sentence: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "project_article": project_article,
        "article": project_article.article,
        "base": page_of(project_article),
        "question": next_question(project_article, request.user),
        "last": last_answer(project_article, request.user),
        "sentence": sentence,
    }
    return render_page(request, "changes/list.html", "changes/_question.html", context, status)
