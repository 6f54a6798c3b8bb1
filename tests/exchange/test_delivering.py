"""Webhooks: what happens in a project, told to a real server, signed, until it listens."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from annotations.actions.codings import finish_coding
from annotations.actions.webhooks import (
    CannotKeepWebhook,
    create_webhook,
    forget_deliveries,
    remove_webhook,
    renew_webhook,
    resume_webhook,
    try_webhook,
)
from annotations.exchange.delivering import deliver
from annotations.models import Delivery, Webhook
from tests.actions.conftest import NOW
from tests.helpers.jobs import forget_jobs, jobs

pytestmark = pytest.mark.django_db


class Listener:
    """Keeps what it is told; answers with `status`."""

    def __init__(self):
        self.heard, self.status = [], 204
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append((dict(self.headers), body))
                self.send_response(listener.status)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def listener(settings):
    running = Listener()
    settings.FETCH_ALLOW = [f"127.0.0.1:{running.port}"]
    yield running
    running.close()


def hook(cast, address, tells=("coding.done",)):
    return create_webhook(
        project=cast.project, address=address, tells=tells, by=cast.manager, at=NOW
    )


def told(cast):
    finish_coding(project_article=cast.project_article, by=cast.owner, at=NOW)
    return Delivery.objects.latest("created_at", "id")


def test_tells_what_happened_and_signs_it(cast, listener):
    webhook = hook(cast, f"http://127.0.0.1:{listener.port}/hook")

    row = told(cast)
    deliver(delivery=row.pk, at=NOW)
    deliver(delivery=row.pk, at=NOW)

    [(headers, body)] = listener.heard
    message = json.loads(body)
    assert (message["id"], message["event"]) == (str(row.pk), "coding.done")
    assert message["articles"] == [str(cast.project_article.pk)]
    time, _comma, signed = headers["Attache-Signature"].partition(",")
    wanted = hmac.new(webhook.secret.encode(), f"{time[2:]}.".encode() + body, sha256)
    assert signed == f"v1={wanted.hexdigest()}"
    row.refresh_from_db()
    assert (row.state, row.status, row.attempts) == ("done", 204, 1)


def test_tells_only_what_is_wanted_and_only_of_this_project(cast, listener):
    hook(cast, "https://hook.example/", ["gold.changed"])

    finish_coding(project_article=cast.project_article, by=cast.owner, at=NOW)

    assert not Delivery.objects.exists()


def test_a_test_is_sent_also_where_nothing_has_arrived_for_days(cast, listener):
    webhook = hook(cast, f"http://127.0.0.1:{listener.port}/hook")
    row = told(cast)
    Webhook.objects.update(disabled_at=NOW, failing_since=NOW)
    sent = try_webhook(webhook=webhook, by=cast.manager, at=NOW)

    for one in (row, sent):
        deliver(delivery=one.pk, at=NOW)

    [(headers, body)] = listener.heard
    assert (headers["Attache-Event"], json.loads(body)["articles"]) == ("test", [])
    sent.refresh_from_db()
    assert sent.state == "done"


@pytest.mark.parametrize("status", [301, 404, 500])
def test_tries_again_later_and_gives_up_in_the_end(cast, listener, status):
    hook(cast, f"http://127.0.0.1:{listener.port}/hook")
    listener.status = status
    row = told(cast)
    forget_jobs()

    deliver(delivery=row.pk, at=NOW)
    [job] = jobs()
    assert job.scheduled_at == NOW + timedelta(minutes=1)
    for _ in range(6):
        deliver(delivery=row.pk, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.status, row.attempts) == ("failed", status, 7)
    assert len(listener.heard) == 7
    assert jobs().count() == 6


def test_nothing_is_sent_inside(cast, settings):
    settings.FETCH_ALLOW = []
    hook(cast, "http://127.0.0.1/hook")
    row = told(cast)

    deliver(delivery=row.pk, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.status) == ("waiting", 0)
    assert "private" in row.why


def test_what_fails_for_days_is_switched_off_and_on_again(cast, listener):
    webhook = hook(cast, f"http://127.0.0.1:{listener.port}/hook")
    listener.status = 500
    deliver(delivery=told(cast).pk, at=NOW)
    deliver(delivery=told(cast).pk, at=NOW + timedelta(days=3))
    webhook.refresh_from_db()
    assert webhook.disabled_at == NOW + timedelta(days=3)
    count = Delivery.objects.count()
    finish_coding(project_article=cast.project_article, by=cast.owner, at=NOW)
    assert Delivery.objects.count() == count

    resume_webhook(webhook=webhook, by=cast.manager)
    listener.status = 200
    deliver(delivery=told(cast).pk, at=NOW)
    assert len(listener.heard) == 3


def test_what_was_removed_hears_nothing_of_what_is_on_its_way(cast, listener):
    webhook = hook(cast, f"http://127.0.0.1:{listener.port}/hook")
    row = told(cast)
    remove_webhook(webhook=webhook, by=cast.manager, at=NOW)

    deliver(delivery=row.pk, at=NOW)

    assert listener.heard == []


def test_the_secret_is_in_no_table_and_can_be_renewed(cast):
    webhook = hook(cast, "https://hook.example/")
    secret = webhook.secret

    assert secret not in str(Webhook.objects.values().get())
    assert renew_webhook(webhook=webhook, by=cast.manager).secret != secret


@pytest.mark.parametrize(
    ("address", "tells"),
    [
        ("ftp://hook.example/", ["coding.done"]),
        ("hook", ["coding.done"]),
        ("https://h.example", []),
    ],
)
def test_refuses_what_is_none(cast, address, tells):
    with pytest.raises(CannotKeepWebhook):
        hook(cast, address, tells)


def test_old_ones_are_forgotten(cast):
    hook(cast, "https://hook.example/")
    told(cast)

    assert forget_deliveries(at=NOW + timedelta(days=29)) == 0
    assert forget_deliveries(at=NOW + timedelta(days=31)) == 1
