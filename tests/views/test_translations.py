from datetime import date

import pytest

from annotations.models import Counterpart, Translation
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.translations import FRENCH, make_pair
from tests.helpers.page import parse, words_of


@pytest.fixture
def pair(cast):
    return make_pair(cast.project_article, cast.owner)


@pytest.fixture
def addresses(pair):
    base = f"/articles/{pair.original.pk}/translations/"
    one = f"{base}{pair.translation.pk}/"
    return {
        "list": base,
        "detail": one,
        "add": f"{base}add/",
        "delete": f"{one}delete/",
        "counterparts": f"{one}counterparts/",
    }


READS, WRITES = ["list", "detail"], ["add", "delete", "counterparts"]


@pytest.mark.parametrize("name", READS)
def test_members_read(cast, as_, addresses, name):
    for user in (cast.owner, cast.reader, cast.second):
        page = as_(user).get(addresses[name])
        assert page.status_code == 200
        assert "Les envoyés se retrouvent" in page.content.decode()


@pytest.mark.parametrize("name", READS + WRITES)
def test_strangers_find_nothing_and_nobody_signs_in(cast, as_, addresses, name):
    for user, status in ((cast.stranger, 404), (None, 302)):
        client = as_(user)
        ask = client.get if name in READS else client.post
        response = ask(addresses[name])
        assert response.status_code == status
    assert "/login/" in response.url


@pytest.mark.parametrize("name", WRITES)
def test_readers_change_nothing(cast, as_, addresses, name):
    assert as_(cast.reader).post(addresses[name]).status_code == 403


@pytest.mark.parametrize("name", READS + WRITES)
def test_each_address_has_its_method(cast, as_, addresses, name):
    client = as_(cast.owner)
    ask = client.post if name in READS else client.get
    assert ask(addresses[name]).status_code == 405


def test_a_translation_of_other_articles_is_not_here(cast, as_, pair):
    other = add_article(cast.project, make_article())
    address = f"/articles/{other.pk}/translations/{pair.translation.pk}/"

    assert as_(cast.owner).get(address).status_code == 404


@pytest.mark.parametrize(("role", "is_original"), [("translation", True), ("original", False)])
def test_two_articles_are_put_side_by_side(cast, as_, role, is_original):
    other = add_article(cast.project, make_article(FRENCH, language="fr"))
    base = f"/articles/{cast.project_article.pk}/translations/"

    response = as_(cast.owner).post(
        f"{base}add/", {"other": other.pk, "role": role, "kind": "official"}
    )

    made = Translation.objects.get()
    assert response.url == f"{base}{made.pk}/"
    assert (made.original == cast.project_article.article) is is_original
    assert (made.kind, made.linked_by) == ("official", cast.owner)


def test_what_cannot_be_linked_is_said_at_the_form(cast, as_, pair):
    third = add_article(cast.project, make_article(language="de"))

    response = as_(cast.owner).post(
        f"/articles/{pair.article.pk}/translations/add/",
        {"other": third.pk, "role": "translation", "kind": "ours"},
    )

    assert response.status_code == 422
    assert "is linked to the first original" in response.content.decode()


def test_a_link_that_went_can_be_made_again(cast, as_, pair, addresses):
    client = as_(cast.owner)

    response = client.post(addresses["delete"], follow=True)

    assert not Translation.objects.exists()
    page = parse(response.content)
    (again,) = page.xpath("//a[contains(., 'Link it again')]/@href")
    form = parse(client.get(again.partition("#")[0]).content)
    assert form.xpath("//select[@name='other']/option[@selected]/@value") == [str(pair.article.pk)]


def test_a_proposed_counterpart_is_linked_and_unlinked(cast, as_, pair, addresses):
    client = as_(cast.owner)
    page = parse(client.get(addresses["detail"]).content)
    match = page.get_element_by_id("statement-1")
    assert "Proposed: the same speaker" in words_of(match)
    numbers = {field.get("name"): field.get("value") for field in match.xpath(".//input")}

    response = client.post(
        addresses["counterparts"], {"number": numbers["number"], "other": numbers["other"]}
    )

    assert response.url == f"{addresses['detail']}#statement-1"
    assert Counterpart.objects.values_list("number", "other_number").get() == (1, 1)
    page = parse(client.get(addresses["detail"]).content)
    assert "Unlink" in words_of(page.get_element_by_id("statement-1"))
    client.post(addresses["counterparts"], {"number": 1})
    assert not Counterpart.objects.exists()


def test_a_statement_that_was_deleted_meanwhile_is_said(cast, as_, addresses):
    response = as_(cast.owner).post(
        addresses["counterparts"], {"number": 1, "other": 99}, follow=True
    )

    assert "deleted meanwhile" in response.content.decode()


def test_others_codings_cannot_be_linked(cast, as_, addresses):
    response = as_(cast.second).post(addresses["counterparts"], {"number": 1, "other": 1})

    assert response.status_code == 404


def test_what_the_menu_does_not_offer_is_found_by_its_title(cast, as_, monkeypatch):
    monkeypatch.setattr("annotations.forms.nearest.MOST_OFFERED", 1)
    near, far = (
        add_article(cast.project, make_article(title=title, language="fr", published_on=day))
        for title, day in (("Les envoyés", date(2026, 3, 3)), ("Le port fermé", date(2025, 3, 3)))
    )
    base = f"/articles/{cast.project_article.pk}/translations/"
    client = as_(cast.owner)

    def offered(**query):
        page = parse(client.get(base, query).content)
        return page.xpath("//select[@name='other']/option[@value!='']/@value")

    assert offered() == [str(near.pk)]
    assert offered(q="port") == [str(far.pk)]
    assert offered(q="nothing") == []
    client.post(f"{base}add/", {"other": far.pk, "role": "translation", "kind": "ours"})
    assert Translation.objects.get().article == far.article


def test_a_project_without_another_language_says_what_to_do(cast, as_):
    page = as_(cast.owner).get(f"/articles/{cast.project_article.pk}/translations/")

    assert "no article in another language" in page.content.decode()
