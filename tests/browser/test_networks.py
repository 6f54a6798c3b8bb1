"""A crowded network: its names can be read, and a dot shows its own lines."""

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Pairs of names that lie over one another, as painted, and of names that lie over a dot.
HIDDEN = """svg => {
    const seen = (one) => getComputedStyle(one).visibility === "visible";
    const names = [...svg.querySelectorAll("text")].filter(seen);
    const boxes = names.map((name) => name.getBoundingClientRect());
    const dots = [...svg.querySelectorAll("circle")].map((dot) => dot.getBoundingClientRect());
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    return {
        names: names.length,
        over: boxes.flatMap((a, n) => boxes.slice(n + 1).filter((b) => over(a, b))).length,
        dots: boxes.flatMap((a) => dots.filter((b) => over(a, b))).length,
    };
}"""
NAMES = [
    "Democratic Federation of the Outer Archipelago",
    "Bundesministerium für wirtschaftliche Zusammenarbeit",
    "Nikos Papadiamantopoulos",
    "Sicherheitsratsresolutionsüberwachungsausschuss",
    "وزارة الخارجية والتعاون الدولي",
    "WILLIAM MCMAHON-WOMMERSLEY",
]


@pytest.fixture
def crowd(transactional_db):
    """Thirty of whom each speaks about the next seven."""
    project, reader = make_project(), make_user("reader")
    join(project, reader, "curator")
    coding = make_coding(add_article(project, make_article()), make_user("coder"))
    names = [*NAMES, *(f"Commissioner number {n}" for n in range(24))]
    actors = [make_actor(name) for name in names]
    for number, speaker in enumerate(actors):
        for step in range(1, 8):
            target = actors[(number * step) % 30]
            make_attribution(coding, "cornered", speaker=speaker, target=target, stance="critical")
    return project, reader


@pytest.mark.parametrize("width", [390, 1280])
def test_no_name_lies_over_another(visit, crowd, width):
    project, reader = crowd
    page = visit(f"/projects/{project.pk}/pictures/", reader, width=width)
    seen = page.locator("svg.network").evaluate(HIDDEN)

    assert (seen["over"], seen["dots"]) == (0, 0)
    assert seen["names"] >= (24 if width == 1280 else 18)


def test_a_dot_shows_its_name_and_its_own_lines(visit, crowd):
    project, reader = crowd
    page = visit(f"/projects/{project.pk}/pictures/?drawn=all", reader)
    drawing = page.locator("svg.network")
    dot = drawing.locator("a").last
    number = dot.get_attribute("data-dot")
    own = drawing.locator(f'line[data-ends^="{number} "], line[data-ends$=" {number}"]')
    opacity = "line => Number(getComputedStyle(line).opacity)"
    before = own.first.evaluate(opacity)

    dot.locator("circle").hover()

    expect(dot.locator("text")).to_be_visible()
    assert 0 < own.count() < drawing.locator("line").count()
    assert drawing.locator("line.near").count() == own.count()
    assert own.first.evaluate(opacity) == before
    assert drawing.locator("line:not(.near)").first.evaluate(opacity) < 0.1
    page.mouse.move(5, 5)
    assert drawing.locator("line:not(.near)").first.evaluate(opacity) > 0.1
