"""Very many annotations: only those near the window are there, and who needs all of them gets all."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Coding
from tests.browser.bench import make_bench_data
from tests.factories.annotations import make_coding, make_passage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MANY = 205
TEXT = "Envoys meet again\n\n" + "\n\n".join(
    f"Paragraph {number}. Both sides speak of shared work." for number in range(MANY)
)


@pytest.fixture
def many(visit) -> Page:
    project_article, user, _tags = make_bench_data(TEXT)
    coding = make_coding(project_article, user)
    for number in range(MANY):
        make_passage(coding, f"Paragraph {number}.")
    page = visit(f"/articles/{project_article.pk}/", user, width=1400, height=900)
    page.wait_for_selector("#workbench[data-ready]")
    return page


def read_out(page: Page) -> int:
    """How many annotations of the list have words for assistive technology."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()

    def words(node: dict) -> str:
        own = node["name"]["value"] if node.get("role", {}).get("value") == "StaticText" else ""
        return own + "".join(words(nodes[key]) for key in node["childIds"] if key in nodes)

    items = [node for node in nodes.values() if node.get("role", {}).get("value") == "listitem"]
    return sum("Paragraph" in words(item) for item in items)


def test_all_annotations_are_read_out_once_one_asks_for_them(many):
    before = read_out(many)
    button = many.get_by_role("button", name="Read out all annotations")

    button.focus()
    expect(button).to_be_in_viewport()
    with many.expect_response("**/preferences/reading/"):
        button.press("Enter")

    expect(button).to_have_count(0)
    expect(many.locator("#cards > .card").first).to_be_focused()
    assert 0 < before < MANY
    assert read_out(many) == MANY
    many.reload()
    many.wait_for_selector("#workbench[data-ready]")
    expect(button).to_have_count(0)
    assert read_out(many) == MANY


def test_a_card_far_away_is_there_once_one_is_at_it(many):
    last = Coding.objects.get().next_number - 1
    card = many.locator(f"#card-{last}")
    expect(card).to_be_hidden()
    many.locator("#text mark").last.evaluate("mark => mark.scrollIntoView({ block: 'center' })")
    expect(card).to_be_in_viewport()
    many.locator("#text mark").last.click()
    expect(card).to_have_attribute("aria-current", "true")
