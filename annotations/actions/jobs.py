"""Asking the worker to do something later.

A job is a row, written in the caller's transaction: what is rolled back is never asked for, and
no worker sees a job before the rows that it is about. `annotations/tasks.py` has the tasks.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONDict

from annotations.domain.addresses import site_of

SUGGEST_ARTICLE = "suggest_article"
GATHER_ARTICLE = "gather_article"
APPEAR = "appear_in_copies"
SUGGEST_BATCH = "suggest_batch"
LEARN = "learn"
LEARN_IF_DUE = "learn_if_due"
POLL_FEED = "poll_feed"
TAKE_ITEM = "take_item"
LOOK_AGAIN = "look_again"
READ_IMPORT = "read_import"
WORK_REGISTER_IMPORT = "work_register_import"
WORK_CODED_IMPORT = "work_coded_import"
DELIVER = "deliver"
TAKE_OUT = "take_out"
TAKE_REGISTER_BACK = "take_register_back"
TAKE_CODED_BACK = "take_coded_back"
ADD_ARTICLES = "add_articles"
RESTORE_PROJECT = "restore_project"
BULK_ACT = "bulk_act"
RETRIEVE = "retrieve"
# Whoever has just taken an article in waits for it; a whole project takes its time.
SOON, LATER = 10, -10
# A slow site keeps its worker waiting, so a worker of its own may do what asks the network.
NETWORK = "network"


def suggest_article_later(project_article: UUID) -> None:
    """Let the machine read the article."""
    app.configure_task(SUGGEST_ARTICLE, priority=SOON).defer(project_article=str(project_article))


def suggest_articles_later(project_articles: Iterable[UUID]) -> None:
    """Let the machine read many articles, when it has nothing more urgent to do. One statement."""
    jobs: list[JSONDict] = [{"project_article": str(each)} for each in project_articles]
    if jobs:
        app.configure_task(SUGGEST_ARTICLE, priority=LATER).batch_defer(*jobs)


def read_import_later(upload: UUID) -> None:
    """Let the worker take in the next parts of a file of many articles."""
    _one_at_a_time(READ_IMPORT, f"import {upload}", upload=upload)


def work_register_import_later(upload: UUID) -> None:
    """Let the worker go on with a file for the register."""
    _one_at_a_time(WORK_REGISTER_IMPORT, f"register import {upload}", upload=upload)


def work_coded_import_later(upload: UUID) -> None:
    """Let the worker go on with a file of annotations."""
    _one_at_a_time(WORK_CODED_IMPORT, f"coded import {upload}", upload=upload)


def take_out_later(taking: UUID) -> None:
    """Let the worker take the next articles out of a project."""
    _one_at_a_time(TAKE_OUT, f"take out {taking}", taking=taking)


def go_on_in_bulk_later(bulk: UUID) -> None:
    """Let the worker do the next parts of a bulk act."""
    _one_at_a_time(BULK_ACT, f"bulk act {bulk}", bulk=bulk)


def take_register_back_later(taking: UUID) -> None:
    """Let the worker take back the next rows of an import into the register."""
    _one_at_a_time(TAKE_REGISTER_BACK, f"take register back {taking}", taking=taking)


def take_coded_back_later(taking: UUID) -> None:
    """Let the worker take back the next of what an import of annotations made."""
    _one_at_a_time(TAKE_CODED_BACK, f"take coded back {taking}", taking=taking)


def add_later(addition: UUID) -> None:
    """Let the worker put the next articles into a project."""
    _one_at_a_time(ADD_ARTICLES, f"add {addition}", addition=addition)


def restore_later(upload: UUID) -> None:
    """Let the worker make a project of a file."""
    _one_at_a_time(RESTORE_PROJECT, f"restore {upload}", upload=upload)


def _one_at_a_time(task: str, lock: str, **about: UUID) -> None:
    """Somebody waits for it; of one lock no two run at once."""
    found = {name: str(key) for name, key in about.items()}
    app.configure_task(task, priority=SOON, lock=lock).defer(**found)


def gather_article_later(article: UUID) -> None:
    """Let the worker look which articles this one is a copy of."""
    app.configure_task(GATHER_ARTICLE, priority=SOON).defer(article=str(article))


def gather_articles_later(articles: Iterable[UUID]) -> None:
    """The same for many articles, when there is nothing more urgent to do. One statement."""
    jobs: list[JSONDict] = [{"article": str(each)} for each in articles]
    if jobs:
        app.configure_task(GATHER_ARTICLE, priority=LATER).batch_defer(*jobs)


# A worker takes no job that is held so, and who asks waits for one that is just taking it. So what
# this transaction writes is seen by the job that it found, or it asks for another one.
WAITING = """
    SELECT FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo' FOR KEY SHARE
"""


def appear_in_copies_later(project_article: UUID) -> None:
    """Let the annotations of copies appear in one another. Asked for often, it is done once."""
    name = f"appear {project_article}"
    task = app.configure_task(APPEAR, lock=name, queueing_lock=name)
    while not _is_waiting(name):
        # The savepoint keeps the caller's transaction when somebody else has asked meanwhile.
        with suppress(AlreadyEnqueued), transaction.atomic():
            task.defer(project_article=str(project_article))
            return


def _is_waiting(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [name])
        return cursor.fetchone() is not None


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


def poll_feed_later(feed: UUID, soon: bool = False) -> None:
    """Let the worker ask a feed. It waits once, and is asked by one worker at a time."""
    priority = SOON if soon else LATER
    name = f"poll feed {feed}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        task = app.configure_task(
            POLL_FEED, queue=NETWORK, priority=priority, lock=name, queueing_lock=name
        )
        task.defer(feed=str(feed))


def take_item_later(item: UUID, url: str, at: datetime | None = None) -> None:
    """Let the worker fetch what a feed announced, from one site one after the other.

    With `at` not before then; it keeps no lock meanwhile, or all later ones would wait for it.
    """
    lock = None if at else f"site {site_of(url)}"
    task = app.configure_task(TAKE_ITEM, queue=NETWORK, priority=LATER, lock=lock, schedule_at=at)
    task.defer(item=str(item))


def retrieve_later(retrieval: UUID, url: str) -> None:
    """Let the worker fetch a page that somebody waits for, from one site one after the other."""
    task = app.configure_task(RETRIEVE, queue=NETWORK, priority=SOON, lock=f"site {site_of(url)}")
    task.defer(retrieval=str(retrieval))


def look_again_later(article: UUID, url: str) -> None:
    """Let the worker look whether the page of an article was changed. It waits once."""
    name = f"look again {article}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        task = app.configure_task(
            LOOK_AGAIN,
            queue=NETWORK,
            priority=LATER,
            lock=f"site {site_of(url)}",
            queueing_lock=name,
        )
        task.defer(article=str(article))


def deliver_later(delivery: UUID, at: datetime | None = None) -> None:
    """Let the worker tell a webhook what happened; with `at` not before then."""
    task = app.configure_task(DELIVER, queue=NETWORK, priority=LATER, schedule_at=at)
    task.defer(delivery=str(delivery))
