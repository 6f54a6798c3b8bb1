"""Asking the worker to do something later.

A job is a row, written in the caller's transaction: what is rolled back is never asked for, and
no worker sees a job before the rows that it is about. `annotations/tasks.py` has the tasks.
"""

from collections.abc import Iterable
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

SUGGEST_ARTICLE = "suggest_article"
SUGGEST_BATCH = "suggest_batch"
# Whoever has just taken an article in waits for it; a whole project takes its time.
SOON, LATER = 10, -10


def suggest_article_later(project_article: UUID) -> None:
    """Let the machine read the article."""
    app.configure_task(SUGGEST_ARTICLE, priority=SOON).defer(project_article=str(project_article))


def suggest_batches_later(batches: Iterable[UUID]) -> None:
    """Let the machine read the articles of these batches. One statement."""
    jobs: list[JSONDict] = [{"batch": str(batch)} for batch in batches]
    app.configure_task(SUGGEST_BATCH, priority=LATER).batch_defer(*jobs)
