"""Pages that say how far the work is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Project
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.queries.test_progress import sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(cast):
    return reverse("progress-detail", args=[cast.project.pk])


@pytest.fixture
def mine(cast):
    return reverse("progress-mine", args=[cast.project.pk])


def work(cast, *users, seconds=0):
    row = add_article(cast.project, make_article())
    for user in users:
        sit(make_coding(row, user, "done", changed_at=timezone.now()), seconds)


def figures(page):
    names = [words_of(one) for one in page.xpath("//dl[@class='figures']//dt")]
    return dict(zip(names, map(words_of, page.xpath("//dl[@class='figures']//dd")), strict=True))


def test_the_project_says_how_far_it_is_and_when_it_would_end(as_, cast, whole):
    Project.objects.update(due_on=timezone.localdate() + timedelta(days=1))
    work(cast, cast.owner, seconds=600)

    page = parse(as_(cast.manager).get(whole).content)

    assert figures(page) == {
        "Articles": "2",
        "Done": "1",
        "In work": "0",
        "Waiting": "1",
        "of these assigned": "0",
        "Analysts differ": "0",
        "Gold": "0",
        "Opened": "0",
    }
    assert "10 minutes, the median of 1 coding" in words_of(page)
    assert "1.0 codings a week" in words_of(page)
    assert "after the deadline" in words_of(page)
    assert len(page.xpath("//svg[contains(@class, 'pace')]")) == 2
    assert [words_of(row) for row in page.xpath("//table[@class='tally']/tbody/tr/td")] == [
        "1",
        "1",
    ]


def test_ones_own_page_has_ones_own_time_and_nobody_elses(as_, cast, mine):
    work(cast, cast.owner, seconds=600)
    work(cast, cast.second, seconds=7200)

    page = parse(as_(cast.owner).get(mine).content)

    assert figures(page) == {"Assigned, not begun": "0", "In work": "0", "Done": "1"}
    assert "10 minutes is the median" in words_of(page)
    assert "2 h 00 min" not in words_of(page)
    (row,) = page.xpath("//table[contains(@class, 'table')]/tbody/tr")
    assert words_of(row).endswith("10 minutes")


def test_before_anything_is_done_pages_say_so(as_, cast, whole, mine):
    Project.objects.update(measures_time=False)

    for client, address in ((as_(cast.manager), whole), (as_(cast.owner), mine)):
        page = words_of(parse(client.get(address).content))
        assert "Nothing is done yet" in page
        assert "This project measures no time." in page
    assert "Nothing begun yet" in words_of(parse(as_(cast.owner).get(mine).content))


def test_what_was_done_long_ago_has_no_end_in_sight(as_, cast, whole):
    make_coding(cast.project_article, cast.owner, "done")
    add_article(cast.project, make_article())
    assert "no end in sight" in words_of(parse(as_(cast.manager).get(whole).content))
    Project.objects.get().project_articles.exclude(pk=cast.project_article.pk).delete()
    assert "All of it is done." in words_of(parse(as_(cast.manager).get(whole).content))


def test_the_ladder(as_, cast, whole, mine):
    for user, of_all, of_mine in (
        (cast.stranger, 404, 404),
        (cast.owner, 403, 200),
        (cast.reader, 200, 403),
        (cast.curator, 200, 200),
        (None, 302, 302),
    ):
        assert as_(user).get(whole).status_code == of_all
        assert as_(user).get(mine).status_code == of_mine
    assert as_(cast.manager).post(whole).status_code == 405
    assert as_(cast.manager).post(mine).status_code == 405


def test_the_projects_page_leads_to_both(as_, cast, whole, mine):
    project = reverse("project-detail", args=[cast.project.pk])

    def links(user):
        return set(parse(as_(user).get(project).content).xpath("//main//a/@href"))

    assert {whole, mine} <= links(cast.manager)
    assert mine in links(cast.owner)
    assert whole not in links(cast.owner)


def test_as_many_queries_with_many_articles_as_with_one(as_, cast, whole, mine):
    manager, owner = as_(cast.manager), as_(cast.owner)
    work(cast, cast.owner, cast.second, seconds=60)

    def look():
        manager.get(whole)
        owner.get(mine)

    few = queries_of(look)
    for _ in range(5):
        work(cast, cast.owner, cast.second, seconds=60)

    assert_same_count(few, queries_of(look), at_most=16)
