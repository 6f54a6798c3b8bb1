"""Learning on the page of suggestions: who may begin it and switch it, and what everybody sees."""

from datetime import UTC, datetime

import pytest

from annotations.domain.quotes.learning import train
from annotations.models import LearnedModel, LearningState
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.learning import make_learned
from tests.factories.projects import add_article, make_project
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
RUNNERS = ["manager", "curator", "admin"]
OTHERS = [("owner", 403), ("reader", 403), ("stranger", 404), (None, 302)]


def base(cast):
    return f"/projects/{cast.project.pk}/suggestions/"


def client_of(cast, as_, who):
    return as_(getattr(cast, who) if who else None)


def learned(project, number=1, **fields):
    return make_learned(project, number, weights=train([]).to_bytes(), **fields)


@pytest.fixture
def study(cast):
    for _ in range(10):
        make_coding(add_article(cast.project, make_article()), cast.owner, "done")
    return cast


def section(cast, as_, who="manager"):
    page = parse(as_(getattr(cast, who)).get(base(cast)).content)
    return page.get_element_by_id("learning")


@pytest.mark.parametrize("rest", ["start/", "off/", "{on}/on/"])
@pytest.mark.parametrize(("who", "status"), OTHERS)
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_not(study, as_, rest, who, status, htmx):
    on = learned(study.project, 1, is_on=True)
    earlier = learned(study.project, 2)
    address = base(study) + "learning/" + rest.format(on=earlier.pk)

    assert client_of(study, as_, who).post(address, htmx=htmx).status_code == status
    assert LearnedModel.objects.get(is_on=True) == on
    assert LearnedModel.objects.count() == 2


@pytest.mark.parametrize("rest", ["start/", "off/", "{on}/on/"])
def test_a_get_does_nothing(study, as_, rest):
    address = base(study) + "learning/" + rest.format(on=learned(study.project).pk)

    assert as_(study.manager).get(address).status_code == 405


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("owner", 200), ("reader", 200), *OTHERS[2:]]
)
def test_who_may_look(cast, as_, who, status):
    response = client_of(cast, as_, who).get(base(cast) + "learning/", htmx=True)

    assert response.status_code == status


def test_a_part_of_a_page_leads_to_the_page(cast, as_):
    assert as_(cast.owner).get(base(cast) + "learning/")["Location"] == base(cast)


@pytest.mark.parametrize("who", RUNNERS)
def test_it_is_begun_and_shown_until_it_is_done(study, as_, who):
    client = as_(getattr(study, who))

    response = client.post(base(study) + "learning/start/")
    assert (response.status_code, response["Location"]) == (302, base(study))

    page = parse(client.get(base(study)).content)
    part = page.get_element_by_id("learning")
    assert part.get("hx-trigger") == "every 2s"
    assert not part.xpath(".//button")

    LearnedModel.objects.update(state="failed", finished_at=NOW)
    update_page(page, client.get(base(study) + "learning/", htmx=True).content, "learning")
    assert page.get_element_by_id("learning").get("hx-trigger") is None
    assert page.xpath("//button[@id='learning-start']")
    assert_same_page(page, parse(client.get(base(study)).content), "learning")


def test_too_little_is_said_before_and_after(cast, as_):
    assert "0 so far, 10 are needed" in words_of(section(cast, as_))

    response = as_(cast.manager).post(base(cast) + "learning/start/", follow=True)

    assert "Finish 10 articles first" in response.content.decode()


@pytest.mark.parametrize("who", RUNNERS)
def test_it_is_switched_off_and_on_again(cast, as_, who):
    on = learned(cast.project, is_on=True)
    client = as_(getattr(cast, who))

    client.post(base(cast) + "learning/off/")
    on.refresh_from_db()
    assert not on.is_on
    assert "by the rules alone" in words_of(section(cast, as_))

    client.post(f"{base(cast)}learning/{on.pk}/on/")
    on.refresh_from_db()
    assert on.is_on
    assert "learned from 10 articles (version 1)" in words_of(section(cast, as_))


def test_what_cannot_be_switched_on_is_refused_with_a_reason(cast, as_):
    failed = learned(cast.project, state=LearningState.FAILED)

    response = as_(cast.manager).post(f"{base(cast)}learning/{failed.pk}/on/", follow=True)

    assert "nothing to switch on" in response.content.decode()


def test_a_version_of_another_project_is_not_here(cast, as_):
    other = learned(make_project("Another"))

    assert as_(cast.manager).post(f"{base(cast)}learning/{other.pk}/on/").status_code == 404


@pytest.mark.parametrize(("who", "buttons"), [("manager", 2), ("reader", 0), ("owner", 0)])
def test_versions_figures_and_the_curve_are_there_for_all(cast, as_, who, buttons):
    learned(cast.project, 1, is_on=True)
    learned(cast.project, 2)
    learned(cast.project, 3, state="failed")
    learned(cast.project, 4, engine="rules 0")

    part = section(cast, as_, who)

    rows = [[words_of(cell) for cell in row] for row in part.xpath(".//tbody/tr")]
    assert rows == [["Rules", "80%", "60%", "69%"], ["Learned", "82%", "70%", "76%"]]
    assert [words_of(li) for li in part.find_class("points")[0]] == [
        "5 articles: 70%",
        "10 articles: 76%",
    ]
    badges = [words_of(badge) for badge in part.find_class("badge")]
    assert badges == ["made with other rules", "Failed", "on"]
    assert len(part.xpath(".//form")) == buttons


def test_as_many_queries_with_many_versions(cast, as_):
    client = as_(cast.manager)
    learned(cast.project, 1)

    def look():
        client.get(base(cast) + "learning/", htmx=True)

    few = queries_of(look)
    for number in range(2, 8):
        learned(cast.project, number)

    assert_same_count(few, queries_of(look), at_most=7)
