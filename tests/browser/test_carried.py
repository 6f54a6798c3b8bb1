"""What is carried from a copy: seen in the text, taken as one's own, said not to stand here."""

import re

import pytest
from playwright.sync_api import expect

from annotations.actions.appearing import appear_in_copies
from annotations.models import Appearance, Coding
from tests.domain.stories.wire import WIRE, cut
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_tag
from tests.factories.stories import add_copies
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "“We have not failed, we have run out of time,”"


@pytest.fixture
def opened(open_bench, visit):
    """`opened(width=…)`: (page, the copy) where a statement and a passage are carried to it."""

    def opened(**options):
        bench = open_bench()
        project = bench.project_article.project
        wire, short = add_copies(project, [WIRE, cut(5)])
        coding = make_coding(wire, bench.user)
        who = make_actor("Ada Quill", "person")
        make_attribution(coding, SAID, cue="said", mention="Ada Quill", speaker=who)
        tag = make_tag(project.codebook, "Ports", colour="violet")
        make_passage(coding, "eleven harbours", tag)
        appear_in_copies(project_article=wire.pk)
        page = visit(f"/articles/{short.pk}/", bench.user, **({"width": 1400} | options))
        page.wait_for_selector("#workbench[data-ready]")
        return page, short

    return opened


def saved(page):
    expect(page.locator("#saved")).to_have_attribute("data-state", "saved")


def test_by_keys_one_is_taken_and_the_other_is_not_here_and_put_back(opened):
    page, short = opened()
    cards = page.locator("#cards > .carried")
    expect(cards).to_have_count(2)

    page.keyboard.press("j")
    expect(page.locator("#cards > .carried.active")).to_have_count(1)
    expect(page.locator("#keys")).to_contain_text("take as my own")
    page.keyboard.press("x")
    expect(cards).to_have_count(1)
    expect(page.locator("#notice")).to_contain_text("does not stand here any more")
    # The next one is active by itself.
    expect(page.locator("#cards > .carried.active")).to_have_count(1)
    page.keyboard.press("a")
    expect(
        page.locator(
            "#cards > [data-kind='attribution'].active, #cards > [data-kind='passage'].active"
        )
    ).to_have_count(1)
    expect(cards).to_have_count(0)
    saved(page)
    assert Coding.objects.get(project_article=short).annotation_count == 1
    page.keyboard.press("u")
    expect(page.locator("#cards > .card")).to_have_count(0)
    saved(page)


def test_what_was_taken_away_comes_back_to_its_place(opened):
    page, short = opened()
    first = page.locator("#cards > .carried").first
    name = first.get_attribute("data-a")

    page.locator(f"mark[data-a='{name}']").first.click()
    first.get_by_role("button", name="Not here").click()
    expect(page.locator(f"#card-{name}")).to_have_count(0)
    assert page.locator(f"mark[data-a='{name}']").count() == 0
    page.locator("#notice").get_by_role("button", name="Put it back").click()
    expect(page.locator(f"#card-{name}")).to_have_class(re.compile("active"))
    assert page.locator("#cards > .card").first.get_attribute("data-a") == name
    assert Appearance.objects.standing().filter(project_article=short).count() == 2


@pytest.mark.parametrize("width", [390, 1400])
def test_it_shuts_nobody_out(opened, width):
    page, _ = opened(width=width)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_and_without_colours_it_has_a_line_of_its_own(opened):
    page, _ = opened()
    mark = page.locator("mark.carried-content").first
    line = "node => getComputedStyle(node).textDecorationStyle"

    assert mark.evaluate(line) == "double"
    page.emulate_media(media="print")
    assert mark.evaluate(line) == "double"
    expect(page.locator("#cards > .carried .card-from").first).to_be_visible()
    page.emulate_media(media="screen", forced_colors="active")
    assert mark.evaluate(line) == "double"
