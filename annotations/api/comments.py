"""What people say about annotations."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, StrictInt, StrictStr

from annotations.actions.comments import (
    answer_thread,
    delete_comment,
    edit_comment,
    reopen_thread,
    resolve_thread,
    restore_comment,
    start_thread,
)
from annotations.api.articles import find_article
from annotations.api.inputs import LONGEST, Body
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.models import Coding, Comment, Thread
from annotations.models.comments import LONGEST as LONGEST_COMMENT
from annotations.permissions import can_change_comment, can_comment
from annotations.web.guards import demand

router = Router()
Text = Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_COMMENT)]


class CommentOut(Schema):
    """`annotation` is the number of what it is about, in that coding."""

    id: UUID
    thread: UUID
    coding: UUID
    annotation: int
    by: UUID
    text: str
    created_at: datetime
    edited_at: datetime | None
    resolved_at: datetime | None


class ThreadOut(Schema):
    """What is said about one annotation; settled, for now, where it is `resolved_at`."""

    id: UUID
    coding: UUID
    annotation: int
    resolved_at: datetime | None
    resolved_by: UUID | None


class CommentIn(Body):
    """An answer in a `thread`; or a new thread about an `annotation` of a `coding`."""

    text: Text
    thread: UUID | None = None
    coding: UUID | None = None
    annotation: Annotated[StrictInt, Field(ge=1, le=LONGEST)] | None = None


class CommentChange(Body):
    text: Text


def shape(row: Comment) -> CommentOut:
    return CommentOut(
        id=row.pk,
        thread=row.thread_id,
        coding=row.thread.coding_id,
        annotation=row.thread.annotation,
        by=row.author_id,
        text=row.text,
        created_at=row.created_at,
        edited_at=row.edited_at,
        resolved_at=row.thread.resolved_at,
    )


def shape_thread(row: Thread) -> ThreadOut:
    return ThreadOut(**facts_of(row, ThreadOut))


@router.get(
    "/articles/{uuid:pk}/comments", response=Listing[CommentOut], summary="Comments on an article"
)
def comments_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """On those codings whose comments you read."""
    rows = _seen(request).filter(thread__coding__project_article=find_article(request, pk))
    return listed(request, response, rows, cut, each(shape))


@router.post("/articles/{uuid:pk}/comments", response={201: CommentOut}, summary="Say something")
def comments_create(request: Asked, response: HttpResponse, pk: UUID, body: CommentIn) -> Any:
    article, at = find_article(request, pk), timezone.now()
    demand(can_comment(article))
    if body.thread:
        threads = Thread.objects.visible_to(request.user).filter(coding__project_article=article)
        thread = get_object_or_404(threads, pk=body.thread)
        made = answer_thread(thread=thread, text=body.text, by=request.user, at=at)
    elif body.coding and body.annotation:
        codings = Coding.objects.discussed_by(request.user).filter(project_article=article)
        coding = get_object_or_404(codings, pk=body.coding)
        made = start_thread(
            coding=coding, annotation=body.annotation, text=body.text, by=request.user, at=at
        )
    else:
        sentence = _("Name the thread, or the coding and the number of the annotation.")
        raise blamed("thread", sentence)
    response["Location"] = f"/api/comments/{made.pk}"
    return Status(201, _shown(request, made.pk))


@router.get("/comments/{uuid:pk}", response=CommentOut, summary="One comment")
def comments_get(request: Asked, pk: UUID) -> Any:
    return _shown(request, pk)


@router.patch(
    "/comments/{uuid:pk}", response=CommentOut, summary="Put it otherwise", openapi_extra=MATCHING
)
def comments_change(request: Asked, pk: UUID, body: CommentChange) -> Any:
    comment = _own(request, pk)
    edit_comment(comment=comment, text=body.text, by=request.user, at=timezone.now())
    return _shown(request, pk)


@router.delete(
    "/comments/{uuid:pk}", response={204: None}, summary="Delete a comment", openapi_extra=MATCHING
)
def comments_delete(request: Asked, pk: UUID) -> Any:
    """One of your own; for a day it can be brought back."""
    delete_comment(comment=_own(request, pk), by=request.user, at=timezone.now())
    return Status(204, None)


@router.post("/comments/{uuid:pk}/restore", response=CommentOut, summary="Bring it back")
def comments_restore(request: Asked, pk: UUID) -> Any:
    """One of your own that you deleted today."""
    rows = Comment.objects.visible_to(request.user).with_role_of(request.user)
    comment = get_object_or_404(rows, pk=pk)
    demand(can_change_comment(comment, request.user))
    restore_comment(comment=comment, by=request.user)
    return _shown(request, pk)


@router.get(
    "/articles/{uuid:pk}/threads", response=Listing[ThreadOut], summary="Threads on an article"
)
def threads_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    rows = Thread.objects.visible_to(request.user)
    rows = rows.filter(coding__project_article=find_article(request, pk))
    return listed(request, response, rows, cut, each(shape_thread))


@router.get("/threads/{uuid:pk}", response=ThreadOut, summary="One thread")
def threads_get(request: Asked, pk: UUID) -> Any:
    return shape_thread(_thread(request, pk))


@router.put("/threads/{uuid:pk}/resolved", response={204: None}, summary="Settle a thread")
def threads_resolve(request: Asked, pk: UUID) -> Any:
    """Who did so first stays on record."""
    thread = _thread(request, pk)
    demand(can_comment(thread))
    resolve_thread(thread=thread, by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete("/threads/{uuid:pk}/resolved", response={204: None}, summary="Open it again")
def threads_reopen(request: Asked, pk: UUID) -> Any:
    thread = _thread(request, pk)
    demand(can_comment(thread))
    reopen_thread(thread=thread, by=request.user)
    return Status(204, None)


def _thread(request: Asked, pk: UUID) -> Thread:
    rows = Thread.objects.visible_to(request.user).with_role_of(request.user)
    return get_object_or_404(rows, pk=pk)


def _seen(request: Asked) -> Any:
    return Comment.objects.visible_to(request.user).standing().select_related("thread")


def _shown(request: Asked, pk: UUID) -> CommentOut:
    return shape(get_object_or_404(_seen(request), pk=pk))


def _own(request: Asked, pk: UUID) -> Comment:
    """Raises Http404, PermissionDenied, Problem."""
    rows = _seen(request).with_role_of(request.user)
    comment = get_object_or_404(rows, pk=pk)
    demand(can_change_comment(comment, request.user))
    Comment.objects.select_for_update().get(pk=pk)
    demand_match(request, _shown(request, pk))
    return comment
