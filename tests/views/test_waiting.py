"""All that waits in a project since outlets changed its texts."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from annotations.models import Answer, Carry, Coding, Span
from annotations.views import waiting
from tests.factories.projects import make_project
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.test_changes import make_changed


@pytest.fixture
def rows(cast):
    """Two articles that were changed: two annotations wait in the first, one in the second."""
    return [
        make_changed(cast, "Nobody signs in winter", "It will thaw", "We will wait"),
        make_changed(cast, "We will wait"),
    ]


@pytest.fixture
def base(cast):
    return reverse("waiting-list", args=[cast.project.pk])


def items(page):
    return [one for one in page.iter("li") if one.get("id", "").startswith("waits-")]


def opened(client, address):
    return parse(client.get(address).content)


def test_everything_that_waits_is_there_article_by_article(as_, cast, rows, base):
    page = opened(as_(cast.owner), base)

    assert "3 annotations wait in 2 articles" in words_of(page)
    assert len(items(page)) == 3
    heads = [words_of(head) for head in page.find_class("waiting-article")]
    assert len(heads) == 2
    first = items(page)[0]
    assert [words_of(one) for one in first.xpath(".//del")] == ["Nobody"]
    assert [words_of(one) for one in first.xpath(".//ins")] == ["Somebody"]
    assert first.xpath(f".//a[@href='/articles/{rows[0].pk}/changes/']")


def test_each_answer_takes_one_away_until_nothing_waits(as_, cast, rows, base):
    client = as_(cast.owner)
    page = opened(client, base)

    for answer in ("keep", "drop", "keep"):
        carry = items(page)[0].get("id").removeprefix("waits-")
        response = client.post(f"{base}{carry}/{answer}/", htmx=True)
        update_page(page, response.content, target="waiting")
        assert_same_page(page, opened(client, base), "waiting")

    assert "Nothing waits for an answer" in words_of(page)
    assert sorted(Carry.objects.exclude(answer="").values_list("answer", flat=True)) == [
        Answer.ACCEPTED,
        Answer.ACCEPTED,
        Answer.DROPPED,
    ]
    words = {span.words for span in Span.objects.filter(coding__in=Coding.objects.all())}
    assert "Somebody signs in winter" in words


def test_the_last_answer_is_taken_back_wherever_it_was_given(as_, cast, rows, base):
    client = as_(cast.owner)
    last = items(opened(client, base))[-1].get("id").removeprefix("waits-")
    client.post(f"{base}{last}/keep/")

    page = parse(client.post(f"{base}undo/", follow=True).content)

    assert len(items(page)) == 3
    told = client.post(f"{base}undo/", htmx=True)
    assert told.status_code == 409
    assert "There is no answer to undo." in words_of(parse(told.content))


def test_what_was_answered_already_is_refused_with_a_sentence(as_, cast, rows, base):
    client = as_(cast.owner)
    carry = items(opened(client, base))[0].get("id").removeprefix("waits-")
    client.post(f"{base}{carry}/drop/")

    assert client.post(f"{base}{carry}/drop/", htmx=True).status_code == 409
    page = parse(client.post(f"{base}{carry}/keep/", follow=True).content)
    assert words_of(page.get_element_by_id("messages"))


def test_an_answer_on_a_later_page_stays_on_that_page(as_, cast, rows, base, monkeypatch):
    monkeypatch.setattr(waiting, "SIZE", 2)
    client = as_(cast.owner)
    page = opened(client, base)
    assert len(items(page)) == 2
    further = page.get_element_by_id("page-next").get("href")
    page = opened(client, base + further)
    (only,) = items(page)
    form = only.xpath(".//form/@action")[0]

    response = client.post(form, htmx=True)

    assert len(items(parse(response.content))) == 2
    assert unquote(client.post(form).url) == unquote(base + further)


def test_only_ones_own_wait_and_only_those_of_the_project(as_, cast, rows, base):
    assert "Nothing waits for an answer" in words_of(opened(as_(cast.second), base))
    other = make_project("Elsewhere")
    other.memberships.create(user=cast.owner)
    elsewhere = reverse("waiting-list", args=[other.pk])
    assert "Nothing waits for an answer" in words_of(opened(as_(cast.owner), elsewhere))

    carry = Carry.objects.waiting().first()
    assert as_(cast.second).post(f"{base}{carry.pk}/keep/").status_code == 404
    assert as_(cast.owner).post(f"{elsewhere}{carry.pk}/keep/").status_code == 404


def test_the_ladder(as_, cast, rows, base):
    carry = Carry.objects.waiting().first()
    writes = [f"{base}{carry.pk}/keep/", f"{base}{carry.pk}/drop/", f"{base}undo/"]

    for user, status in ((cast.stranger, 404), (cast.reader, 403), (None, 302)):
        assert as_(user).get(base).status_code == status
        for address in writes:
            assert as_(user).post(address).status_code == status
    assert as_(cast.owner).post(base).status_code == 405
    for address in writes:
        assert as_(cast.owner).get(address).status_code == 405


def test_the_project_and_the_page_of_an_article_lead_to_it(as_, cast, rows, base):
    client = as_(cast.owner)

    project = opened(client, reverse("project-detail", args=[cast.project.pk]))
    assert "3 annotations wait since their texts were changed" in words_of(project)
    assert opened(client, f"/articles/{rows[0].pk}/changes/").xpath(f"//a[@href='{base}']")


def test_as_many_queries_with_many_articles_as_with_one(as_, cast, base):
    make_changed(cast, "We will wait")
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(base))

    for _ in range(4):
        make_changed(cast, "Nobody signs in winter", "We will wait")

    assert_same_count(few, queries_of(lambda: client.get(base)), at_most=10)
