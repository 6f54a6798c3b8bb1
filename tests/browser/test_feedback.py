"""When htmx fails, the page says so and keeps what was typed."""

import pytest
from playwright.sync_api import expect

from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASK = """(url) => htmx.ajax('POST', url, {source: '#preferences', swap: 'none'}).catch(() => {})"""


SENTENCES = {
    403: "Your role does not let you do this",
    404: "This is no longer there",
    429: "Too fast",
    500: "Something broke on the server",
}


@pytest.fixture
def page(visit):
    page = visit("/preferences/", make_user("ada"), quiet=False)
    page.get_by_label("Name").fill("What was typed")
    return page


def test_a_failure_is_a_sentence(page):
    page.route("**/fails/*", lambda route: route.fulfill(status=int(route.request.url[-3:])))
    for status, words in SENTENCES.items():
        page.evaluate(ASK, f"/fails/{status}")

        expect(page.get_by_role("alert").last).to_contain_text(words)
        expect(page.get_by_label("Name")).to_have_value("What was typed")


def test_without_a_network_nothing_is_lost_and_the_complaint_goes_when_it_is_back(page):
    page.context.set_offline(True)
    page.evaluate(ASK, "/preferences/")
    expect(page.get_by_role("alert")).to_contain_text("No connection")

    page.context.set_offline(False)
    page.evaluate(ASK, "/preferences/")

    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_label("Name")).to_have_value("What was typed")


def test_an_ended_session_offers_to_sign_in_in_another_window(page):
    page.context.clear_cookies(name="sessionid")

    page.evaluate(ASK, "/preferences/")

    link = page.get_by_role("alert").get_by_role("link", name="Sign in")
    expect(link).to_have_attribute("target", "_blank")
    expect(page.get_by_label("Name")).to_have_value("What was typed")


def change_token(page):
    """As signing in again in another window does."""
    page.context.add_cookies(
        [{"name": "csrftoken", "value": "x" * 32, "url": page.url.split("/preferences")[0]}]
    )


def test_htmx_goes_on_with_a_new_token_after_signing_in_again(page):
    change_token(page)

    with page.expect_response("**/preferences/") as answer:
        page.evaluate(ASK, "/preferences/")

    assert answer.value.status != 403


def test_a_plain_form_goes_on_with_a_new_token_after_signing_in_again(page):
    change_token(page)

    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
