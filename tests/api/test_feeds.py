"""Feeds of sources, kept by programs of those who keep the registers."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations.models import Feed
from tests.api.conftest import is_problem
from tests.factories.articles import make_source
from tests.factories.feeds import make_feed

pytestmark = pytest.mark.django_db
ADDRESS = "https://quay.test/news.xml"


@pytest.fixture
def asking(cast, program):
    return program(cast.admin)


def test_a_feed_is_added_changed_paused_and_removed(cast, asking):
    source = make_source()
    body = {"project": str(cast.project.pk), "address": ADDRESS, "words": ["harbour"]}
    made = asking.post(f"/sources/{source.pk}/feeds", body)
    assert (made.status_code, made.json()["words"]) == (201, ["harbour"])
    assert is_problem(asking.post(f"/sources/{source.pk}/feeds", body), 409)
    here = made["Location"].removeprefix("/api")

    changed = asking.ask("PATCH", here, {"is_paused": True, "words": []}, match=made["ETag"])
    assert (changed.json()["is_paused"], changed.json()["words"]) == (True, [])
    again = asking.ask("PATCH", here, {"is_paused": False}, match=changed["ETag"])
    assert again.json()["is_paused"] is False
    assert is_problem(asking.ask("DELETE", here, match=made["ETag"]), 412)
    assert asking.ask("DELETE", here, match=again["ETag"]).status_code == 204
    assert asking.get("/feeds").json()["items"] == []
    assert asking.get(f"/sources/{source.pk}/feeds").json()["items"][0]["removed_at"]
    assert asking.post(f"{here}/restore", None).json()["removed_at"] is None


def test_a_feed_is_asked_now(cast, asking):
    feed = make_feed(cast.project, is_paused=True)
    here = f"/feeds/{feed.pk}/polling"
    assert asking.get(here).json()["is_awaited"] is False

    asked = asking.post(here, None)

    assert (asked.status_code, asked["Location"]) == (202, f"/api{here}")
    assert asking.get(here).json()["is_awaited"] is True
    jobs = ProcrastinateJob.objects.filter(task_name="poll_feed")
    assert [job.args for job in jobs] == [{"feed": str(feed.pk)}]


def test_why_a_feed_failed_is_a_sentence(cast, asking):
    failure = {"of": "fetching", "code": "unreachable", "params": {"host": "quay.test"}}
    feed = make_feed(cast.project, failures=1, failure=failure)

    assert "quay.test" in asking.get(f"/feeds/{feed.pk}/polling").json()["why"]


def test_what_makes_no_sense_is_refused(cast, asking, program):
    source = make_source()
    body = {"project": str(source.pk), "address": ADDRESS}
    unknown = asking.post(f"/sources/{source.pk}/feeds", body)
    assert unknown.json()["errors"][0]["field"] == "project"
    body = {"project": str(cast.project.pk), "address": "no address"}
    assert is_problem(asking.post(f"/sources/{source.pk}/feeds", body), 422)
    weaker = program(cast.admin, "write").post(f"/sources/{source.pk}/feeds", body)
    assert is_problem(weaker, 403)
    assert not Feed.objects.exists()
