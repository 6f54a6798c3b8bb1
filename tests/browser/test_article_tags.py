"""Tags of the article as a whole by clicks and keys: in the queue like every other write."""

import pytest
from playwright.sync_api import expect

from annotations.models import ArticleTag, AttributionTag, Tag
from tests.factories.projects import make_tag

pytestmark = pytest.mark.browser


@pytest.fixture
def open_genres(open_bench):
    """The page of an article whose codebook has a group of which one goes, and one tag more."""

    def opened(**options):
        bench = open_bench(**options)
        codebook = bench.project_article.project.codebook
        kind = make_tag(codebook, "Genre", is_single=True, applies_to=[])
        for name, parent in (("Report", kind), ("Interview", kind), ("Front page", None)):
            make_tag(codebook, name, parent=parent, applies_to=["article"])
        again(bench)
        bench.page.click("#article-tags > summary")
        return bench

    return opened


def again(bench):
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")


def tick(page, name):
    page.locator("#article-tags label", has_text=name).click()


def ticked(page):
    return page.locator("#article-tags label:has(:checked)")


def borne():
    return sorted(ArticleTag.objects.values_list("tag__name", flat=True))


def test_set_swapped_undone_done_again_and_still_there_after_a_reload(open_genres):
    opened = open_genres()
    page = opened.page
    tick(page, "Report")
    tick(page, "Front page")
    tick(page, "Interview")
    opened.saved()
    assert borne() == ["Front page", "Interview"]
    expect(page.locator("#article-tags > summary .chip")).to_have_text(["Interview", "Front page"])
    # It stays open, and the box keeps the focus: a space takes the tag off again.
    expect(
        page.locator("#article-tags label", has_text="Interview").locator("input")
    ).to_be_focused()

    page.keyboard.press("u")
    opened.saved()
    assert borne() == ["Front page", "Report"]
    expect(ticked(page)).to_have_text(["Report", "Front page"])
    again(opened)
    page.keyboard.press("u")
    page.keyboard.press("u")
    opened.saved()
    assert borne() == []
    page.keyboard.press("r")
    opened.saved()
    assert borne() == ["Report"]


def test_without_a_connection_they_wait_and_outlive_a_reload(open_genres):
    opened = open_genres(quiet=False)
    page = opened.page
    page.route("**/article-tags/", lambda route: route.abort())
    tick(page, "Report")
    tick(page, "Interview")
    expect(ticked(page)).to_have_text(["Interview"])
    expect(page.locator("#saved")).to_have_attribute("data-state", "retry")
    page.on("dialog", lambda dialog: dialog.accept())

    again(opened)
    page.click("#article-tags > summary")
    expect(ticked(page)).to_have_text(["Interview"])
    assert borne() == []
    page.unroute("**/article-tags/")
    page.click('[data-queue="try"]')
    opened.saved()

    assert borne() == ["Interview"]


def test_what_another_window_set_stays_and_a_conflict_is_told(open_genres):
    opened = open_genres(quiet=False)
    page = opened.page
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#workbench[data-ready]")
    tick(page, "Report")
    tick(page, "Front page")
    opened.saved()

    other.click("#article-tags > summary")
    tick(other, "Interview")

    expect(other.locator("#notice")).to_contain_text("Choose one of these: Report, Interview.")
    expect(ticked(other)).to_have_text(["Report", "Front page"])
    assert borne() == ["Front page", "Report"]
    other.close()


def test_the_pop_up_offers_what_fits_and_swaps_what_excludes_itself(open_bench):
    bench = open_bench()
    codebook = bench.project_article.project.codebook
    tone = make_tag(codebook, "Tone", is_single=True, applies_to=[])
    for name, key, more in (
        ("Calm", "c", {"parent": tone, "applies_to": ["statement"]}),
        ("Sharp", "s", {"parent": tone, "applies_to": ["statement"]}),
        ("Aimed", "m", {"applies_to": ["statement"], "condition": "target"}),
        ("Scene", "x", {"applies_to": ["passage"]}),
    ):
        make_tag(codebook, name, shortcut=key, **more)
    again(bench)
    page = bench.page
    chip = lambda name: page.locator("#popup .popup-tags label", has_text=name)  # noqa: E731

    bench.select("Both sides")
    page.keyboard.press("t")
    expect(chip("Scene")).to_be_visible()
    for name in ("Calm", "Sharp", "Aimed"):
        expect(chip(name)).to_be_hidden()
    page.locator('#popup label:has([name="kind"][value="attribution"])').click()
    expect(chip("Scene")).to_be_hidden()
    expect(chip("Aimed")).to_be_hidden()
    page.fill('#popup [name="target_name"]', "Valmere")
    expect(chip("Aimed")).to_be_visible()

    chip("Calm").click()
    page.keyboard.press("s")
    expect(page.locator("#popup .popup-tags label:has(:checked)")).to_have_text(["s Sharp"])
    chip("Calm").click()
    page.locator("#popup [data-do=save]").click()
    bench.saved()

    assert [row.tag for row in AttributionTag.objects.all()] == [Tag.objects.get(name="Calm")]
