"""The page about the API, as Swagger UI draws it under the policy of all pages."""

import pytest

from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_tries_something_out_as_oneself(visit, scheme, width):
    """`visit` fails where the policy refused anything."""
    page = visit("/api/docs", make_user("ada"), color_scheme=scheme, width=width)

    page.locator("#operations-Me-me_get .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()

    answer = page.locator("#operations-Me-me_get .live-responses-table .response-col_description")
    answer.get_by_text('"username"').first.wait_for()
