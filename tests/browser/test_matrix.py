"""From the matrix to the words of a cell and back again."""

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, join, make_project
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def counted(transactional_db):
    """Two speakers and three targets, of whom each speaks about two."""
    project, reader = make_project(), make_user("reader")
    join(project, reader, "curator")
    row = add_article(project, make_article(source=make_source("Quay Gazette")))
    coding = make_coding(row, make_user("coder"))
    quill, roe = make_actor("Ada Quill"), make_actor("Max Roe")
    one, two, three = (make_actor(name, "country") for name in ("Aland", "Bland", "Cland"))
    said = (("cornered", quill, one), ("Envoys", quill, three), ("Nobody", roe, two))
    for words, speaker, target in (*said, ("Envoys", roe, three)):
        make_attribution(coding, words, speaker=speaker, target=target)
    return project, reader


def test_numbers_are_reached_and_gone_through_by_keys(visit, counted):
    project, reader = counted
    page = visit(f"/projects/{project.pk}/matrix/", reader)

    def at():
        """The column and the row of the number that has the focus."""
        return page.evaluate(
            """() => {
                const cell = document.activeElement.closest("td");
                const head = cell?.closest("table").rows[0].cells[cell.cellIndex];
                return cell && [cell.parentElement.cells[0].innerText, head.innerText];
            }"""
        )

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the numbers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#first-number")).to_be_focused()
    first = at()

    page.reload()
    page.keyboard.press("j")
    assert at() == first
    seen = [first]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "k"):
        page.keyboard.press(key)
        seen.append(at())
    assert seen[2][1] == "All"
    assert seen[3] == seen[1]
    assert seen[4][0] != seen[3][0]
    assert seen[4][1] == seen[3][1]
    assert seen[5] == seen[3]
    page.keyboard.press("Enter")
    expect(page.locator("#statements .statement")).to_have_count(1)


