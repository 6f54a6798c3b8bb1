"""What somebody said over the months: from the picture to the statements, and to the passage."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAID = [(1, "critical", "too slow"), (4, "neutral", "no hurry"), (9, "supportive", "a good day")]


@pytest.fixture
def told(transactional_db):
    """Quill, who changed her mind about Valmere, then her post; the analyst; the coded articles."""
    project, analyst = make_project(), make_user("analyst")
    join(project, analyst)
    quill, valmere = make_actor("Ada Quill"), make_actor("Valmere", "country")
    make_affiliation(quill, "Pilot", valid_until=date(2026, 6, 1))
    make_affiliation(quill, "Harbour master", valid_from=date(2026, 6, 1))
    for month, stance, words in SAID:
        day = date(2026, month, 3)
        where = add_article(
            project, make_article(f"Round {month}\n\nIt is {words}, says Quill.", published_on=day)
        )
        coding = make_coding(where, analyst)
        make_attribution(coding, words, speaker=quill, target=valmere, stance=stance)
    return quill, valmere, analyst


def test_from_a_dot_to_its_statement_and_by_keys_to_the_passage(visit, told):
    quill, valmere, analyst = told
    page = visit(f"/actors/{quill.pk}/", analyst)
    statements = page.locator(".statement")

    # Earlier to later, from critical up to supportive.
    boxes = [dot.bounding_box() for dot in page.locator(".dot").all()]
    boxes.sort(key=lambda box: box["x"])
    assert [box["y"] for box in boxes] == sorted((box["y"] for box in boxes), reverse=True)

    page.locator(".dot:has(.critical)").click()
    expect(statements).to_have_count(1)
    expect(statements).to_contain_text("too slow")
    expect(page.locator("#id_target")).to_have_value(str(valmere.pk))

    page.goto(f"/actors/{quill.pk}/")
    page.keyboard.press("j")
    expect(statements.nth(0).locator(".words")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(statements.nth(2).locator(".words")).to_be_focused()
    page.keyboard.press("k")
    expect(statements.nth(1).locator(".words")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/articles/.+#card-1$"))
    expect(page.locator("#text")).to_contain_text("no hurry")


def test_letters_that_one_types_into_the_filter_do_not_turn_the_list(visit, told):
    quill, _valmere, analyst = told
    page = visit(f"/actors/{quill.pk}/", analyst)

    page.keyboard.press("/")
    page.keyboard.type("jk")

    expect(page.get_by_label("Words said")).to_have_value("jk")
    expect(page.locator("#statements")).to_contain_text("No statement matches")


def test_posts_are_drawn_as_long_as_they_were_held(visit, told):
    quill, _valmere, analyst = told
    page = visit(f"/actors/{quill.pk}/", analyst)
    bars = page.locator(".posts-chart rect")

    pilot, master = bars.nth(0).bounding_box(), bars.nth(1).bounding_box()

    # On the day of the change one ends where the other begins.
    assert pilot["x"] + pilot["width"] == pytest.approx(master["x"], abs=1.5)
    expect(page.locator("#post-" + str(quill.affiliations.get(post="Pilot").pk))).to_contain_text(
        "until 31 May 2026"
    )


def test_charts_fit_a_phone(visit, told):
    quill, _valmere, analyst = told
    page = visit(f"/actors/{quill.pk}/", analyst, width=390, height=844)

    page.get_by_text("As a table").click()

    expect(page.get_by_role("link", name="1", exact=True).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
