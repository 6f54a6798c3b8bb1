"""The pages of what was done to many results of a search."""

import pytest
from django.urls import reverse

from annotations.actions import bulk_acts
from annotations.actions.bulk_acts import begin_bulk_act, fail_bulk_act, go_on_in_bulk
from annotations.domain.bulk_plans import Plan
from annotations.models import BulkAct, SpanTag
from tests.actions.conftest import NOW, Desk
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.jobs import forget_jobs
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

TEXT = "Harbour news\n\nThe harbour is closed. Nobody opens it."
LADDER = [("owner", 200), ("manager", 200), ("second", 403), ("reader", 403), ("stranger", 404)]


def tag_some(cast, count=2):
    book = cast.project.codebook
    tag = book.tags.filter(name="Trade").first() or make_tag(book, "Trade")
    rows = [add_article(cast.project, make_article(TEXT)) for _n in range(count)]
    for row in rows:
        Desk(row, cast.owner, tag, tag).mark("harbour")
    plan = Plan(numbers={row.pk: [1] for row in rows}, left={"others": 3})
    return begin_bulk_act(
        project=cast.project, kind="tag", plan=plan, by=cast.owner, at=NOW, tag=tag
    )


@pytest.fixture
def bulk(cast):
    return tag_some(cast)


@pytest.fixture
def slow(cast, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 1)
    monkeypatch.setattr(bulk_acts, "PARTS_IN_A_JOB", 1)
    yield tag_some(cast)
    forget_jobs()


def of(name, bulk):
    return reverse(f"bulk-act-{name}", args=[bulk.pk])


def told(response, part):
    return words_of(parse(response.content).get_element_by_id(part))


@pytest.mark.parametrize(("name", "status"), LADDER)
def test_who_did_it_and_managers_see_to_it(cast, as_, bulk, name, status):
    client = as_(getattr(cast, name))

    assert client.get(of("detail", bulk)).status_code == status
    assert client.get(of("take-back", bulk)).status_code == status
    for act in ("retry", "stop", "take-back"):
        posted = client.post(of(act, bulk)).status_code
        assert posted == (302 if status == 200 else status)


def test_other_methods_and_nobody(cast, as_, bulk):
    client = as_(cast.owner)

    assert client.post(of("detail", bulk)).status_code == 405
    assert client.get(of("retry", bulk)).status_code == 405
    assert client.get(of("stop", bulk)).status_code == 405
    assert client.delete(of("take-back", bulk)).status_code == 405
    for name in ("detail", "take-back"):
        assert "login" in as_(None).get(of(name, bulk))["Location"]


def test_it_says_what_was_done_and_what_stayed(cast, as_, bulk):
    words = told(as_(cast.owner).get(of("detail", bulk)), "bulk")

    assert words.startswith("Owner gave the tag “Trade” 2 times")
    assert "Somebody else’s annotation: 3" in words


def test_it_is_taken_back_after_a_look(cast, as_, bulk):
    client = as_(cast.owner)
    assert "2 of them become what they were before." in told(
        client.get(of("take-back", bulk)), "back"
    )
    assert SpanTag.objects.count() == 2

    done = client.post(of("take-back", bulk), follow=True)
    assert "Owner took 2 changes back" in told(done, "bulk")
    assert not SpanTag.objects.exists()
    again = client.post(of("take-back", bulk), follow=True)
    assert "Nothing of it can be taken back." in again.content.decode()


def test_the_page_says_how_far_the_worker_is(cast, as_, slow):
    client = as_(cast.owner)
    page = parse(client.get(of("detail", slow)).content)
    assert "0 of 2" in words_of(page.get_element_by_id("bulk"))
    go_on_in_bulk(bulk=slow.pk, at=NOW)
    fresh = client.get(of("detail", slow))
    assert "1 of 2" in told(fresh, "bulk")
    update_page(page, client.get(of("detail", slow), htmx=True).content, "bulk")
    assert_same_page(page, parse(fresh.content), "bulk")

    go_on_in_bulk(bulk=slow.pk, at=NOW)
    assert "2 times" in told(client.get(of("detail", slow)), "bulk")


def test_one_that_stopped_is_tried_again(cast, as_, slow):
    client = as_(cast.owner)
    fail_bulk_act(bulk=slow.pk, at=NOW, why="OSError: disk full")
    assert "OSError: disk full" in told(client.get(of("detail", slow)), "bulk")

    assert "0 of 2" in told(client.post(of("retry", slow), follow=True), "bulk")
    again = client.post(of("retry", slow), follow=True)
    assert "It goes on already." in again.content.decode()


def test_it_is_stopped(cast, as_, slow):
    client = as_(cast.owner)
    go_on_in_bulk(bulk=slow.pk, at=NOW)

    words = told(client.post(of("stop", slow), follow=True), "bulk")
    assert "It came to 1 of 2; then it was stopped." in words
    assert "It is still under way" not in told(client.get(of("take-back", slow)), "back")


def test_it_is_one_deed_of_the_project(cast, as_, bulk):
    client = as_(cast.manager)
    address = reverse("deed-list", args=[cast.project.pk])

    def rows(**sought):
        page = parse(client.get(address, sought).content)
        return [words_of(row) for row in page.xpath("//li[starts-with(@id,'deed-')]")]

    [row] = rows(kind="found")
    assert row.startswith("Done to search results · Tag given “Trade” · 2 Owner")
    assert "Take back…" in row
    # The gestures that it consists of are not listed once more.
    assert len(rows()) == 3
    assert rows(kind="several") == [row]
    client.post(of("take-back", bulk))
    back, gave = rows(kind="found")
    assert back.startswith("Done to search results · Taken back “Trade” · 2 Manager")
    assert "2 taken back" in gave
    assert "Take back…" not in gave
    assert len(rows(by=cast.manager.pk)) == 1


@pytest.mark.parametrize("name", ["bulk-act-detail", "bulk-act-take-back", "deed-list"])
def test_as_many_queries_for_many_articles(cast, as_, bulk, name):
    client = as_(cast.manager)

    def asked(bulk):
        key = cast.project.pk if name == "deed-list" else bulk.pk
        return queries_of(lambda: client.get(reverse(name, args=[key])))

    few = asked(bulk)
    assert_same_count(few, asked(tag_some(cast, 8)), at_most=13)
    assert BulkAct.objects.count() == 2
