"""Asking the worker to do something later.

A job is a row, written in the caller's transaction: what is rolled back is never asked for, and
no worker sees a job before the rows that it is about. `annotations/tasks.py` has the tasks.
"""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONDict

SUGGEST_ARTICLE = "suggest_article"
SUGGEST_BATCH = "suggest_batch"
LEARN = "learn"
LEARN_IF_DUE = "learn_if_due"
# Whoever has just taken an article in waits for it; a whole project takes its time.
SOON, LATER = 10, -10


def suggest_article_later(project_article: UUID) -> None:
    """Let the machine read the article."""
    app.configure_task(SUGGEST_ARTICLE, priority=SOON).defer(project_article=str(project_article))


def suggest_batches_later(batches: Iterable[UUID]) -> None:
    """Let the machine read the articles of these batches. One statement."""
    jobs: list[JSONDict] = [{"batch": str(batch)} for batch in batches]
    app.configure_task(SUGGEST_BATCH, priority=LATER).batch_defer(*jobs)


def learn_later(learned_model: UUID, project: UUID) -> None:
    """Let the machine learn from the project; one after the other."""
    task = app.configure_task(LEARN, priority=LATER, lock=f"learn {project}")
    task.defer(learned_model=str(learned_model))


def learn_if_due_later(project: UUID) -> None:
    """Let the worker look whether there is enough to learn. Asked for often, it looks once."""
    lock = f"learn if due {project}"
    # The savepoint keeps the caller's transaction when the job is there already.
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(LEARN_IF_DUE, priority=LATER, queueing_lock=lock).defer(
            project=str(project)
        )
