from datetime import datetime

from annotations.models import Coding, Comment, Thread, User
from tests.factories.annotations import TOUCHED


def make_thread(coding: Coding, annotation: int, **fields: object) -> Thread:
    return Thread.objects.create(
        project_id=coding.project_id, coding=coding, annotation=annotation, **fields
    )


def make_comment(
    thread: Thread,
    author: User,
    text: str = "Is this meant?",
    at: datetime = TOUCHED,
    **more: object,
) -> Comment:
    return Comment.objects.create(
        project_id=thread.project_id, thread=thread, author=author, text=text, created_at=at, **more
    )
