"""What is said about annotations: shown at a card, written, answered, settled, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.comments import (
    CannotComment,
    answer_thread,
    delete_comment,
    edit_comment,
    mark_read,
    reopen_thread,
    resolve_thread,
    restore_comment,
    start_thread,
)
from annotations.forms.comments import CommentForm, ReadForm
from annotations.models import Coding, CodingKind, CodingState, Comment, Thread
from annotations.models.comments import readers_of
from annotations.permissions import can_change_comment, can_comment
from annotations.queries.card_links import put_links
from annotations.queries.notes import notes_of
from annotations.views.talking import card_of, opened_talk, place_of, talk_context, whose_coding
from annotations.views.writing import load_article, page_of
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


@reading
def comment_list(request: Request, pk: UUID, number: int) -> HttpResponse:
    """All that is said about one annotation; as a page, the place where that stands."""
    coding, commenting = _load_coding(request, pk)
    if not is_fragment(request):
        return redirect(place_of(coding, number, request.user))
    context = talk_context(request, coding, number, commenting)
    return render(request, "codings/_comments.html", context)


@reading
def mention_options(request: Request, pk: UUID) -> HttpResponse:
    """Whom a comment on the coding may call, to be offered while somebody types."""
    coding, commenting = _load_coding(request, pk)
    demand(commenting)
    people = readers_of(coding).exclude(pk=request.user.pk)
    return render(request, "codings/_mentionable.html", {"people": people})


@acting
def comment_create(request: Request, pk: UUID, number: int) -> HttpResponse:
    coding, commenting = _load_coding(request, pk)
    demand(commenting)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _refused(request, coding, number, form.sentence)
    try:
        start_thread(
            coding=coding,
            annotation=number,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except CannotComment as refusal:
        return _refused(request, coding, number, str(refusal), status=409)
    return _told(request, coding, number)


@acting
def comment_read(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The reader was shown all up to the comment `last`. For whoever may read them."""
    coding, _commenting = _load_coding(request, pk)
    form = ReadForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = Comment.objects.filter(thread__coding=coding, thread__annotation=number)
    last = get_object_or_404(said, pk=form.cleaned_data["last"])
    mark_read(coding=coding, annotation=number, until=last.created_at, by=request.user)
    if not is_fragment(request):
        return redirect(place_of(coding, number, request.user))
    context = {
        "number": number,
        "notes": notes_of(coding.pk, request.user.pk).get(number),
        "base": page_of(coding.project_article),
        "whose": whose_coding(coding, request.user),
    }
    return render(request, "codings/_after_reading.html", context)


@acting
def thread_answer(request: Request, pk: UUID) -> HttpResponse:
    thread = _load_thread(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _refused(request, thread.coding, thread.annotation, form.sentence)
    answer_thread(thread=thread, by=request.user, at=timezone.now(), **form.cleaned_data)
    return _told(request, thread.coding, thread.annotation)


@acting
def thread_resolve(request: Request, pk: UUID) -> HttpResponse:
    thread = _load_thread(request, pk)
    resolve_thread(thread=thread, by=request.user, at=timezone.now())
    return _told(request, thread.coding, thread.annotation)


@acting
def thread_reopen(request: Request, pk: UUID) -> HttpResponse:
    thread = _load_thread(request, pk)
    reopen_thread(thread=thread, by=request.user)
    return _told(request, thread.coding, thread.annotation)


@acting
def comment_update(request: Request, pk: UUID) -> HttpResponse:
    comment = _load_own(request, pk)
    thread = comment.thread
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _refused(request, thread.coding, thread.annotation, form.sentence)
    try:
        edit_comment(
            comment=comment, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
    except CannotComment as refusal:
        return _refused(request, thread.coding, thread.annotation, str(refusal), status=409)
    return _told(request, thread.coding, thread.annotation)


@acting
def comment_delete(request: Request, pk: UUID) -> HttpResponse:
    comment = _load_own(request, pk)
    delete_comment(comment=comment, by=request.user, at=timezone.now())
    return _told(request, comment.thread.coding, comment.thread.annotation)


@acting
def comment_restore(request: Request, pk: UUID) -> HttpResponse:
    comment = _load_own(request, pk)
    restore_comment(comment=comment, by=request.user)
    return _told(request, comment.thread.coding, comment.thread.annotation)


def _load_coding(request: Request, pk: UUID) -> tuple[Coding, bool]:
    """The coding that the address names, else the reader's own, and whether they may comment.

    404 where it is not for them.
    """
    project_article = load_article(request, pk)
    codings = Coding.objects.discussed_by(request.user).filter(project_article=project_article)
    wanted = request.GET.get("coding")
    try:
        named = {"pk": UUID(wanted)} if wanted else {"analyst": request.user}
    except ValueError as nonsense:
        raise Http404 from nonsense
    if not wanted:
        codings = codings.filter(kind=CodingKind.HUMAN)
    coding = get_object_or_404(codings, **named)
    coding.project_article = project_article
    return coding, can_comment(project_article)


def _load_thread(request: Request, pk: UUID) -> Thread:
    """A thread that the reader may answer; 403 for those who only read."""
    threads = Thread.objects.visible_to(request.user).with_role_of(request.user)
    thread = get_object_or_404(threads.select_related("coding__project_article__project"), pk=pk)
    demand(can_comment(thread))
    return thread


def _load_own(request: Request, pk: UUID) -> Comment:
    """A comment of one's own; 403 where it is somebody else's."""
    comments = Comment.objects.visible_to(request.user).with_role_of(request.user)
    comment = get_object_or_404(
        comments.select_related("thread__coding__project_article__project"), pk=pk
    )
    demand(can_change_comment(comment, request.user))
    return comment


def _told(
    request: Request, coding: Coding, number: int, notice: str = "", status: int = 200
) -> HttpResponse:
    """The card with all that is said at it; where the annotation is gone, where that is kept."""
    if not is_fragment(request):
        return redirect(place_of(coding, number, request.user))
    card = card_of(coding, number)
    if card:
        card.notes = notes_of(coding.pk, request.user.pk).get(number)
        put_links([card], coding.pk, request.user)
    elif not notice:
        notice = _("This annotation was deleted. What is said about it is kept with the list.")
    is_own = coding.analyst_id == request.user.pk
    context = {
        "card": card,
        "base": page_of(coding.project_article),
        "editable": is_own and coding.state == CodingState.OPEN,
        "whose": whose_coding(coding, request.user),
        "opened": opened_talk(request, coding, number, commenting=True),
        "notice": notice,
    }
    return render(request, "codings/_after_comment.html", context, status=status)


def _refused(
    request: Request, coding: Coding, number: int, sentence: str, status: int = 422
) -> HttpResponse:
    """Say why. What was typed is the page's to keep."""
    if not is_fragment(request):
        messages.error(request, sentence)
    return _told(request, coding, number, sentence, status)
