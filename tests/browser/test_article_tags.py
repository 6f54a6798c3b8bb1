"""Tags of the article as a whole by clicks and keys: in the queue like every other write."""

import pytest
from playwright.sync_api import expect

from annotations.actions.codings import finish_coding
from annotations.actions.gold import begin_adjudication
from annotations.models import ArticleTag, Attribution, AttributionTag, Tag
from tests.factories.actors import make_actor
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution
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


def test_from_two_analysts_to_what_is_agreed(visit, transactional_db, cast):
    """Set by two, decided by keys and by an edit in which one tag takes the other's place."""
    row = cast.project_article
    kind = make_tag(cast.project.codebook, "Genre", is_single=True, applies_to=[])
    for name in ("Report", "Interview"):
        make_tag(cast.project.codebook, name, parent=kind, applies_to=["article"])
    for user, name in ((cast.owner, "Report"), (cast.second, "Interview")):
        page = visit(f"/articles/{row.pk}/", user)
        page.wait_for_selector("#workbench[data-ready]")
        page.click("#article-tags > summary")
        tick(page, name)
        expect(page.locator("#article-tags > summary .chip")).to_have_text([name])
        finish_coding(project_article=row, by=user, at=row.added_at)
        page.context.close()

    page = visit(f"/articles/{row.pk}/adjudication/", cast.curator)
    page.get_by_role("button", name="Begin to adjudicate").press("Enter")
    expect(page.locator(".matter:focus")).to_have_attribute("data-state", "differing")
    page.keyboard.press("1")
    expect(page.locator("#standing")).to_have_attribute("data-left", "0")
    page.keyboard.press("z")
    expect(page.locator("#standing")).to_have_attribute("data-left", "1")
    page.keyboard.press("Z")
    expect(page.locator("#standing")).to_have_attribute("data-left", "0")
    page.keyboard.press("e")
    expect(page.get_by_label("Report")).to_be_focused()
    page.get_by_label("Interview").check()
    expect(page.get_by_label("Report")).not_to_be_checked()
    page.get_by_role("dialog").get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="It is agreed").press("Enter")
    expect(page.locator(".standing .badge.agreed")).to_be_visible()

    page = visit(f"/articles/{row.pk}/", cast.reader)
    expect(page.locator("#article-tags > summary .chip")).to_have_text(["Interview"])


def test_a_curator_finds_people_by_typing(visit, transactional_db, cast):
    quill, feder = make_actor("Ada Quill"), make_actor("Otto Feder")
    for coding, speaker in zip(
        make_done(cast.project_article, cast.owner, cast.second), (quill, feder), strict=True
    ):
        make_attribution(coding, "Both sides feel", speaker=speaker)
    make_actor("Zoe Marchetti")
    begin_adjudication(
        project_article=cast.project_article,
        by=cast.curator,
        at=cast.project_article.added_at,
    )
    page = visit(f"/articles/{cast.project_article.pk}/adjudication/", cast.curator)
    expect(page.locator(".matter:focus")).to_have_count(1)

    page.keyboard.press("e")
    speaker = page.get_by_role("combobox", name="Speaker", exact=True)
    speaker.fill("marche")
    options = page.locator("#speaker-options [role=option]")
    expect(options).to_have_count(1)
    speaker.press("Enter")
    expect(speaker).to_have_value("Zoe Marchetti")
    page.get_by_role("dialog").get_by_role("button", name="Save").press("Enter")

    expect(page.locator("#standing")).to_have_attribute("data-left", "0")
    said = Attribution.objects.get(coding__kind="gold")
    assert said.speaker.name == "Zoe Marchetti"
