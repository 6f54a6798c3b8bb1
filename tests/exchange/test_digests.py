"""Digests by mail: what waits, to whom it waits for, once for a period."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from annotations import tasks
from annotations.actions.comments import start_thread
from annotations.exchange.digests import send_digests
from annotations.models import Assignment, Digest, Project, User
from tests.factories.annotations import make_coding, make_passage

# A Wednesday, nine o'clock in Vienna.
NOON = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def reader(cast):
    """The owner, who wants one every day, and whom the curator has asked something."""
    User.objects.filter(pk=cast.owner.pk).update(
        digest="daily", email="owner@press.test", time_zone="Europe/Vienna"
    )
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Nobody knows")
    about = {"coding": coding, "annotation": 1, "at": NOON - timedelta(hours=2)}
    start_thread(text="Is it <so>, @owner?", by=cast.curator, **about)
    return cast.owner


def test_what_waits_is_told_in_words_with_links(cast, reader, settings):
    settings.ADDRESS = "https://attache.test"
    Project.objects.filter(pk=cast.project.pk).update(due_on=date(2026, 3, 9))
    Assignment.objects.create(
        project=cast.project,
        project_article=cast.project_article,
        analyst=reader,
        assigned_at=NOON - timedelta(days=60),
    )

    assert send_digests(at=NOON) == 1

    [message] = mail.outbox
    assert message.to == ["owner@press.test"]
    assert message.subject.startswith("Attaché: ")
    assert "Curator (mentions you): Is it <so>, @owner?" in message.body
    assert "- Harbour talks: 9 March 2026" in message.body
    links = re.findall(r"https://attache\.test(\S+)", message.body)
    assert len(links) >= 3
    assert message.extra_headers["List-Unsubscribe"] == f"<https://attache.test{links[-1]}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    assert "Is it &lt;so&gt;, @owner?" in html
    assert set(re.findall(r'"https://attache\.test([^"]+)"', html)) == set(links)
    assert not re.search(r"<(img|style|script|link)|style=", html)


def test_a_period_has_one_and_the_next_another(reader):
    assert [send_digests(at=NOON + timedelta(hours=hours)) for hours in (0, 0, 5, 24)] == [
        1,
        0,
        0,
        1,
    ]


def test_nobody_is_told_nothing_nor_what_they_did_not_ask_for(cast, reader):
    User.objects.filter(pk=cast.second.pk).update(digest="daily", email="second@press.test")
    User.objects.filter(pk=cast.curator.pk).update(email="curator@press.test")
    User.objects.filter(pk=cast.manager.pk).update(digest="daily")

    send_digests(at=NOON)

    assert [message.to for message in mail.outbox] == [["owner@press.test"]]


def test_who_cannot_sign_in_gets_none(reader):
    User.objects.filter(pk=reader.pk).update(is_active=False)

    assert send_digests(at=NOON) == 0


def test_before_the_hour_where_the_reader_is_nothing_goes_out(reader):
    assert send_digests(at=datetime(2026, 3, 4, 5, 59, tzinfo=UTC)) == 0
    assert send_digests(at=datetime(2026, 3, 4, 6, 0, tzinfo=UTC)) == 1


def test_what_could_not_be_sent_is_due_again(reader, settings, monkeypatch):
    def fail(self, **kwargs):
        raise OSError("no way")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", fail)
        with pytest.raises(OSError, match="no way"):
            send_digests(at=NOON)
    assert not Digest.objects.exists()

    assert send_digests(at=NOON) == 1


def test_the_table_keeps_one_for_a_period(reader):
    send_digests(at=NOON)
    made = Digest.objects.get()

    with pytest.raises(IntegrityError, match="one_digest_for_a_period"), transaction.atomic():
        Digest.objects.create(user=reader, period=made.period, things=0, made_at=NOON)


def test_without_a_mail_server_the_command_says_what_is_missing(reader, settings):
    settings.MAILS = False

    with pytest.raises(CommandError, match="set EMAIL_HOST"):
        call_command("digest")
    tasks.mail_digests(int(NOON.timestamp()))
    assert mail.outbox == []


def test_the_command_and_the_job_send(reader, settings, capsys):
    tasks.mail_digests(int(NOON.timestamp()))
    assert len(mail.outbox) == 1

    call_command("digest")
    assert "sent." in capsys.readouterr().out
