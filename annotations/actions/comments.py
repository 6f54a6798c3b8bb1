"""What people say to one another about an annotation. Never an annotation, so never an act."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited
from annotations.domain.mentions import called_in
from annotations.models import (
    Attribution,
    Coding,
    Comment,
    Mention,
    ReadMark,
    Span,
    SpanRole,
    Thread,
    User,
)
from annotations.models.comments import KEPT, LONGEST, readers_of

Row = TypeVar("Row", Thread, Comment)


class CannotComment(Refused):
    """The comment cannot be made or changed."""


@audited
def start_thread(
    *, coding: Coding, annotation: int, text: str, by: User, at: datetime, key: UUID | None = None
) -> Comment:
    """The first comment of a new thread about an annotation of the coding. Raises CannotComment."""
    if not _exists(coding, annotation):
        raise CannotComment(_("This annotation has been deleted meanwhile."))

    def say() -> Comment:
        thread = Thread.objects.create(
            project_id=coding.project_id, coding=coding, annotation=annotation
        )
        return _say(thread, text, by, at, key)

    return _once(by, key, text, say)


@audited
def answer_thread(
    *, thread: Thread, text: str, by: User, at: datetime, key: UUID | None = None
) -> Comment:
    """One more comment. A resolved thread is open again: there is something to say after all.

    Raises CannotComment.
    """

    def say() -> Comment:
        return _say(_resolve(_locked(thread), None, None), text, by, at, key)

    return _once(by, key, text, say)


@audited
def edit_comment(*, comment: Comment, text: str, by: User, at: datetime) -> Comment:
    """Put it in other words. Raises CannotComment, also where it has been deleted."""
    comment = _locked(comment)
    if comment.deleted_at:
        raise CannotComment(_("This comment has been deleted. Bring it back to change it."))
    if comment.text != _worded(text):
        comment.text = _worded(text)
        comment.edited_at = at
        comment.save(update_fields=["text", "edited_at"])
        _call(comment, comment.thread)
    return comment


@audited
def delete_comment(*, comment: Comment, by: User, at: datetime) -> Comment:
    """Take it away; for a day `restore_comment` brings it back."""
    comment = _locked(comment)
    if not comment.deleted_at:
        comment.deleted_at = at
        comment.save(update_fields=["deleted_at"])
    return comment


@audited
def restore_comment(*, comment: Comment, by: User) -> Comment:
    comment = _locked(comment)
    if comment.deleted_at:
        comment.deleted_at = None
        comment.save(update_fields=["deleted_at"])
    return comment


@audited
def resolve_thread(*, thread: Thread, by: User, at: datetime) -> Thread:
    """What it is about is settled. Who did so first stays on record."""
    thread = _locked(thread)
    return thread if thread.resolved_at else _resolve(thread, by, at)


@audited
def reopen_thread(*, thread: Thread, by: User) -> Thread:
    return _resolve(_locked(thread), None, None)


@transaction.atomic
def mark_read(*, coding: Coding, annotation: int, until: datetime, by: User) -> None:
    """The reader has seen what was said about the annotation up to a moment."""
    threads = Thread.objects.filter(coding=coding, annotation=annotation)
    _mark(list(threads.values_list("pk", flat=True)), by, until)


@transaction.atomic
def forget_deleted_comments(*, at: datetime) -> int:
    """Delete for good what nobody brought back, and threads that are left with nothing."""
    gone = Comment.objects.filter(deleted_at__lt=at - KEPT)
    threads = set(gone.values_list("thread_id", flat=True))
    count = gone.count()
    gone.delete()
    Thread.objects.filter(pk__in=threads, comments__isnull=True).delete()
    return count


def _say(thread: Thread, text: str, by: User, at: datetime, key: UUID | None) -> Comment:
    comment = Comment.objects.create(
        project_id=thread.project_id,
        thread=thread,
        author=by,
        text=_worded(text),
        key=key,
        created_at=at,
    )
    _call(comment, thread)
    # Whoever answers has read what was there.
    _mark([thread.pk], by, at)
    return comment


def _call(comment: Comment, thread: Thread) -> None:
    """Remember whom the text calls, of those who may read it; nobody calls themselves."""
    Mention.objects.filter(comment=comment).delete()
    if "@" not in comment.text:
        return
    readers = {user.username: user for user in readers_of(thread.coding)}
    called = called_in(comment.text, readers.keys())
    people = [readers[login] for login in sorted(called) if readers[login].pk != comment.author_id]
    Mention.objects.bulk_create([Mention(comment=comment, user=user) for user in people])


def _once(by: User, key: UUID | None, text: str, say: Callable[[], Comment]) -> Comment:
    """What was sent twice is there once: by one page after the other, or by two at once."""
    _worded(text)
    mine = Comment.objects.filter(author=by, key=key).select_related("thread")
    if key and (found := mine.first()):
        return found
    try:
        with transaction.atomic():
            return say()
    except IntegrityError:
        return mine.get()


def _worded(text: str) -> str:
    """The text as it is kept. Raises CannotComment."""
    text = text.strip()
    if not text:
        raise CannotComment(_("Write something first."), "text")
    if len(text) > LONGEST:
        raise CannotComment(
            _("This is too long: a comment has at most %(most)s characters.") % {"most": LONGEST},
            "text",
        )
    return text


def _mark(threads: Collection[UUID], by: User, until: datetime) -> None:
    """Set read marks; one that is later already stays."""
    later = ReadMark.objects.filter(reader=by, thread__in=threads, until__gte=until)
    known = set(later.values_list("thread_id", flat=True))
    marks = [ReadMark(thread_id=pk, reader=by, until=until) for pk in threads if pk not in known]
    ReadMark.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["thread", "reader"], update_fields=["until"]
    )


def _resolve(thread: Thread, by: User | None, at: datetime | None) -> Thread:
    if thread.resolved_at != at:
        thread.resolved_at, thread.resolved_by = at, by
        thread.save(update_fields=["resolved_at", "resolved_by"])
    return thread


def _locked(row: Row) -> Row:
    """The row as it is now, nobody else changing it meanwhile."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def _exists(coding: Coding, annotation: int) -> bool:
    passage = Span.objects.filter(coding=coding, number=annotation, role=SpanRole.PASSAGE)
    return passage.exists() or Attribution.objects.filter(coding=coding, number=annotation).exists()
