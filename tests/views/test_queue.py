"""The worker's queue, as admins see it. Who may is in test_feeds.py."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations import tasks
from annotations.actions.feeds import try_feed_now
from tests.factories.feeds import make_feed
from tests.helpers.jobs import forget_jobs, have_a_worker, work
from tests.helpers.page import parse, words_of

URL = "/queue/"


@pytest.fixture(autouse=True)
def no_jobs(transactional_db):
    forget_jobs()
    yield
    forget_jobs()


@pytest.fixture
def failed(cast, monkeypatch):
    """A job that failed by a mistake of ours, so that no other try will help."""

    def break_down(**kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(tasks, "poll_feed", break_down)
    monkeypatch.setattr(tasks.poll_one_feed, "retry_strategy", None)
    now = timezone.now()
    feed = make_feed(cast.project, due_at=now + timedelta(days=1))
    try_feed_now(feed=feed, by=cast.admin, at=now)
    work()
    return ProcrastinateJob.objects.get(task_name="poll_feed")


def test_an_empty_queue_without_a_worker_says_so(cast, as_):
    words = words_of(parse(as_(cast.admin).get(URL).content))

    assert "No worker answers" in words
    assert "python3 manage.py procrastinate worker" in words
    assert "Nothing has failed." in words
    assert "Nothing waits." in words


def test_with_a_worker_nothing_is_to_be_done(cast, as_):
    have_a_worker()

    assert "No worker answers" not in words_of(parse(as_(cast.admin).get(URL).content))


def test_what_waits_is_listed(cast, as_):
    try_feed_now(feed=make_feed(cast.project), by=cast.admin, at=timezone.now())

    assert "Ask a feed what is new" in as_(cast.admin).get(URL).content.decode()
    assert b"<html" not in as_(cast.admin).get(URL, htmx=True).content


def test_what_failed_is_tried_again(cast, as_, failed):
    assert failed.status == "failed"
    page = as_(cast.admin).get(URL).content.decode()
    assert "after 1 try, just now" in page

    retry = reverse("job-retry", args=[failed.pk])
    first = as_(cast.admin).post(retry, follow=True).content.decode()
    second = as_(cast.admin).post(retry, follow=True).content.decode()

    failed.refresh_from_db()
    assert failed.status == "todo"
    assert "It is tried again." in first
    assert "This job has not failed, or somebody tries it already." in second
