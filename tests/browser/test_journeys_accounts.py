"""Sessions that end, passwords that change, and what an admin makes for others."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Source, User
from tests.factories.users import PASSWORD, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "a ferry at ten past eight"


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_session_that_ends_while_annotating_loses_nothing(open_bench):
    bench = open_bench(quiet=False)
    page = bench.page
    bench.select("demands an answer")
    page.keyboard.press("a")
    page.get_by_role("combobox", name="Who says it?").fill("The council")
    page.get_by_label("Note").fill("Third time this month.")
    page.context.clear_cookies(name="sessionid")

    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("you have been signed out")
    bench.select("a long winter")
    page.keyboard.press("w")
    with page.expect_popup() as opened:
        page.locator("#saved").get_by_role("link", name="Sign in").click()
    sign_in(opened.value, bench.user.username)
    expect(opened.value.get_by_role("heading", name="Good day")).to_be_visible()
    opened.value.close()
    page.get_by_role("button", name="Try again now").click()
    bench.saved()

    (said,) = bench.attributions()
    assert (said.speaker.name, said.note) == ("The council", "Third time this month.")
    assert bench.passages() == [("a long winter", ["Forecast"])]
    expect(page.locator(".card")).to_have_count(2)


def test_a_new_password_opens_the_door_and_the_old_one_no_longer(visit, transactional_db):
    user = make_user("noor")
    page = visit("/preferences/", user)

    page.get_by_role("link", name="Change the password").click()
    page.get_by_label("Present password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    page.get_by_role("button", name="Change the password").click()
    expect(page.locator("#messages")).not_to_be_empty()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "noor", PASSWORD)
    expect(page.locator(".errors")).to_be_visible()
    sign_in(page, "noor", NEW)

    expect(page.get_by_role("heading", name="Good day")).to_be_visible()
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_what_an_admin_makes_shows_up_in_the_app(visit, cast):
    codebook = cast.project.codebook
    page = visit("/admin/", cast.admin)

    page.get_by_role("main").get_by_role("link", name="Sources", exact=True).first.click()
    page.get_by_role("link", name="Add source").click()
    page.get_by_label("Name").fill("Lantern Wire")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Lantern Wire")

    page.goto("/admin/annotations/user/add/")
    page.get_by_label("Username").fill("ines")
    page.locator("#id_name").fill("Ines Duarte")
    page.get_by_label("Password").fill(NEW)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("ines")

    page.goto(f"/admin/annotations/codebook/{codebook.pk}/change/")
    page.get_by_role("link", name="Add a tag").click()
    page.locator("#id_name").fill("Ultimatum")
    page.locator("#id_shortcut").fill("m")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Ultimatum")

    page.goto("/sources/")
    expect(page.get_by_role("link", name="Lantern Wire")).to_be_visible()
    page.goto(f"/articles/{cast.project_article.pk}/")
    page.get_by_text("Tags and their keys").click()
    expect(page.locator("#tags").get_by_role("button", name="Ultimatum")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "ines", NEW)
    expect(page.get_by_role("heading", name="Good day, Ines Duarte")).to_be_visible()
    assert Source.objects.filter(name="Lantern Wire").exists()
    assert not User.objects.get(username="ines").is_staff
    assert codebook.tags.get(name="Ultimatum").shortcut == "m"
