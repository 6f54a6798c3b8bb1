"""Signing in, preferences and trouble, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factories.users import PASSWORD, make_user
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 768, 1280, 1600)
LOOKS = [(390, "light"), (390, "dark"), (1280, "dark"), (1280, "light")]


def check_in_all_sizes(page):
    """Axe in both themes, narrow and wide, and in no size anything wider than the window."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 860})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert violations_of(page) == [], (width, theme)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/inactive/"])
def test_the_entrance_shuts_nobody_out(visit, path):
    check_in_all_sizes(visit(path))


def test_a_page_of_trouble_shuts_nobody_out(visit):
    check_in_all_sizes(visit("/no/such/page/", quiet=False))


@pytest.mark.parametrize(
    "path",
    [
        "/preferences/",
        "/preferences/keys/",
        "/preferences/tokens/",
        "/accounts/password/",
        "/accounts/logout/",
    ],
)
def test_ones_own_pages_shut_nobody_out(visit, path):
    check_in_all_sizes(visit(path, make_user("ada", is_staff=True)))


def test_signing_in_leads_where_one_wanted_to_go(visit):
    make_user("ada")
    page = visit("/preferences/")

    page.get_by_label("User name or e-mail address").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Preferences")).to_be_visible()


def test_one_click_lets_into_the_demo(visit, settings):
    settings.DEMO = True
    user = make_user("curator")
    user.set_password("demo")
    user.save()
    page = visit("/preferences/")

    page.get_by_role("button", name="curator").click()

    expect(page.get_by_text("You are signed in as curator.")).to_be_visible()


def test_the_theme_shows_itself_before_it_is_saved_and_stays_after(visit):
    page = visit("/preferences/", make_user("ada"), color_scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)

    page.get_by_label("Dark").check()
    chosen = page.evaluate(ground)
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    page.wait_for_load_state()
    assert chosen != light
    assert page.evaluate(ground) == chosen


def test_times_are_in_the_zone_of_the_device_from_the_first_page_on_until_another_is_chosen(visit):
    make_user("ada")
    page = visit("/preferences/", timezone_id="Asia/Tokyo")
    page.get_by_label("User name or e-mail address").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    field, why = page.get_by_label("Time zone"), page.locator("#id_time_zone_helptext")

    expect(field).to_have_value("")
    expect(why).to_contain_text("Asia/Tokyo, as your device has it")
    field.select_option("Europe/Vienna")
    page.get_by_role("button", name="Save").click()
    expect(why).to_have_text("All times are shown in it, whatever device you use.")
    page.reload()
    expect(field).to_have_value("Europe/Vienna")


def test_the_page_of_preferences_tells_the_zone_as_soon_as_it_is_known(visit):
    page = visit("/preferences/", make_user("ada"), timezone_id="Asia/Tokyo")

    expect(page.locator("#id_time_zone_helptext")).to_contain_text("Asia/Tokyo")


def test_without_a_script_times_are_in_utc_and_that_is_said(visit):
    page = visit(
        "/preferences/", make_user("ada"), timezone_id="Asia/Tokyo", java_script_enabled=False
    )

    expect(page.locator("#id_time_zone_helptext")).to_contain_text("times are in UTC")


def test_the_menu_of_a_narrow_page_opens_and_closes_without_a_script(visit):
    page = visit(
        "/preferences/", make_user("ada"), width=390, height=844, java_script_enabled=False
    )
    rail = page.get_by_role("navigation", name="Main")

    expect(rail).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(rail).to_be_visible()
    page.keyboard.press("Escape")
    expect(rail).to_be_hidden()


def test_the_first_tab_leads_to_the_page(visit):
    page = visit("/preferences/", make_user("ada"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_label("Name")).to_be_focused()


def test_the_rail_names_its_icons_when_the_pointer_gets_there(visit):
    page = visit("/preferences/", make_user("ada"))
    link = page.get_by_role("link", name="Projects")
    expect(link.locator(".word")).to_have_css("opacity", "0")

    link.hover()

    expect(link.locator(".word")).to_have_css("opacity", "1")


def test_a_message_can_be_closed(visit):
    page = visit("/preferences/", make_user("ada"))
    page.get_by_role("button", name="Save").click()
    message = page.locator(".message")

    message.get_by_role("button", name="Close this message").click()

    expect(message).to_have_count(0)