def test_a_figure_leads_to_its_passages_and_back_with_what_was_chosen(visit, transactional_db):
    project, reader = make_project(), make_user("reader")
    join(project, reader, "curator")
    row = add_article(project, make_article(source=make_source("Quay Gazette")))
    coding = make_coding(row, make_user("coder"))
    quill, roe = make_actor("Ada Quill"), make_actor("Max Roe")
    valmere = make_actor("Valmere", "country")
    make_attribution(coding, "cornered", speaker=quill, target=valmere, stance="critical")
    make_attribution(coding, "Envoys", speaker=quill, target=valmere, mode="indirect")
    make_attribution(coding, "Nobody", speaker=roe, stance="endorse")
    page = visit(f"/projects/{project.pk}/matrix/", reader)
    table = page.get_by_role("table")

    expect(table.get_by_role("row", name="Ada Quill")).to_contain_text("2")
    page.get_by_label("Mode").select_option("direct")
    expect(table.get_by_role("row", name="Ada Quill")).not_to_contain_text("2")
    page.get_by_label("Columns").select_option("stance")
    expect(table.get_by_role("columnheader", name="Critical")).to_be_visible()
    quills = table.get_by_role("row", name="Ada Quill")
    quills.get_by_role("link", name="1 critical; 1 direct").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada Quill · Critical")
    expect(page.locator("#statements .statement")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_contain_text("cornered")

    page.go_back()
    page.go_back()
    expect(page.get_by_label("Columns")).to_have_value("stance")
    expect(table.get_by_role("columnheader", name="Critical")).to_be_visible()


# How many lines each word of the name in a head takes, and the name itself.
LINES_OF_WORDS = """head => {
    const text = head.querySelector("bdi").firstChild;
    return [...text.data.matchAll(/\\S+/g)].map((word) => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return [word[0], new Set([...range.getClientRects()].map((one) => one.top)).size];
    });
}"""
FEDERATION = "Democratic Federation of the Outer Archipelago"
COMMITTEE = " ".join(["Consultative Committee for Navigation in the Outer Archipelago"] * 3)


@pytest.fixture
def wide(transactional_db):
    """More columns than a window or a sheet has room for, some of them with long names."""
    project, reader = make_project(), make_user("reader")
    join(project, reader, "curator")
    row = add_article(project, make_article(source=make_source("Quay Gazette")))
    coding = make_coding(row, make_user("coder"))
    names = [FEDERATION, COMMITTEE, "Nikos Papadiamantopoulos", "Renate Aufderheide"]
    names += [f"Commissioner {letter}" for letter in "ABCDEFGH"]
    for name in names:
        make_attribution(coding, "cornered", speaker=make_actor(name), target=make_actor(name))
    return project, reader


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_above_or_beside_the_numbers_is_broken(visit, wide, width):
    project, reader = wide
    page = visit(f"/projects/{project.pk}/matrix/", reader, width=width)
    heads = page.locator(".matrix :is(thead, tbody) .name").all()

    seen = [head.evaluate(LINES_OF_WORDS) for head in heads]
    assert ["Papadiamantopoulos", 1] in [word for head in seen for word in head]
    assert [word for head in seen for word in head if word[1] > 1] == []


def test_a_head_that_is_cut_says_the_rest_and_is_whole_where_the_keyboard_comes(visit, wide):
    project, reader = wide
    page = visit(f"/projects/{project.pk}/matrix/", reader)
    long, short = (
        page.locator(".matrix thead .name").filter(has_text=name)
        for name in (COMMITTEE, FEDERATION)
    )
    hidden = "head => head.scrollHeight - head.clientHeight"

    assert long.evaluate(hidden) > 10
    assert long.get_attribute("title") == COMMITTEE
    assert short.evaluate(hidden) <= 1
    page.keyboard.press("Tab")
    long.focus()
    assert long.evaluate(hidden) <= 1


def test_of_a_head_that_is_cut_no_line_is_seen_in_part_and_the_dots_have_room(visit, wide):
    project, reader = wide
    page = visit(f"/projects/{project.pk}/matrix/", reader)
    head = page.locator(".matrix thead .name").filter(has_text=COMMITTEE)
    tops = """head => {
        const range = document.createRange();
        range.selectNodeContents(head);
        const end = head.getBoundingClientRect().top + head.clientTop + head.clientHeight;
        const tops = [...range.getClientRects()].map((one) => one.top);
        return new Set(tops.filter((top) => top < end - 1)).size;
    }"""

    assert head.evaluate(tops) == 5
    assert head.evaluate("head => getComputedStyle(head).textAlign") == "start"


def test_a_head_that_leads_nowhere_is_reached_by_the_keyboard_where_it_is_cut(visit, wide):
    project, reader = wide
    add_article(project, make_article(source=make_source(COMMITTEE)))
    for row in project.project_articles.all():
        coding = make_coding(row, make_user(f"coder of {row.pk}"))
        make_attribution(coding, "Envoys", speaker=make_actor("Ada Quill"))
    page = visit(f"/projects/{project.pk}/matrix/?columns=source", reader)
    cut, whole = (
        page.locator(".matrix thead .name").filter(has_text=name)
        for name in (COMMITTEE, "Quay Gazette")
    )

    assert (cut.get_attribute("title"), cut.get_attribute("tabindex")) == (COMMITTEE, "0")
    assert (whole.get_attribute("title"), whole.get_attribute("tabindex")) == (None, None)


def test_paper_has_the_sums_beside_many_columns(visit, wide):
    """It does not scroll: what is wider than a sheet is lost."""
    project, reader = wide
    page = visit(f"/projects/{project.pk}/matrix/", reader, width=700)
    page.emulate_media(media="print")

    assert len(page.locator(".matrix thead th").all()) > 12
    assert page.locator(".matrix").evaluate("each => each.getBoundingClientRect().right") <= 700
    for head in page.locator(".matrix thead .name").all():
        assert head.evaluate("head => head.scrollHeight - head.clientHeight") <= 1


def test_the_sums_of_columns_stay_in_sight(visit, wide):
    project, reader = wide
    page = visit(f"/projects/{project.pk}/matrix/", reader, height=500)
    foot, region = page.locator(".matrix tfoot th"), page.locator(".scrolling")

    assert region.evaluate("each => each.scrollHeight > each.clientHeight + 50")
    assert foot.bounding_box()["y"] < region.bounding_box()["y"] + region.bounding_box()["height"]
