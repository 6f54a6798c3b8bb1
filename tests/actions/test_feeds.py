import pytest
from django.db import IntegrityError, transaction

from annotations.actions.feeds import (
    CannotKeepFeed,
    change_feed,
    create_feed,
    pause_feed,
    remove_feed,
    restore_feed,
    resume_feed,
)
from annotations.models import Feed, Polling
from tests.factories.articles import make_source
from tests.factories.feeds import THEN, make_feed, make_item

URL = "https://quay.test/feed.xml"


def creating(cast, **fields):
    return create_feed(
        **({"source": make_source(), "project": cast.project, "address": URL} | fields),
        by=cast.admin,
        at=THEN,
    )


def test_a_feed_is_tidy_and_due(cast):
    feed = creating(
        cast,
        address=f" {URL} ",
        title=" All \n news ",
        words=["grain", " grain ", ""],
        languages=["EN", "fr"],
    )

    feed.refresh_from_db()
    assert (feed.address, feed.title, feed.words) == (URL, "All news", ["grain"])
    assert feed.languages == ["en", "fr"]
    assert feed.polling.due_at == THEN
    assert feed.events.get().pgh_label == "insert"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"address": "quay gazette"}, "address"),
        ({"address": "ftp://quay.test/"}, "address"),
        ({"languages": ["french"]}, "languages"),
    ],
)
def test_what_is_refused(cast, fields, field):
    with pytest.raises(CannotKeepFeed) as refusal:
        creating(cast, **fields)

    assert refusal.value.field == field
    assert not Feed.objects.exists()


def test_a_project_has_a_feed_once(cast):
    creating(cast)

    with pytest.raises(CannotKeepFeed, match="This project has this feed already"):
        creating(cast)


def test_a_removed_one_comes_back(cast):
    feed = creating(cast)
    item = make_item(feed)
    remove_feed(feed=feed, by=cast.admin, at=THEN)
    assert not Feed.objects.kept().exists()

    again = creating(cast, words=["grain"])

    assert (again.pk, again.words) == (feed.pk, ["grain"])
    assert list(Feed.objects.kept().get().items.all()) == [item]


def test_paused_resumed_removed_restored(cast):
    feed = make_feed(cast.project)
    due = lambda: Feed.objects.due(THEN).exists()  # noqa: E731
    assert due()

    pause_feed(feed=feed, by=cast.admin)
    assert not due()
    resume_feed(feed=feed, by=cast.admin, at=THEN)
    assert due()
    remove_feed(feed=feed, by=cast.admin, at=THEN)
    assert not due()
    restore_feed(feed=feed, by=cast.admin, at=THEN)
    assert due()


def test_only_what_may_be_changed_is(cast):
    feed = make_feed(cast.project)

    assert change_feed(feed=feed, title="World", by=cast.admin).title == "World"
    with pytest.raises(TypeError):
        change_feed(feed=feed, address=URL, by=cast.admin)


@pytest.mark.parametrize("values", [{"failures": 1}, {"failure": {"of": "fetching"}}])
def test_a_failure_has_a_reason(cast, values):
    feed = make_feed(cast.project)

    with pytest.raises(IntegrityError), transaction.atomic():
        Polling.objects.filter(feed=feed).update(**values)
