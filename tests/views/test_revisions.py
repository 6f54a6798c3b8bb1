import pytest
from django.urls import reverse

from annotations.actions.spans import create_passage
from tests.actions.conftest import NOW, WINTER
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.revisions import revise_to
from tests.helpers.page import parse, words_of
from tests.helpers.places import place_of
from tests.helpers.queries import assert_same_count, queries_of

SOFTER = WINTER.replace("Nobody signs", "Somebody signs")


@pytest.fixture
def row(cast):
    row = add_article(cast.project, make_article(WINTER))
    where = place_of(row, "Nobody signs in winter")
    create_passage(project_article=row, by=cast.owner, at=NOW, where=where, tags=[])
    revise_to(row.article, SOFTER)
    return row


def page_of(row, rest=""):
    return f"/articles/{row.pk}/revisions/{rest}"


def test_all_states_are_listed_the_newest_first(as_, cast, row):
    page = parse(as_(cast.reader).get(page_of(row)).content)

    titles = [words_of(each) for each in page.xpath("//ol//a[@class='title']")]
    assert titles == ["Revision 2", "Revision 1"]
    assert page.xpath(f"//a[@href='{page_of(row, '2/difference/')}']")
    assert not page.xpath(f"//a[@href='{page_of(row, '1/difference/')}']")


def test_an_old_one_is_read_with_what_was_annotated_in_it(as_, cast, row):
    page = parse(as_(cast.owner).get(page_of(row, "1/")).content)

    assert page.get_element_by_id("text").text_content() == WINTER
    assert "Nobody signs in winter" in words_of(page.xpath("//section[.//h2[@id='notes']]")[0])
    assert "The outlet changed this text later" in words_of(page)
    assert not page.xpath("//main//form")


def test_the_newest_one_is_as_it_was_carried(as_, cast, row):
    page = parse(as_(cast.owner).get(page_of(row, "2/")).content)

    assert page.get_element_by_id("text").text_content() == SOFTER
    assert "The outlet changed this text later" not in words_of(page)


def test_who_works_blind_sees_nobody_elses_old_annotations(as_, cast, row):
    page = parse(as_(cast.second).get(page_of(row, "1/")).content)

    assert not page.xpath("//h2[@id='notes']")


@pytest.mark.parametrize("view", ["", "?beside"])
def test_the_difference_says_by_word_what_went_and_what_came(as_, cast, row, view):
    page = parse(as_(cast.reader).get(page_of(row, f"2/difference/{view}")).content)

    assert [words_of(each) for each in page.xpath("//del")] == ["Nobody"]
    assert [words_of(each) for each in page.xpath("//ins")] == ["Somebody"]


def test_the_first_one_changed_nothing(as_, cast, row):
    assert as_(cast.owner).get(page_of(row, "1/difference/")).status_code == 404
    assert as_(cast.owner).get(page_of(row, "3/")).status_code == 404


def test_a_headline_that_was_changed_alone_is_told_with_what_it_was(as_, cast, row):
    for title in ("Nobody signs", "Somebody signs"):
        revise_to(row.article, SOFTER, remark=f"<!-- {title} -->", title=title)

    page = parse(as_(cast.reader).get(page_of(row)).content)

    section = page.xpath("//section[@aria-labelledby='headlines-head']")[0]
    assert words_of(section.xpath(".//del")[-1]) == "Nobody"
    assert words_of(section.xpath(".//ins")[-1]) == "Somebody"


def test_the_difference_of_a_revision_has_that_of_its_headline(as_, cast, row):
    revise_to(row.article, WINTER, title="Harbour talks resume")
    revise_to(row.article, SOFTER + " More.", title="Harbour talks fail")

    page = parse(as_(cast.reader).get(page_of(row, "4/difference/")).content)

    assert "resume" in [words_of(each) for each in page.xpath("//p[@class='passage']//del")]


@pytest.mark.parametrize("rest", ["", "1/", "2/difference/"])
def test_who_may(as_, cast, row, rest):
    address = page_of(row, rest)

    assert as_(cast.reader).get(address).status_code == 200
    assert as_(cast.stranger).get(address).status_code == 404
    assert as_(cast.owner).post(address).status_code == 405
    response = as_(None).get(address)
    assert response.status_code == 302
    assert reverse("account_login") in response.url


def test_many_revisions_cost_no_more_queries_than_two(as_, cast, row):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(page_of(row)))
    for number in range(5):
        revise_to(row.article, f"{SOFTER}\n\nAdded {number}.")
    many = queries_of(lambda: client.get(page_of(row)))

    assert_same_count(few, many, at_most=8)
