"""Background work. The worker calls; actions do.

A task gets plain values, loads what it needs, and may be run again after a crash.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from procrastinate import JobContext, RetryStrategy, builtin_tasks
from procrastinate.contrib.django import app

from annotations.actions.adding import call_off_adding, go_on_adding
from annotations.actions.appearing import appear_everywhere, appear_in_copies
from annotations.actions.bulk_acts import fail_bulk_act, go_on_in_bulk
from annotations.actions.coded_imports import fail_coded_import, forget_coded_imports
from annotations.actions.coded_taking_back import fail_taking_coded_back, go_on_taking_coded_back
from annotations.actions.codings import CannotAnnotate
from annotations.actions.comments import forget_deleted_comments
from annotations.actions.following import follow_searches
from annotations.actions.gathering import gather
from annotations.actions.imports import fail_import, forget_imports
from annotations.actions.indexing import index_due
from annotations.actions.jobs import (
    ADD_ARTICLES,
    APPEAR,
    BULK_ACT,
    DELIVER,
    GATHER_ARTICLE,
    LEARN,
    LEARN_IF_DUE,
    LOOK_AGAIN,
    POLL_FEED,
    READ_IMPORT,
    RESTORE_PROJECT,
    RETRIEVE,
    SUGGEST_ARTICLE,
    SUGGEST_BATCH,
    TAKE_CODED_BACK,
    TAKE_ITEM,
    TAKE_OUT,
    TAKE_REGISTER_BACK,
    WORK_CODED_IMPORT,
    WORK_REGISTER_IMPORT,
)
from annotations.actions.learning import learn, learn_if_due
from annotations.actions.leaving import forget_leavers
from annotations.actions.machine import suggest_quotations
from annotations.actions.polling import poll_due_feeds
from annotations.actions.presences import forget_presences
from annotations.actions.register_imports import fail_register_import, forget_register_imports
from annotations.actions.register_taking_back import fail_taking_back, go_on_taking_back
from annotations.actions.replies import forget_replies
from annotations.actions.restorations import fail_restoration, forget_restorations
from annotations.actions.retrievals import fail_retrieval, forget_retrievals
from annotations.actions.runs import read_batch
from annotations.actions.saved_searches import forget_deleted_searches
from annotations.actions.taking_out import fail_taking_out, take_out
from annotations.actions.upkeep import clear_expired_sessions
from annotations.actions.watching import look_at_due_articles
from annotations.actions.webhooks import forget_deliveries
from annotations.actions.weighing import weigh_names
from annotations.exchange.coded.importing import go_on_coded
from annotations.exchange.delivering import deliver
from annotations.exchange.digests import send_digests
from annotations.exchange.imports import read_import
from annotations.exchange.looking_again import look_again
from annotations.exchange.polling import poll_feed, take_item
from annotations.exchange.register.importing import go_on
from annotations.exchange.retrieving import retrieve
from annotations.exchange.whole_project import restore_kept
from annotations.models import Project, ProjectArticle
from annotations.web.saved_searches import look

# Some seconds, then minutes later: a database that restarts is back by then.
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4)
# A finished job is of interest for as long as somebody may ask what happened last week.
KEEP_JOBS_HOURS = 24 * 14


@contextmanager
def giving_up(context: JobContext, fail: Callable[..., object], **what: Any) -> Iterator[None]:
    """Where the job fails for the last time, `fail` is told of `what`, `at` which moment and, as
    far as nothing else is to be said, `why`: the page of the work then says it."""
    try:
        yield
    except Exception as error:
        if AGAIN.get_retry_decision(exception=error, job=context.job) is None:
            fail(**{"at": timezone.now(), "why": f"{type(error).__name__}: {error}", **what})
        raise


@app.task(name=SUGGEST_ARTICLE, retry=AGAIN)
def suggest_article(project_article: str) -> None:
    """After intake: the machine reads the article, unless it has left the project meanwhile."""
    rows = ProjectArticle.objects.select_related("article")
    row = rows.filter(pk=UUID(project_article)).first()
    if row is not None:
        # An article without text has nothing to suggest.
        with suppress(CannotAnnotate):
            suggest_quotations(project_article=row, at=timezone.now())


@app.task(name=GATHER_ARTICLE, retry=AGAIN)
def gather_article(article: str) -> None:
    """After intake: let it be found; which story it belongs to, and what its copies say of it."""
    index_due()
    if gather(article=UUID(article), at=timezone.now()):
        appear_everywhere(articles=[UUID(article)])


@app.task(name=APPEAR, retry=AGAIN)
def appear_in_copies_of(project_article: str) -> None:
    """Somebody annotated: let it appear in the copies."""
    appear_in_copies(project_article=UUID(project_article))


@app.task(name=READ_IMPORT, retry=AGAIN, pass_context=True)
def read_uploaded(context: JobContext, upload: str) -> None:
    """The next parts of a file of many articles. When it is not tried again, its page says why."""
    with giving_up(context, fail_import, upload=UUID(upload)):
        read_import(upload=UUID(upload), at=timezone.now())


@app.task(name=WORK_REGISTER_IMPORT, retry=AGAIN, pass_context=True)
def work_register_import(context: JobContext, upload: str) -> None:
    """Read a file for the register, plan it, or apply the next of its rows. When it is not tried
    again, its page says why."""
    with giving_up(context, fail_register_import, upload=UUID(upload)):
        go_on(upload=UUID(upload), at=timezone.now())


@app.task(name=WORK_CODED_IMPORT, retry=AGAIN, pass_context=True)
def work_coded_import(context: JobContext, upload: str) -> None:
    """Look through a file of annotations, or take in the next of it. When it is not tried again,
    its page says why."""
    with giving_up(context, fail_coded_import, upload=UUID(upload)):
        go_on_coded(upload=UUID(upload), at=timezone.now())


@app.task(name=TAKE_CODED_BACK, retry=AGAIN, pass_context=True)
def take_coded_import_back(context: JobContext, taking: str) -> None:
    """The next of what an import of annotations made, looked at or taken back. When it is not tried
    again, its page says why."""
    with giving_up(context, fail_taking_coded_back, taking=UUID(taking)):
        go_on_taking_coded_back(taking=UUID(taking), at=timezone.now())


@app.task(name=TAKE_OUT, retry=AGAIN, pass_context=True)
def take_out_of_project(context: JobContext, taking: str) -> None:
    """The next articles of an import that is taken back. When it is not tried again, its page says
    why."""
    with giving_up(context, fail_taking_out, taking=UUID(taking)):
        take_out(taking=UUID(taking), at=timezone.now())


@app.task(name=TAKE_REGISTER_BACK, retry=AGAIN, pass_context=True)
def take_register_import_back(context: JobContext, taking: str) -> None:
    """The next rows of an import into the register that is looked at or taken back."""
    with giving_up(context, fail_taking_back, taking=UUID(taking)):
        go_on_taking_back(taking=UUID(taking), at=timezone.now())


@app.task(name=ADD_ARTICLES, retry=AGAIN, pass_context=True)
def add_more_articles(context: JobContext, addition: str) -> None:
    """The next articles of many that somebody adds. When it is not tried again, the rest does not
    come, and its page says how many came."""
    with giving_up(context, lambda **_why: call_off_adding(addition=UUID(addition))):
        go_on_adding(addition=UUID(addition))


@app.task(name=BULK_ACT, retry=AGAIN, pass_context=True)
def do_in_bulk(context: JobContext, bulk: str) -> None:
    """The next articles of many results that somebody tags or assigns. When it is not tried again,
    its page says why."""
    with giving_up(context, fail_bulk_act, bulk=UUID(bulk)):
        go_on_in_bulk(bulk=UUID(bulk), at=timezone.now())


@app.task(name=RESTORE_PROJECT, retry=AGAIN, pass_context=True)
def restore_uploaded(context: JobContext, upload: str) -> None:
    """A project out of a file. When it is not tried again, its page says so."""
    why = gettext(
        "The project could not be restored. Whoever keeps this machine finds the reason in the "
        "queue."
    )
    with giving_up(context, fail_restoration, upload=UUID(upload), why=why):
        restore_kept(upload=UUID(upload), at=timezone.now())


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="forget-imports")
def forget_uploads(timestamp: int) -> None:
    """Every night: files that somebody sent and never began to take in, and pages asked for."""
    at = datetime.fromtimestamp(timestamp, UTC)
    forget_imports(at=at)
    forget_register_imports(at=at)
    forget_coded_imports(at=at)
    forget_restorations(at=at)
    forget_retrievals(at=at)


@app.task(name=SUGGEST_BATCH, retry=AGAIN)
def suggest_batch(batch: str) -> None:
    """A part of a run over a whole project."""
    read_batch(batch=UUID(batch), at=timezone.now())


@app.task(name=LEARN, retry=AGAIN)
def learn_from_project(learned_model: str) -> None:
    """Minutes of work: what people decided in a project, learned and measured."""
    learn(learned_model=UUID(learned_model), at=timezone.now())


@app.task(name=LEARN_IF_DUE, retry=AGAIN)
def learn_from_project_if_due(project: str) -> None:
    """After somebody has finished an article: whether enough has come together to learn anew."""
    found = Project.objects.filter(pk=UUID(project)).first()
    if found is not None:
        learn_if_due(project=found, at=timezone.now())


@app.task(name=POLL_FEED, retry=AGAIN)
def poll_one_feed(feed: str) -> None:
    """Ask a feed what is new. What a site refuses is no failure of the job."""
    poll_feed(feed=UUID(feed), at=timezone.now())


@app.task(name=TAKE_ITEM, retry=AGAIN)
def take_one_item(item: str) -> None:
    """Fetch the page of something new, and take it in."""
    take_item(item=UUID(item), at=timezone.now())


@app.task(name=RETRIEVE, retry=AGAIN, pass_context=True)
def retrieve_page(context: JobContext, retrieval: str) -> None:
    """Fetch the page that somebody asked for, and take it in. When it is not tried again, the
    retrieval says so."""
    why = gettext("It could not be taken in. Whoever keeps this machine finds the reason.")
    with giving_up(context, fail_retrieval, retrieval=UUID(retrieval), why=why):
        retrieve(retrieval=UUID(retrieval), at=timezone.now())


@app.task(name=LOOK_AGAIN, retry=AGAIN)
def look_at_one_article(article: str) -> None:
    """Fetch the page of an article once more."""
    look_again(article=UUID(article), at=timezone.now())


@app.task(name=DELIVER, retry=AGAIN)
def deliver_one(delivery: str) -> None:
    """Tell a webhook. What does not arrive is tried again later, by another job."""
    deliver(delivery=UUID(delivery), at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="look-at-articles")
def look_at_articles(timestamp: int) -> None:
    """Every five minutes: articles that may have been changed since."""
    look_at_due_articles(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="poll-due-feeds")
def poll_feeds(timestamp: int) -> None:
    """Every minute: feeds whose time has come."""
    poll_due_feeds(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="index-articles")
def index_articles(timestamp: int) -> None:
    """Every minute: what was changed since search has read it."""
    index_due()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="follow-searches")
def follow_saved_searches(timestamp: int) -> None:
    """Every minute: saved searches that have not been looked for for a while."""
    follow_searches(look=look, at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear-expired-sessions")
def clear_sessions(timestamp: int) -> None:
    """Every night: sessions that have ended."""
    clear_expired_sessions(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="mail-digests")
def mail_digests(timestamp: int) -> None:
    """Every hour, since it is morning somewhere: what waits for those who want to be told."""
    if settings.MAILS:
        send_digests(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="22 3 * * *")
@app.task(queueing_lock="forget-presences")
def sweep_presences(timestamp: int) -> None:
    """Every night: who was at an article the day before."""
    forget_presences(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="57 3 * * *")
@app.task(queueing_lock="weigh-names")
def weigh_all_names(timestamp: int) -> None:
    """Every night: who is quoted much is found first."""
    weigh_names()


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="forget-deleted-comments")
def forget_comments(timestamp: int) -> None:
    """Every night: comments that were deleted, and not brought back for a day."""
    forget_deleted_comments(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="29 3 * * *")
@app.task(queueing_lock="forget-deleted-searches")
def forget_searches(timestamp: int) -> None:
    """Every night: saved searches that were deleted, and not brought back for a day."""
    forget_deleted_searches(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="32 3 * * *")
@app.task(queueing_lock="forget-replies")
def sweep_replies(timestamp: int) -> None:
    """Every night: what the API answered to requests that nobody repeats, and old deliveries."""
    at = datetime.fromtimestamp(timestamp, UTC)
    forget_replies(at=at)
    forget_deliveries(at=at)


@app.periodic(cron="7 4 * * *")
@app.task(queueing_lock="forget-leavers")
def forget_people(timestamp: int) -> None:
    """Every night: the names of those who left long enough ago."""
    after = timedelta(days=settings.FORGET_AFTER_DAYS)
    forget_leavers(at=datetime.fromtimestamp(timestamp, UTC), after=after)


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="retry-stalled-jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Every two minutes, as somebody may wait: jobs whose worker was killed start again."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="remove-old-jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Every night: records of jobs that were done long ago."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_JOBS_HOURS, remove_failed=True)
