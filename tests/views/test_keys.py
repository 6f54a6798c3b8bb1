import json

import pytest
from django.urls import reverse

from annotations.domain.keys import COMMANDS
from tests.factories.users import make_user
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return reverse("keys-edit")


def test_shows_saves_and_hands_them_to_the_annotating_page(cast, as_, url):
    client = as_(cast.owner)

    response = client.post(url, COMMANDS | {"undo": "z"}, follow=True)

    page = parse(response.content)
    assert page.xpath("//input[@name='undo']/@value") == ["z"]
    assert page.get_element_by_id("messages").text_content().strip() == "Saved."
    bench = parse(client.get(f"/articles/{cast.project_article.pk}/").content)
    assert json.loads(bench.get_element_by_id("workbench").get("data-keys")) == {"u": "z"}


def test_one_button_brings_back_the_usual_ones(as_, url):
    user = make_user("ada", own_keys={"undo": "z"})

    as_(user).post(url, COMMANDS | {"undo": "?", "usual": "1"})

    user.refresh_from_db()
    assert user.own_keys == {}


@pytest.mark.parametrize("bad", [{"undo": "r"}, {"undo": "?"}, {"undo": ""}, {"undo": "zz"}])
def test_refuses_nonsense_beside_its_field(as_, url, bad):
    user = make_user("ada")

    response = as_(user).post(url, COMMANDS | {"next": "n"} | bad)

    user.refresh_from_db()
    page = parse(response.content)
    assert response.status_code == 422
    assert page.xpath("//ul[contains(@class, 'errors')]/li")
    assert page.xpath("//input[@name='next']/@value") == ["n"]
    assert user.own_keys == {}


def test_who_may_open_it(client, as_, url):
    assert client.get(url).url.startswith(reverse("account_login"))
    assert as_(make_user("ada")).put(url).status_code == 405
