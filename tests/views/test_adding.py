"""The page on which managers put articles of other projects into theirs."""

import pytest
from django.urls import reverse

from annotations.actions import adding
from annotations.models import Addition, ProjectArticle, Role
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.helpers.page import assert_same_page, parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

LADDER = [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404)]


@pytest.fixture
def other(cast):
    project = make_project("Straits")
    join(project, cast.manager, Role.READER)
    for title in ("Pilots talk", "Envoys leave"):
        add_article(project, make_article(f"{title}\n\nWords.", title=title))
    return project


def of(name, cast):
    return reverse(name, args=[cast.project.pk])


def test_a_manager_looks_adds_and_undoes(cast, as_, other):
    client = as_(cast.manager)

    page = parse(client.get(of("article-add", cast), {"words": "pilots"}).content)
    [form] = page.xpath("//form[@action=$to]", to=of("article-add-all", cast))
    assert "Add it to the project" in words_of(form)
    added = parse(client.post(form.get("action"), dict(form.fields), follow=True).content)
    here = ProjectArticle.objects.filter(project=cast.project)
    assert here.filter(article__title="Pilots talk").exists()
    assert here.count() == 2

    [undo] = added.xpath("//*[@id='messages']//button[text()='Undo']")
    [form] = added.xpath("//form[@id=$id]", id=undo.get("form"))
    client.post(form.get("action"), dict(form.fields))
    assert here.get() == cast.project_article


def test_many_have_a_page_that_says_how_far_it_is(cast, as_, other, monkeypatch):
    monkeypatch.setattr(adding, "AT_ONCE", 1)
    client = as_(cast.manager)
    page = parse(client.post(of("article-add-all", cast), follow=True).content)
    addition = Addition.objects.get()
    address = reverse("addition-detail", args=[addition.pk])

    assert "1 of 2 articles" in words_of(page.get_element_by_id("addition"))
    assert "Under way" in client.get(of("deed-list", cast)).content.decode()
    adding.go_on_adding(addition=addition.pk)
    swapped = parse(client.get(address, headers={"HX-Request": "true"}).content)
    fresh = parse(client.get(address).content)
    assert "added 2 articles" in words_of(fresh.get_element_by_id("addition"))
    assert_same_page(swapped, fresh, "addition")
    assert client.post(address).status_code == 405
    for name, status in LADDER:
        assert as_(getattr(cast, name)).get(address).status_code == status
    assert "login" in as_(None).get(address)["Location"]


def test_where_nothing_is_found_it_says_what_to_do(cast, as_):
    page = as_(cast.manager).get(of("article-add", cast)).content.decode()

    assert "Nothing to add" in page
    assert of("intake", cast) in page


def test_a_filter_that_makes_no_sense_adds_nothing(cast, as_, other):
    response = as_(cast.manager).post(of("article-add-all", cast), {"since": "soon"})

    assert response.status_code == 422
    assert cast.project.project_articles.count() == 1


@pytest.mark.parametrize("undo", ["made:up", "019a3c5e-0000-7000-8000-000000000000"])
def test_an_undo_that_was_made_up_is_none(cast, as_, undo):
    page = as_(cast.manager).get(of("article-add", cast), {"undo": undo})

    assert "undo-adding" not in page.content.decode()


@pytest.mark.parametrize(("name", "status"), LADDER)
def test_only_managers_add(cast, as_, name, status):
    client = as_(getattr(cast, name))

    assert client.get(of("article-add", cast)).status_code == status
    assert client.post(of("article-add-all", cast)).status_code == status
    assert client.get(of("article-add-all", cast)).status_code == 405


def test_as_many_queries_with_many_articles_as_with_two(cast, as_, other):
    client = as_(cast.manager)
    few = queries_of(lambda: client.get(of("article-add", cast)))
    for n in range(10):
        add_article(other, make_article(f"Number {n}\n\nWords.", title=f"Number {n}"))

    assert_same_count(few, queries_of(lambda: client.get(of("article-add", cast))), at_most=9)
