"""Where one stopped reading is where one comes back, before anything is painted."""

import pytest
from playwright.sync_api import expect

from annotations.models import ReadingPosition
from tests.browser.bench import Bench, make_bench_data
from tests.browser.test_journeys_reading import ARABIC
from tests.factories.annotations import make_coding, make_passage
from tests.factories.positions import make_position
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Many blocks of very different heights: guesses of them are wrong.
LONG = "Envoys meet again\n\n" + "\n\n".join(
    f"Paragraph {number}: " + "both sides speak of shared work in the harbour. " * (1 + number % 9)
    for number in range(300)
)
TOP = 80
PASSAGE = "Paragraph 20:"
# Where a word of a paragraph is, in each frame from the first on.
FRAMES = """
() => {
  window.frames_ = [];
  const look = () => {
    const block = document.getElementById("p205");
    if (document.body && block) window.frames_.push(Math.round(block.getBoundingClientRect().top));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


@pytest.fixture
def come_back(transactional_db, visit):
    """`come_back(text, paragraph, offset, furthest, **options of visit)`: somebody who read it before."""

    def come_back(
        text: str,
        paragraph: int = 0,
        offset: int = 0,
        furthest: int = 0,
        language: str = "en",
        rest: str = "",
        **options,
    ) -> Bench:
        project_article, user, _tags = make_bench_data(text, language)
        make_passage(make_coding(project_article, user), PASSAGE if PASSAGE in text else "الميناء")
        make_position(project_article, user, paragraph, offset, furthest)
        options = {"width": 1400, "height": 900} | options
        page = visit("/", user, **options)
        page.add_init_script(f"({FRAMES})()")
        page.goto(f"/articles/{project_article.pk}/{rest}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector("#workbench[data-ready]")
        return Bench(page, project_article, user, text)

    return come_back


def line_of(bench, paragraph: int, offset: int) -> float:
    """Where the line of a code point of a paragraph is in the window."""
    return bench.page.evaluate(
        """([paragraph, offset]) => {
          const node = document.getElementById(`p${paragraph}`).firstChild;
          const range = document.createRange();
          range.setStart(node, offset);
          range.setEnd(node, offset + 1);
          return range.getClientRects()[0].top;
        }""",
        [paragraph, offset],
    )


def scroll_to(bench, paragraph: int) -> None:
    """Until the paragraph begins at the top, whatever is laid out on the way."""
    bench.page.wait_for_function(
        """([id, top]) => {
          const off = document.getElementById(id).getBoundingClientRect().top - top;
          if (Math.abs(off) < 2) return true;
          scrollBy({top: off, behavior: "instant"});
          return false;
        }""",
        arg=[f"p{paragraph}", TOP - 6],
    )


@pytest.mark.parametrize("width", [1400, 390])
def test_one_comes_back_to_the_line_before_anything_is_painted(come_back, width):
    bench = come_back(LONG, 205, 300, LONG.index("Paragraph 205:"), width=width)
    bench.settle()

    frames = bench.page.evaluate("frames_")
    assert len(frames) > 2
    assert set(frames) == {frames[0]}
    assert line_of(bench, 205, 300) == pytest.approx(TOP, abs=1)
    mark = bench.page.get_by_text("You were here")
    expect(mark).to_be_visible()
    assert bench.page.locator(".were-here").bounding_box()["y"] == pytest.approx(TOP, abs=1)
    # Whoever reads on needs it no more.
    bench.page.mouse.wheel(0, 1200)
    expect(mark).to_be_hidden()


def test_what_one_reads_is_kept_quietly_and_progress_never_shrinks(come_back):
    bench = come_back(LONG)
    scroll_to(bench, 120)
    with bench.page.expect_response("**/position/") as told:
        bench.page.reload()
    scroll_to(bench, 60)
    with bench.page.expect_response(lambda answer: answer.url.endswith("/position/")):
        bench.page.wait_for_selector("#workbench[data-ready]")

    assert told.value.status == 204
    row = ReadingPosition.objects.get()
    assert row.paragraph == 60
    assert row.furthest > LONG.index("Paragraph 119:")
    line = bench.page.get_by_role("progressbar", name="How much of this article you have read")
    assert line.evaluate("line => line.value") == row.furthest
    assert bench.page.locator("#saved").get_attribute("data-state") in (None, "saved")


def test_a_reload_changes_nothing(come_back):
    bench = come_back(LONG)
    for paragraph in (90, 0):
        scroll_to(bench, paragraph)
        bench.page.mouse.wheel(0, 30)
        bench.settle()
        before = line_of(bench, paragraph, 0)

        bench.page.reload()

        bench.page.wait_for_selector("#workbench[data-ready]")
        bench.settle()
        # To the line, and above the text to the pixel.
        assert line_of(bench, paragraph, 0) == pytest.approx(before, abs=32 if paragraph else 1)
        expect(bench.page.get_by_text("You were here")).to_be_hidden()


def test_a_link_to_a_passage_goes_before_the_place(come_back):
    bench = come_back(LONG, 200, 0, furthest=50, rest="#card-1")

    box = bench.page.locator("#text mark").bounding_box()
    assert 0 < box["y"] < 900
    expect(bench.page.get_by_text("You were here")).to_be_hidden()
    # Who only looked at it has not read up to it: the first that is told is where one goes from there.
    with bench.page.expect_request("**/position/") as told:
        bench.page.mouse.wheel(0, 50)
    assert "furthest=50" not in told.value.post_data
    assert ReadingPosition.objects.get().paragraph in (200, 19, 20, 21, 22)


def test_a_text_from_right_to_left(come_back):
    bench = come_back("\n\n".join([ARABIC] * 12), 13, 60, 900, "ar", height=400)

    assert line_of(bench, 13, 60) == pytest.approx(TOP, abs=1)
    tick, words = bench.page.locator(".were-here"), bench.page.locator("#p13").bounding_box()
    assert tick.bounding_box()["x"] > words["x"] + words["width"]
    assert bench.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_being_offline_is_no_error(come_back):
    bench = come_back(LONG)
    bench.page.context.set_offline(True)
    scroll_to(bench, 50)
    bench.page.evaluate("dispatchEvent(new Event('pagehide'))")
    bench.settle()

    assert not bench.page.locator("#notice > *, #messages > *").count()
    bench.page.context.set_offline(False)
    with bench.page.expect_response("**/position/"):
        scroll_to(bench, 40)


def test_without_scripts_there_is_a_link(come_back):
    bench = come_back(LONG, 200, 0, len(LONG) // 2 + 1, java_script_enabled=False)

    bench.page.get_by_role("link", name="Go on where you were (50 % read)").click()

    expect(bench.page.locator("#p200")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 1100, 390])
def test_it_shuts_nobody_out(come_back, scheme, width):
    options = {"width": width, "color_scheme": scheme, "reduced_motion": "reduce"}
    bench = come_back(LONG, 30, 0, 9000, **options)
    expect(bench.page.get_by_text("You were here")).to_be_visible()

    assert violations_of(bench.page) == []
    assert bench.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
