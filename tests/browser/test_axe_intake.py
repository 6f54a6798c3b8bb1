"""Where articles come in: imports and feeds, as axe sees them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from annotations.actions.imports import start_import
from annotations.exchange.imports import keep_upload, read_import
from annotations.models import Draft, Polling, User
from tests.browser.walking import of
from tests.factories.annotations import make_coding
from tests.factories.feeds import make_feed, make_item
from tests.views.test_looks import make_watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTED = (
    "Envoys return to the quay\n\nBy Ines Duarte\n\n" + "They said little and left early. " * 20
)


def test_the_pages_of_pasting(walk, demo):
    analyst = User.objects.get(username="analyst")
    page = walk(analyst, {"intake": of("intake", demo)})
    page.goto(of("intake", demo))
    for words in (PASTED, PASTED.replace("Envoys", "Pilots")):
        page.get_by_label("Text", exact=True).fill(words)
        page.get_by_role("button", name="Look it over").click()
        page.get_by_role("button", name="Keep for later").click()

    walk(
        analyst,
        {
            "intake, with drafts": of("intake", demo),
            "draft": of("draft-detail", Draft.objects.first()),
            "bookmark": of("bookmarklet", demo),
        },
    )


def test_the_pages_of_an_import(walk, cast):
    table = (
        "title,text,date\nRound 1,They said little and left early.,2026-03-18\n"
        "Round 2,They said nothing at all and left.,soon\n"
    )
    waiting, begun = (
        keep_upload(
            SimpleUploadedFile("Lists.csv", table.encode()),
            project=cast.project,
            by=cast.owner,
            at=timezone.now(),
        )
        for _ in range(2)
    )
    start_import(upload=begun, by=cast.owner, at=timezone.now(), meanings={}, source_name="Herald")
    of_import = {"look": of("import-detail", waiting), "running": of("import-detail", begun)}
    walk(cast.owner, {"imports": of("import-list", cast.project)} | of_import)

    read_import(upload=begun.pk, at=timezone.now())
    walk(
        cast.owner,
        {"refused": of_import["running"], "new": of_import["running"] + "?show=created"},
    )
    make_coding(cast.project.project_articles.latest("pk"), cast.second)
    walk(
        cast.manager,
        {
            "what was done": of("deed-list", cast.project),
            "take back": of("import-take-back", begun),
        },
    )


def test_feeds_well_and_failing(walk, cast):
    well, failing = make_feed(cast.project), make_feed(cast.project)
    now = timezone.now()
    Polling.objects.filter(feed=well).update(polled_at=now, newest_at=now, found=3)
    failure = {"of": "fetching", "code": "missing", "params": {"host": "quay.test", "status": 404}}
    Polling.objects.filter(feed=failing).update(polled_at=now, failures=2, failure=failure)
    for _ in range(3):
        make_item(well, found_at=now)
    make_item(failing, found_at=now, state="failed", failure=failure, title="Gone")
    make_watch()

    walk(
        cast.admin,
        {
            "feeds": reverse("feed-list"),
            "failed looks": reverse("look-list"),
            "feed": of("feed-detail", well),
            "failing feed": of("feed-detail", failing),
            "finding feeds": of("feed-find", well.source),
        },
    )
