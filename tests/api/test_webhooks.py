"""Webhooks that programs keep: the secret is shown once, and nowhere kept."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations.models import Delivery, Reply, Webhook
from tests.api.conftest import is_problem

pytestmark = pytest.mark.django_db
BODY = {"address": "https://hook.example/in", "tells": ["coding.done"]}


@pytest.fixture
def asking(cast, program):
    return program(cast.manager)


@pytest.fixture
def here(cast):
    return f"/projects/{cast.project.pk}/webhooks"


def test_one_is_made_changed_and_removed(cast, asking, here):
    made = asking.post(here, BODY)
    webhook = Webhook.objects.get()
    assert (made.status_code, made.json()["secret"]) == (201, webhook.secret)
    assert made["Cache-Control"] == "no-store"
    where = made["Location"].removeprefix("/api")
    told = asking.get(where)
    assert webhook.secret not in told.content.decode()
    assert asking.get(here).json()["items"] == [told.json()]

    body = {"tells": ["gold.changed", "article.added"]}
    changed = asking.ask("PATCH", where, body, match=told["ETag"])
    assert changed.json()["tells"] == ["article.added", "gold.changed"]
    assert is_problem(asking.ask("PATCH", where, {"address": "hook"}, match="*"), 422)
    inside = asking.ask("PATCH", where, {"address": "http://10.0.0.7/"}, match="*")
    assert is_problem(inside, 422)
    assert [one["field"] for one in inside.json()["errors"]] == ["address"]
    assert is_problem(asking.post(here, {**BODY, "address": "https://hook.example:99/"}), 422)
    assert is_problem(asking.ask("DELETE", where, match=told["ETag"]), 412)
    assert asking.ask("DELETE", where, match=changed["ETag"]).status_code == 204
    assert is_problem(asking.get(where), 404)


def test_a_secret_is_shown_once(cast, asking, here):
    first, again = (asking.post(here, BODY, Idempotency_Key="hook-1") for _ in range(2))

    secret = Webhook.objects.get().secret
    assert first.json()["secret"] == secret
    assert again.json() == first.json() | {"secret": None}
    assert again["Idempotent-Replayed"] == "true"
    assert secret not in Reply.objects.get().body
    renewed = asking.post(f"/webhooks/{first.json()['id']}/secret", None).json()["secret"]
    assert renewed not in (secret, None)


def test_a_test_is_sent_also_where_nothing_arrives(cast, asking, here):
    where = asking.post(here, BODY)["Location"].removeprefix("/api")
    now = Webhook.objects.get().created_at
    Webhook.objects.update(disabled_at=now, failing_since=now)

    sent = asking.post(f"{where}/test", None)

    assert (sent.status_code, sent.json()["state"]) == (202, "waiting")
    assert asking.get(sent["Location"].removeprefix("/api")).json() == sent.json()
    assert asking.get(f"{where}/deliveries").json()["items"] == [sent.json()]
    assert sent.json()["payload"]["event"] == "test"
    jobs = ProcrastinateJob.objects.filter(task_name="deliver")
    assert [job.args for job in jobs] == [{"delivery": str(Delivery.objects.get().pk)}]
    assert asking.post(f"{where}/resume", None).json()["disabled_at"] is None


def test_they_are_for_managers(cast, asking, program, here):
    where = asking.post(here, BODY)["Location"].removeprefix("/api")

    for member in (cast.owner, cast.reader, cast.curator):
        assert is_problem(program(member).get(here), 403)
        assert is_problem(program(member).get(where), 403)
    assert is_problem(program(cast.stranger).get(where), 404)
    assert is_problem(program(cast.manager, "write").post(here, BODY), 403)
    assert is_problem(asking.post(here, BODY | {"tells": ["test"]}), 422)
    assert is_problem(asking.post(here, BODY | {"tells": []}), 422)
