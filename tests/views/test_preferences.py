import pytest
from django.urls import reverse

from tests.factories.users import PASSWORD, make_user
from tests.helpers.page import parse
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db
GOOD = {"name": "Ada Quill", "theme": "dark", "time_zone": "Asia/Tokyo"}


@pytest.fixture
def url():
    return reverse("preferences")


def test_shows_what_is_set(as_, url):
    user = make_user("ada", theme="dark", time_zone="Europe/Vienna")

    page = parse(as_(user).get(url).content)

    assert page.get("data-theme") == "dark"
    assert page.xpath("//input[@name='theme'][@checked]/@value") == ["dark"]
    assert page.xpath("//select[@name='time_zone']//option[@selected]/@value") == ["Europe/Vienna"]


def test_saves_and_says_so(as_, url):
    user = make_user("ada")

    response = as_(user).post(url, GOOD, follow=True)

    user.refresh_from_db()
    assert (user.name, user.theme, user.time_zone) == ("Ada Quill", "dark", "Asia/Tokyo")
    page = parse(response.content)
    assert page.get("data-theme") == "dark"
    assert page.get_element_by_id("messages").text_content().strip() == "Saved."


@pytest.mark.parametrize(
    "bad", [{"theme": "pink"}, {"time_zone": "Mars/Olympus"}, {"name": "x" * 201}, {"name": "\x00"}]
)
def test_refuses_nonsense_and_keeps_what_was_typed(as_, url, bad):
    user = make_user("ada")

    response = as_(user).post(url, GOOD | bad)

    user.refresh_from_db()
    assert response.status_code == 422
    assert user.theme == "auto"
    page = parse(response.content)
    assert page.xpath("//ul[contains(@class, 'errors')]/li")
    if "name" not in bad:
        assert page.xpath("//input[@name='name']/@value") == ["Ada Quill"]


def test_a_zone_that_only_an_admin_can_set_survives(as_, url):
    user = make_user("ada", time_zone="US/Eastern")

    page = parse(as_(user).get(url).content)
    as_(user).post(url, GOOD | {"time_zone": "US/Eastern"})

    user.refresh_from_db()
    assert page.xpath("//select//option[@selected]/@value") == ["US/Eastern"]
    assert (user.name, user.time_zone) == ("Ada Quill", "US/Eastern")


def test_strangers_sign_in_first_and_come_back(client, url):
    make_user("ada")

    there = client.get(url)
    back = client.post(there.url, {"login": "ada", "password": PASSWORD, "next": url})

    assert there.url == f"{reverse('account_login')}?next={url}"
    assert back.url == url


def test_only_getting_and_posting(as_, url):
    assert as_(make_user("ada")).put(url).status_code == 405


def test_asks_the_database_for_the_reader_only(as_, url):
    client = as_(make_user("ada"))

    assert len(queries_of(lambda: client.get(url))) <= 2
