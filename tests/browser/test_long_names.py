"""Names without a space, longer than a phone is wide, on the pages of what was found; and on paper."""

from datetime import date

import pytest

from annotations.actions.indexing import index_due
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, join, make_project, make_tag
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PAGES = [
    "/projects/{0}/",
    "/projects/{0}/matrix/",
    "/projects/{0}/matrix/statements/",
    "/projects/{0}/pictures/",
    "/projects/{0}/report/",
    "/projects/{0}/balance/",
    "/search/?q=cornered&kind=statements",
    "/search/?q=cornered",
    "/search/?kind=people&q=Ada",
]


@pytest.fixture
def named(transactional_db):
    project, reader = make_project(LONG), make_user("reader", name=LONG)
    join(project, reader, "manager")
    tag = make_tag(project.codebook, LONG[:60])
    row = add_article(project, make_article(source=make_source(LONG)))
    coding = make_coding(row, reader)
    speaker, target = make_actor(f"Ada {LONG}"), make_actor(f"{LONG} AG", "organisation")
    fields = {"speaker": speaker, "target": target, "stance": "critical", "relayer": target}
    make_attribution(coding, "cornered", tag, **fields)
    index_due()
    return project, reader


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(visit, named, width):
    project, reader = named
    page = visit(PAGES[0].format(project.pk), reader, width=width)
    wide = []
    for path in PAGES:
        page.goto(path.format(project.pk))
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)

    assert wide == []


def test_names_in_narrow_tables_are_not_cut_within_a_word(visit, named):
    project, reader = named
    row = add_article(project, make_article())
    fields = {"speaker": make_actor("Tobias Hallgarten"), "target": make_actor("Petra Lowen")}
    make_attribution(make_coding(row, reader), "cornered", stance="critical", **fields)
    page = visit(f"/projects/{project.pk}/pictures/", reader, width=390)
    page.locator("section[aria-labelledby='network-head'] summary").click()

    for name in ("Tobias Hallgarten", "Petra Lowen"):
        cell = page.locator(".behind[open] tbody tr bdi").filter(has_text=name)
        # At most a line for each of its words.
        assert cell.evaluate("each => each.getClientRects().length") <= 2, name


def test_names_of_outlets_and_topics_are_not_cut_beside_their_bars(visit, named):
    project, reader = named
    outlet, topic = "Allgemeine Wochenzeitschrift", "Fishing rights and quotas"
    row = add_article(project, make_article(source=make_source(outlet)))
    tag = make_tag(project.codebook, topic)
    make_attribution(make_coding(row, reader), "cornered", tag, speaker=make_actor("Max Roe"))
    page = visit(f"/projects/{project.pk}/pictures/", reader, width=390)
    of_outlet = page.locator(".outlets bdi").filter(has_text=outlet)
    of_topic = page.locator(".plot-names bdi").filter(has_text=topic)

    # A line for each of its words: 1.55 times its letters high.
    assert of_outlet.evaluate(
        "each => each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight)"
    ) == pytest.approx(2, abs=0.2)
    assert of_topic.evaluate("each => each.scrollHeight - each.clientHeight") <= 1
    assert of_topic.evaluate("each => each.scrollWidth - each.clientWidth") <= 1
    assert of_topic.locator("xpath=..").get_attribute("title") == topic


def test_paper_has_the_sums_of_a_matrix_once_and_the_whole_year_of_a_calendar(visit, named):
    project, reader = named
    for day in (date(2025, 3, 4), date(2026, 3, 2)):
        row = add_article(project, make_article(published_on=day))
        make_attribution(make_coding(row, reader), "cornered")
    page = visit(f"/projects/{project.pk}/matrix/", reader, width=700)
    page.emulate_media(media="print")

    assert page.locator("tfoot").evaluate("foot => getComputedStyle(foot).display") == (
        "table-row-group"
    )
    page.goto(f"/projects/{project.pk}/pictures/")
    box = page.locator(".calendar").bounding_box()
    last = page.locator(".calendar a").last.bounding_box()
    assert box["x"] + box["width"] <= 700
    assert last["x"] + last["width"] <= 700
    # As high as its width says: nothing is squeezed.
    assert box["width"] / box["height"] == pytest.approx(
        page.locator(".calendar").evaluate(
            "svg => svg.getAttribute('width') / svg.getAttribute('height')"
        ),
        rel=0.02,
    )


def test_a_name_in_lines_from_the_right_keeps_its_beginning(visit, named):
    project, reader = named
    row = add_article(
        project, make_article("Sarn said so", title="Harvest", language="ar", kinds=())
    )
    speaker = make_actor("Ada Quill-Montgomery of Aldwick")
    make_attribution(make_coding(row, reader), "Sarn said so", speaker=speaker)
    index_due()
    page = visit("/search/lines/?q=Sarn", reader)
    name, head = page.locator("td.speaker > span"), page.locator("thead th").nth(3)

    assert page.locator("table.concordance").get_attribute("dir") == "rtl"
    assert name.evaluate("each => getComputedStyle(each).direction") == "ltr"
    assert name.evaluate("each => each.scrollWidth > each.clientWidth")
    # It stands below its head, on the side where lines begin.
    ends = "each => each.getBoundingClientRect().right - parseFloat(getComputedStyle(each).paddingRight)"
    assert name.evaluate(ends) == pytest.approx(head.evaluate(ends), abs=1)
    assert name.evaluate("each => getComputedStyle(each).textAlign") in {"right", "-webkit-right"}
