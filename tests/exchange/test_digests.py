"""Digests by mail: what waits, to whom it waits for, once for a period."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from annotations import tasks
from annotations.actions.comments import start_thread
from annotations.actions.following import follow
from annotations.actions.indexing import index_due
from annotations.actions.saved_searches import save_search, see_search
from annotations.domain.periods import HOUR
from annotations.exchange.digests import send_digests
from annotations.models import Assignment, Digest, Project, SavedSearch, SearchKind, Source, User
from annotations.web.saved_searches import look
from tests.factories.annotations import make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article

# A Wednesday, nine o'clock in Vienna.
NOON = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
THEN = NOON - timedelta(days=3)


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


def test_whoever_chose_no_zone_has_mail_by_utc(reader):
    """An hour later than in Vienna."""
    early = NOON.replace(hour=HOUR) - timedelta(hours=1)
    User.objects.filter(pk=reader.pk).update(time_zone="")

    assert send_digests(at=early) == 0
    User.objects.filter(pk=reader.pk).update(time_zone="Europe/Vienna")
    assert send_digests(at=early) == 1


def test_a_zone_that_is_known_no_more_keeps_nobody_from_their_mail(reader):
    User.objects.filter(pk=reader.pk).update(time_zone="Mars/Olympus")

    assert send_digests(at=NOON) == 1


def test_nobody_is_told_nothing_nor_what_they_did_not_ask_for(cast, reader):
    User.objects.filter(pk=cast.second.pk).update(digest="daily", email="second@press.test")
    User.objects.filter(pk=cast.curator.pk).update(email="curator@press.test")
    User.objects.filter(pk=cast.manager.pk).update(digest="daily")

    send_digests(at=NOON)

    assert [message.to for message in mail.outbox] == [["owner@press.test"]]


class TestSavedSearches:
    """Of which a mail tells what is new: once, if there is any, and of those that are not muted."""

    @pytest.fixture
    def saved(self, cast):
        User.objects.filter(pk=cast.curator.pk).update(
            digest="daily", email="curator@press.test", time_zone="Europe/Vienna"
        )
        kind = SearchKind.TEXT
        return save_search(
            by=cast.curator, at=THEN, name="Grain <1>", query="q=grain", kind=kind, look=look
        )

    def find(self, cast, saved, title="Harvest", **source):
        article = make_article("Grain is <b>short</b>.", title=title, kinds=())
        Source.objects.filter(pk=article.source_id).update(**source)
        add_article(cast.project, article)
        index_due()
        follow(search=saved.pk, look=look, at=NOON)
        return article

    def test_tell_their_news_once(self, cast, saved):
        assert send_digests(at=NOON) == 0
        self.find(cast, saved)

        assert send_digests(at=NOON + timedelta(hours=24)) == 1

        [message] = mail.outbox
        assert "Grain <1>: 1 new" in message.body
        assert "- Harvest\n  Grain is <b>short</b>." in message.body
        [(html, _kind)] = message.alternatives
        assert "Grain is &lt;b&gt;short&lt;/b&gt;." in html
        links = re.findall(r"https?://[^/\s]+(/\S+)", message.body)
        assert set(links) <= set(re.findall(r'"https?://[^/]+([^"]+)"', html))
        assert send_digests(at=NOON + timedelta(hours=48)) == 0
        self.find(cast, saved, "Another")
        assert send_digests(at=NOON + timedelta(hours=72)) == 1
        assert "Harvest" not in mail.outbox[1].body

    def test_are_silent_about_what_was_seen(self, cast, saved):
        self.find(cast, saved)
        saved.refresh_from_db()
        see_search(saved=saved, by=cast.curator, until=saved.round)

        assert send_digests(at=NOON) == 0

    def test_are_silent_when_muted_and_when_their_owner_lost_sight(self, cast, saved):
        self.find(cast, saved)
        SavedSearch.objects.update(often="never")
        assert send_digests(at=NOON) == 0
        SavedSearch.objects.update(often="daily")
        cast.project.memberships.filter(user=cast.curator).delete()
        assert send_digests(at=NOON + timedelta(hours=24)) == 0

    def test_tell_weekly_where_that_is_enough(self, cast, saved):
        SavedSearch.objects.update(often="weekly")
        told = []
        # From a Wednesday to the Tuesday after.
        for day in range(7):
            self.find(cast, saved, f"Day {day}")
            told.append(send_digests(at=NOON + timedelta(days=day)))

        assert told == [1, 0, 0, 0, 0, 1, 0]
        assert "5 new" in mail.outbox[1].body

    def test_say_no_more_words_than_may_leave(self, cast, saved):
        self.find(cast, saved, may_leave="offsets")

        assert send_digests(at=NOON) == 1

        [message] = mail.outbox
        assert "Harvest" in message.body
        assert "short" not in message.body + message.alternatives[0][0]

    def test_are_told_again_where_the_mail_could_not_be_sent(self, cast, saved, monkeypatch):
        self.find(cast, saved)

        def fail(self, **kwargs):
            raise OSError("no way")

        with monkeypatch.context() as patch:
            patch.setattr("django.core.mail.EmailMessage.send", fail)
            with pytest.raises(OSError, match="no way"):
                send_digests(at=NOON)

        assert send_digests(at=NOON) == 1


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
