"""The copies of an article: read, put together, split, and what is carried to it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.appearances import detach, remove_appearance, restore_appearance
from annotations.actions.keeping import Refused
from annotations.actions.stories import merge_stories, split_story, undo_story_move
from annotations.forms.copies import MergeForm, SplitForm
from annotations.forms.nearest import TitleForm
from annotations.models import Appearance, Article, ProjectArticle, Story, StoryMove
from annotations.permissions import can_annotate, can_take_in_articles
from annotations.queries.copies import (
    carried_to,
    copies_seen,
    could_be_copies,
    difference_to_original,
)
from annotations.views.writing import load_article
from annotations.web.guards import acting, demand, reading
from annotations.web.http import Request


@reading
def copy_list(request: Request, pk: UUID) -> HttpResponse:
    """The address may say by which words the missing copy is sought."""
    project_article = load_article(request, pk)
    words = TitleForm(request.GET).words
    offered = could_be_copies(project_article, request.user, words)
    return _page(request, project_article, MergeForm(offered))


@reading
def copy_difference(request: Request, pk: UUID) -> HttpResponse:
    """How the article differs from the likely original; 404 for that one itself."""
    project_article = load_article(request, pk)
    found = difference_to_original(project_article, request.user)
    if found is None:
        raise Http404
    original, rows = found
    context = {
        "project_article": project_article,
        "article": project_article.article,
        "original": original,
        "rows": rows,
        "is_same": all(row.is_same for row in rows),
        "is_beside": "beside" in request.GET,
    }
    return render(request, "copies/difference.html", context)


@acting
def copy_merge(request: Request, pk: UUID) -> HttpResponse:
    """Put the story of another article of the project together with this one."""
    project_article, story = _load_story(request, pk)
    form = MergeForm(could_be_copies(project_article, request.user), request.POST)
    if not form.is_valid():
        return _page(request, project_article, form, status=422)
    other = form.cleaned_data["other"].article.story_article.story
    return _done(
        request,
        pk,
        lambda: merge_stories(story=story, other=other, by=request.user, at=timezone.now()),
        _("They are copies of one another now."),
    )


@acting
def copy_split(request: Request, pk: UUID) -> HttpResponse:
    """Take the chosen articles out of the story."""
    _row, story = _load_story(request, pk)
    seen = Article.objects.visible_to(request.user).filter(story_article__story=story)
    form = SplitForm(seen, request.POST)
    chosen = [one.pk for one in form.cleaned_data["articles"]] if form.is_valid() else []
    return _done(
        request,
        pk,
        lambda: split_story(story=story, articles=chosen, by=request.user, at=timezone.now()),
        _("They are no copies of the others any more."),
    )


@acting
def move_undo(request: Request, pk: UUID, move: UUID) -> HttpResponse:
    _row, story = _load_story(request, pk)
    found = get_object_or_404(StoryMove.objects.touching(story), pk=move)
    return _done(
        request,
        pk,
        lambda: undo_story_move(move=found, by=request.user, at=timezone.now()),
        _("The articles are back where they were."),
    )


@acting
def appearance_remove(request: Request, pk: UUID, appearance: UUID) -> HttpResponse:
    row = _load_appearance(request, pk, appearance)
    return _done(
        request,
        pk,
        lambda: remove_appearance(appearance=row, by=request.user, at=timezone.now()),
        _("It counts here no longer."),
    )


@acting
def appearance_restore(request: Request, pk: UUID, appearance: UUID) -> HttpResponse:
    row = _load_appearance(request, pk, appearance)
    return _done(
        request,
        pk,
        lambda: restore_appearance(appearance=row, by=request.user),
        _("It counts here again."),
    )


@acting
def appearance_detach(request: Request, pk: UUID, appearance: UUID) -> HttpResponse:
    row = _load_appearance(request, pk, appearance)
    return _done(
        request,
        pk,
        lambda: detach(
            project_article=row.project_article,
            appearance=row.pk,
            by=request.user,
            at=timezone.now(),
        ),
        _("It is an annotation of this article now. Undo is on the annotating page."),
    )


def _load_story(request: Request, pk: UUID) -> tuple[ProjectArticle, Story]:
    """For those who work in the project; 404 for an article that was not gathered yet."""
    project_article = load_article(request, pk)
    demand(can_take_in_articles(project_article))
    stories = Story.objects.filter(story_articles__article=project_article.article_id)
    return project_article, get_object_or_404(stories)


def _load_appearance(request: Request, pk: UUID, appearance: UUID) -> Appearance:
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    return get_object_or_404(carried_to(project_article, request.user), pk=appearance)


def _done(request: Request, pk: UUID, act: Callable[[], object], sentence: str) -> HttpResponse:
    """Back to the page, which says what was done or why it was not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("copy-list", pk)


def _page(
    request: Request, project_article: ProjectArticle, form: MergeForm, status: int = 200
) -> HttpResponse:
    context = {
        "project_article": project_article,
        "article": project_article.article,
        "copies": copies_seen(project_article, request.user),
        "carried": carried_to(project_article, request.user),
        "form": form,
        "search": TitleForm(request.GET),
        "can_change": can_take_in_articles(project_article),
    }
    return render(request, "copies/list.html", context, status=status)
