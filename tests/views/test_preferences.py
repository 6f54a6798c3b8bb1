import pytest
from django.urls import reverse

from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.users import PASSWORD, make_user
from tests.helpers.page import parse
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db
READING = {
    "theme": "dark",
    "text_size": "large",
    "text_width": "wide",
    "line_height": "open",
    "text_font": "sans",
}
GOOD = READING | {"name": "Ada Quill", "time_zone": "Asia/Tokyo"}
ATTRIBUTES = ("data-theme", "data-size", "data-measure", "data-leading", "data-font")


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
    "bad",
    [
        {"theme": "pink"},
        {"text_size": "9"},
        {"time_zone": "Mars/Olympus"},
        {"name": "x" * 201},
        {"name": "\x00"},
    ],
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


@pytest.mark.parametrize(
    ("chosen", "device", "said"),
    [
        ("", "", "times are in UTC"),
        ("", "Asia/Tokyo", "Asia/Tokyo, as your device has it"),
        ("", "Mars/Olympus", "times are in UTC"),
        ("UTC", "Asia/Tokyo", "All times are shown in it"),
        ("Europe/Vienna", "", "All times are shown in it"),
    ],
)
def test_says_which_zone_is_used_and_why(as_, url, chosen, device, said):
    client = as_(make_user("ada", time_zone=chosen))
    client.cookies["zone"] = device

    page = parse(client.get(url).content)

    assert page.xpath("//select[@name='time_zone']//option[@selected]/@value") == [chosen]
    assert said in page.get_element_by_id("id_time_zone_helptext").text_content()


def test_a_zone_is_given_up_for_that_of_the_device(as_, url):
    user = make_user("ada", time_zone="Europe/Vienna")

    as_(user).post(url, GOOD | {"time_zone": ""})

    user.refresh_from_db()
    assert (user.name, user.time_zone) == ("Ada Quill", "")


def test_a_zone_that_only_an_admin_can_set_survives(as_, url):
    user = make_user("ada", time_zone="US/Eastern")

    page = parse(as_(user).get(url).content)
    as_(user).post(url, GOOD | {"time_zone": "US/Eastern"})

    user.refresh_from_db()
    assert page.xpath("//select[@name='time_zone']//option[@selected]/@value") == ["US/Eastern"]
    assert (user.name, user.time_zone) == ("Ada Quill", "US/Eastern")


def test_strangers_sign_in_first_and_come_back(client, url):
    make_user("ada")

    there = client.get(url)
    back = client.post(there.url, {"login": "ada", "password": PASSWORD, "next": url})

    assert there.url == f"{reverse('account_login')}?next={url}"
    assert back.url == url


def test_only_getting_and_posting(as_, url):
    assert as_(make_user("ada")).put(url).status_code == 405


def test_asks_the_database_for_the_reader_and_the_languages_of_their_articles_only(as_, url):
    client = as_(make_user("ada"))

    assert len(queries_of(lambda: client.get(url))) <= 3


def test_the_text_is_shown_as_chosen_on_every_page_without_a_script(as_, url):
    user = make_user("ada")
    client = as_(user)

    client.post(url, GOOD | {"shows_all_marks": "on"})

    user.refresh_from_db()
    assert {name: getattr(user, name) for name in READING} == READING
    for address in (url, "/"):
        page = parse(client.get(address).content)
        assert [page.get(name) for name in ATTRIBUTES] == ["dark", "large", "wide", "open", "sans"]
        assert page.get("data-marks") == "all"


def test_whoever_chose_nothing_sees_the_usual_text(client):
    page = parse(client.get(reverse("account_login")).content)

    assert [page.get(name) for name in ATTRIBUTES] == [
        "auto",
        "normal",
        "normal",
        "normal",
        "serif",
    ]
    assert page.get("data-marks") is None


@pytest.fixture
def menu():
    return reverse("reading-update")


def test_the_menu_beside_a_text_saves_and_stays(as_, menu):
    user = make_user("ada", name="Ada", time_zone="Asia/Tokyo")

    response = as_(user).post(menu, READING, htmx=True)

    user.refresh_from_db()
    assert response.content.decode().strip() == "Saved."
    assert {name: getattr(user, name) for name in READING} == READING
    assert (user.name, user.time_zone) == ("Ada", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/articles/?coding=1", "/articles/?coding=1"),
        ("https://elsewhere.example/", "/preferences/"),
        ("//elsewhere.example/", "/preferences/"),
        ("", "/preferences/"),
    ],
)
def test_without_a_script_the_menu_leads_back_to_its_own_page(as_, menu, wanted, leads):
    response = as_(make_user("ada")).post(menu, READING | {"next": wanted})

    assert (response.status_code, response.url) == (302, leads)


@pytest.mark.parametrize("htmx", [True, False])
def test_the_menu_takes_no_nonsense(as_, menu, htmx):
    user = make_user("ada")

    response = as_(user).post(menu, READING | {"text_width": "endless"}, htmx=htmx)

    user.refresh_from_db()
    assert response.status_code == (422 if htmx else 302)
    assert user.text_size == "normal"


def test_who_may_use_the_menu(client, as_, menu):
    assert client.post(menu, READING).url.startswith(reverse("account_login"))
    assert as_(make_user("ada")).get(menu).status_code == 405


def test_the_languages_that_one_reads_are_those_of_ones_articles(cast, as_, url):
    add_article(cast.project, make_article(language="fr"))
    client = as_(cast.owner)
    page = parse(client.get(url).content)
    offered = page.xpath("//input[@name='languages']/@value")
    form = {
        name: value
        for name, value in page.get_element_by_id("preferences").form_values()
        if name != "languages"
    }

    client.post(url, form | {"languages": ["fr"]})

    assert offered == ["en", "fr"]
    cast.owner.refresh_from_db()
    assert cast.owner.languages == ["fr"]
    assert parse(client.get(url).content).xpath("//input[@name='languages'][@checked]/@value") == [
        "fr"
    ]
    # One that is no longer among their articles stays ticked.
    cast.project.project_articles.all().delete()
    assert b'value="fr"' in client.get(url).content
    assert client.post(url, form | {"languages": ["xx"]}).status_code == 422
