import pytest
from django.urls import reverse

from annotations.actions.spans import create_passage
from annotations.models import Answer, Carry, Coding, Span
from tests.actions.conftest import NOW, WINTER
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.revisions import revise_to
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.places import place_of
from tests.helpers.queries import assert_same_count, queries_of

SOFTER = WINTER.replace("Nobody signs", "Somebody signs").replace("We will wait", "We may wait")


def make_changed(cast, *passages):
    """An article that its outlet changed after the owner had marked `passages` in it."""
    row = add_article(cast.project, make_article(WINTER))
    for words in passages:
        create_passage(
            project_article=row, by=cast.owner, at=NOW, where=place_of(row, words), tags=[]
        )
    revise_to(row.article, SOFTER)
    return row


@pytest.fixture
def changed(cast):
    return make_changed(cast, "Nobody signs in winter", "It will thaw", "We will wait")


def page_of(row, rest=""):
    return f"/articles/{row.pk}/changes/{rest}"


def numbers(row):
    waiting = Carry.objects.waiting().filter(coding__project_article=row).order_by("start")
    return list(waiting.values_list("annotation", flat=True))


def shown(response):
    return words_of(parse(response.content).get_element_by_id("changes"))


def test_old_and_new_stand_together_with_what_differs(as_, cast, changed):
    page = parse(as_(cast.owner).get(page_of(changed)).content)

    (before, now) = page.xpath("//p[@class='passage']")
    assert words_of(before) == "Nobody signs in winter"
    assert [words_of(each) for each in before.xpath("del")] == ["Nobody"]
    assert [words_of(each) for each in now.xpath("ins")] == ["Somebody"]
    assert "2 wait" in words_of(page.get_element_by_id("changes"))


def test_an_answer_brings_the_next_question_and_the_last_one_an_end(as_, cast, changed):
    first, second = numbers(changed)
    client = as_(cast.owner)

    response = client.post(page_of(changed, f"{first}/keep/"), follow=True)
    assert "We will wait" in shown(response)
    response = client.post(page_of(changed, f"{second}/drop/"), follow=True)
    assert "Nothing waits for an answer" in shown(response)

    coding = Coding.objects.get(project_article=changed)
    words = [span.words for span in Span.objects.filter(coding=coding).in_reading_order()]
    assert words == ["Somebody signs in winter", "It will thaw"]


def test_a_place_by_hand_is_found_by_its_words(as_, cast, changed):
    first, _ = numbers(changed)
    client = as_(cast.owner)

    response = client.post(page_of(changed, f"{first}/place/"), {"words": "nonsense"}, follow=True)
    assert "The new text does not say this" in words_of(parse(response.content))
    client.post(page_of(changed, f"{first}/place/"), {"words": "Somebody signs"})

    assert Carry.objects.get(answer=Answer.PLACED).annotation == first
    assert Span.objects.filter(words="Somebody signs").exists()


def test_the_last_answer_can_be_undone_and_no_other_act(as_, cast, changed):
    first, _ = numbers(changed)
    client = as_(cast.owner)
    client.post(page_of(changed, f"{first}/drop/"))

    client.post(page_of(changed, "undo/"))
    assert first in numbers(changed)
    create_passage(
        project_article=changed, by=cast.owner, at=NOW, where=place_of(changed, "the map"), tags=[]
    )
    response = client.post(page_of(changed, "undo/"), follow=True)

    assert "There is no answer to undo" in words_of(parse(response.content))
    assert Span.objects.filter(words="the map").exists()


def test_a_swap_equals_a_fresh_page(as_, cast, changed):
    first, _ = numbers(changed)
    client = as_(cast.owner)
    page = parse(client.get(page_of(changed)).content)

    response = client.post(page_of(changed, f"{first}/keep/"), htmx=True)
    update_page(page, response.content, "changes")

    assert_same_page(page, parse(client.get(page_of(changed)).content), "changes")


def test_what_cannot_be_answered_says_why_and_asks_again(as_, cast, changed):
    first, _ = numbers(changed)
    client = as_(cast.owner)
    client.post(page_of(changed, f"{first}/drop/"))

    response = client.post(page_of(changed, f"{first}/drop/"), htmx=True)

    assert response.status_code == 409
    assert "answered meanwhile" in response.content.decode()


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("get", ""),
        ("post", "1/keep/"),
        ("post", "1/place/"),
        ("post", "1/drop/"),
        ("post", "undo/"),
    ],
)
def test_who_may(as_, cast, changed, method, rest):
    address = page_of(changed, rest)

    def status(user):
        return getattr(as_(user), method)(address).status_code

    assert status(cast.stranger) == 404
    assert status(cast.reader) == 403
    response = getattr(as_(None), method)(address)
    assert response.status_code == 302
    assert reverse("account_login") in response.url
    other = "post" if method == "get" else "get"
    assert getattr(as_(cast.owner), other)(address).status_code == 405


def test_analysts_answer_for_themselves_only(as_, cast, changed):
    first, _ = numbers(changed)
    client = as_(cast.second)

    assert "Nothing waits" in shown(client.get(page_of(changed)))
    assert client.post(page_of(changed, f"{first}/place/"), {"words": "x"}).status_code == 404
    client.post(page_of(changed, f"{first}/keep/"))
    assert first in numbers(changed)


def test_the_annotating_page_and_home_say_that_something_waits(as_, cast, changed):
    client = as_(cast.owner)

    for address in (f"/articles/{changed.pk}/", "/"):
        page = parse(client.get(address).content)
        (link,) = page.xpath(f"//a[@href='{page_of(changed)}']")
        assert "2 annotations wait for you" in words_of(link.getparent())
    assert not parse(as_(cast.second).get("/").content).xpath(f"//a[@href='{page_of(changed)}']")


def test_many_waiting_cost_no_more_queries_than_one(as_, cast, changed):
    one = make_changed(cast, "Nobody signs in winter")
    client = as_(cast.owner)

    few = queries_of(lambda: client.get(page_of(one)))
    many = queries_of(lambda: client.get(page_of(changed)))

    assert_same_count(few, many, at_most=15)
