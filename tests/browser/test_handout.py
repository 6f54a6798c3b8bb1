"""The hand-out on the screen and on paper."""

import pytest
from playwright.sync_api import expect

from annotations.models import Coding
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def handout(open_bench, visit):
    """`handout(**options of visit)`: the hand-out of an article with three annotations."""
    bench = open_bench()
    coding = make_coding(bench.project_article, bench.user)
    make_passage(coding, "Nobody knows", note="Look again.")
    make_attribution(coding, "Both sides feel they are being cornered", cue="says Ada Quill")
    make_passage(coding, "sides feel")
    assert Coding.objects.count() == 1
    return lambda **options: visit(bench.page.url + "handout/", bench.user, **options)


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shuts_nobody_out_and_is_as_wide_as_the_window(handout, width):
    page = handout(width=width)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_only_the_article_and_its_notes_are_left(handout):
    page = handout(java_script_enabled=False, color_scheme="dark")
    page.emulate_media(media="print")

    for gone in (".rail", ".crumbs", "#keys", ".handout-tools"):
        assert not page.locator(gone).first.is_visible()
    assert page.locator("#note-1").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_on_paper_it_is_black_on_white_in_the_dark_theme_too(handout):
    page = handout(color_scheme="dark")
    page.emulate_media(media="print")

    look = page.evaluate(
        "() => { const {color, backgroundColor} = getComputedStyle(document.querySelector('.handout'));"
        " return [color, backgroundColor] }"
    )
    assert look == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_the_annotating_page_prints_no_words_that_may_not_leave(open_bench):
    bench = open_bench()
    source = bench.project_article.article.source
    source.may_leave = "offsets"
    source.save()
    page = bench.page
    page.reload()
    page.wait_for_selector("#workbench[data-ready]")
    notice = page.locator(".only-print").last
    expect(page.locator("#text")).to_be_visible()
    expect(notice).to_be_hidden()

    page.emulate_media(media="print")

    expect(page.locator("#text")).to_be_hidden()
    expect(notice).to_contain_text("let none of its words leave")
