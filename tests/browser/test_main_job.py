"""The whole job through the pages: from signing in to an attributed quotation, found again."""

import re

import pytest
from playwright.sync_api import Page, expect

from annotations.models import (
    Actor,
    Affiliation,
    Article,
    Attribution,
    Coding,
    Draft,
    ProjectArticle,
    Span,
)
from tests.browser.bench import Bench
from tests.factories.articles import make_source
from tests.factories.projects import join, make_codebook, make_project, make_tag
from tests.factories.users import PASSWORD, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTED = """\
Valdora offers a ferry line, Sereth wants the customs house first

By Maren Oosterhuis
12 May 2026

LINDHAVEN – The fourth round of talks about the shared strait ended on Tuesday without a signature, but with a map. \
For the first time since the crossing was closed in autumn, delegations from Valdora and Sereth drew the same line on \
the same sheet of paper, and nobody tore it up.

Valdora's foreign ministry called the sheet “a beginning, not a bargain”. Its delegation offered to reopen the night \
ferry in July, with crews from both shores and a single ticket. In return it asks that fishing boats keep to the \
eastern channel until the winter.

Sereth did not say no. It said something else first. “We demand that the customs house be handed back before a single \
passenger boards,” said Tomas Verhaal, the minister for ports, as he left the hall. He would not be drawn on whether \
his government could accept a joint office instead.

Observers see more in the map than the delegations admit. “Neither side can afford to be seen as the one who closed \
the strait twice,” said Ilse Brandauer, director of the Institute for Inland Seas in Lindhaven. “Valdora is making \
an offer it can live with, and it is making it in public.” She expects a fifth round before the summer.

Others are less sure. The port workers of Sereth have announced a strike for Friday, and their union warns that any \
agreement made over its head will not be loaded or unloaded by its members. A spokesman for the union declined to say \
how long the strike would last.

The crossing carried some four hundred thousand people a year before it was closed, most of them on their way to work. \
Since then the journey takes five hours by road. In the harbour of Lindhaven the old timetable still hangs behind \
glass, and every evening at ten past eight somebody stops to read it.

Both delegations praised the hosts. The next meeting has no date yet, but it has a room: the harbour master has \
booked the hall for the first week of June, and he has kept the map.
"""

OFFER = "offered to reopen the night ferry in July"
QUOTATION = "“Neither side can afford to be seen as the one who closed the strait twice,”"
OVERLAPPING = "closed the strait twice,” said Ilse Brandauer"
LONGER = "closed the strait twice,” said Ilse Brandauer, director"


@pytest.fixture
def desk(transactional_db):
    """A project without articles, its codebook, and an analyst of it."""
    codebook = make_codebook("Statements of diplomats")
    make_tag(codebook, "Offer", colour="teal", shortcut="o")
    make_tag(codebook, "Demand", colour="orange", shortcut="d")
    make_tag(codebook, "Assessment", colour="violet", shortcut="m")
    project = make_project("The strait, spring 2026", codebook=codebook)
    analyst = make_user("noor", name="Noor Achterberg")
    join(project, analyst)
    make_source("Lindhaven Courier", language="en")
    return project


def test_from_signing_in_to_an_attributed_quotation_and_back_tomorrow(visit, desk):
    page = visit("/", width=1400, height=900)
    sign_in(page)
    take_in(page, desk)
    bench = bench_of(page)
    tag_a_passage(bench)
    attribute_a_quotation(bench)
    mark_across_it(bench)
    change_ones_mind(bench)
    kept = everything()

    page.reload()
    page.wait_for_selector("#workbench[data-ready]")
    it_is_all_there(bench)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("User name")).to_be_visible()

    page.goto("/")
    sign_in(page)
    home_leads_back(bench)
    the_lists_show_it(bench)
    assert everything() == kept


def sign_in(page: Page) -> None:
    page.get_by_label("User name").fill("noor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Good day, Noor Achterberg")).to_be_visible()


def take_in(page: Page, project) -> None:
    """Paste the article, correct what is proposed, save it; ends on the annotating page."""
    page.get_by_role("link", name="Projects", exact=True).click()
    page.get_by_role("link", name=project.name).click()
    page.get_by_role("main").get_by_role("link", name="Take in articles").first.click()
    page.get_by_label("Text", exact=True).fill(PASTED)
    page.get_by_role("button", name="Look it over").click()

    expect(page.get_by_role("heading", name="Look it over")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value(
        "Valdora offers a ferry line, Sereth wants the customs house first"
    )
    expect(page.get_by_label("Byline")).to_have_value("Maren Oosterhuis")
    expect(page.get_by_label("Date")).to_have_value("2026-05-12")
    expect(page.get_by_label("Language")).to_have_value("en")
    expect(page.get_by_role("combobox", name="Source")).to_have_value("")
    assert Article.objects.count() == 0

    page.get_by_role("combobox", name="Source").fill("Lindhaven Courier")
    page.get_by_role("button", name="Save the article").click()
    page.wait_for_selector("#workbench[data-ready]")

    article = Article.objects.get()
    assert article.source.name == "Lindhaven Courier"
    assert (article.byline, article.language) == ("Maren Oosterhuis", "en")
    assert article.published_on.isoformat() == "2026-05-12"
    assert Draft.objects.get().saved_as.article == article


def bench_of(page: Page) -> Bench:
    project_article = ProjectArticle.objects.get()
    text = project_article.article.revisions.get().text
    shown = page.evaluate(
        "() => { const all = document.createRange();"
        " all.selectNodeContents(document.getElementById('text')); return all.toString(); }"
    )
    assert shown == text
    return Bench(page, project_article, project_article.project.memberships.get().user, text)


def tag_a_passage(bench: Bench) -> None:
    bench.drag("offered", "July")
    assert bench.selected() == OFFER

    bench.page.keyboard.press("o")
    bench.saved()

    span = Span.objects.get()
    assert (span.words, span.role) == (OFFER, "passage")
    assert bench.text[span.start : span.end] == OFFER
    assert [link.tag.name for link in span.span_tags.all()] == ["Offer"]


def attribute_a_quotation(bench: Bench) -> None:
    page = bench.page
    bench.drag("“Neither", "twice,”")
    assert bench.selected() == QUOTATION

    page.keyboard.press("a")
    popup = page.locator("#popup")
    speaker = popup.get_by_role("combobox", name="Who says it?")
    # What stands beside the words is proposed: the work goes on with what has to be decided.
    expect(speaker).to_have_value("Ilse Brandauer")
    expect(popup.get_by_role("radio", name="Not said")).to_be_focused()
    expect(popup.get_by_label("Direct", exact=True)).to_be_checked()
    speaker.fill("Ilse Brandauer")
    popup.get_by_role("option", name="Create “Ilse Brandauer” as person").click()
    popup.get_by_role("textbox", name="Post").fill("Director")
    popup.get_by_role("textbox", name="At", exact=True).fill("Institute for Inland Seas")
    popup.get_by_text("Assessment").click()
    popup.get_by_text("Critical").click()
    target = popup.get_by_role("combobox", name="About whom?")
    target.fill("Sereth")
    popup.get_by_role("option", name="Create “Sereth” as country").click()
    popup.get_by_role("button", name="Save").click()
    expect(popup).to_be_hidden()
    bench.saved()

    said = Attribution.objects.get()
    parts = {span.role: span.words for span in said.spans.all()}
    assert parts["content"] == QUOTATION
    assert (parts["cue"], parts["speaker"]) == ("said", "Ilse Brandauer")
    assert all(bench.text[s.start : s.end] == s.words for s in said.spans.all())
    assert (said.speaker.name, said.speaker.kind) == ("Ilse Brandauer", "person")
    assert said.affiliation == Affiliation.objects.get()
    assert said.affiliation.person == said.speaker
    assert said.affiliation.post == "Director"
    assert said.affiliation.organisation.name == "Institute for Inland Seas"
    assert (said.target.name, said.target.kind) == ("Sereth", "country")
    assert (said.stance, said.mode, said.certainty) == ("critical", "direct", "certain")
    assert [link.tag.name for link in said.attribution_tags.all()] == ["Assessment"]
    card = page.locator(".card", has_text="Ilse Brandauer")
    expect(card).to_contain_text("Director, Institute for Inland Seas")
    expect(card).to_contain_text("Critical")


def mark_across_it(bench: Bench) -> None:
    """A passage that overlaps the quotation; both stay visible, and reachable by clicks."""
    page = bench.page
    page.keyboard.press("Escape")
    bench.drag("closed the strait", "Ilse Brandauer")
    assert bench.selected() == OVERLAPPING
    page.keyboard.press("d")
    bench.saved()

    assert (OVERLAPPING, ["Demand"]) in bench.passages()
    both = page.locator("#text mark", has_text="closed the strait twice")
    expect(both).to_have_class(re.compile("(?=.*u0-violet content0)(?=.*u1-orange passage1)"))
    page.keyboard.press("Escape")
    reached = set()
    for _ in range(2):
        both.click()
        bench.settle()
        reached.add(page.locator(".card[aria-current=true]").get_attribute("data-kind"))
    assert reached == {"passage", "attribution"}


def change_ones_mind(bench: Bench) -> None:
    """Move an edge, undo, redo, delete, undo: each is saved at once."""
    page = bench.page
    page.locator(".card", has_text=OVERLAPPING).click(position={"x": 20, "y": 12})
    expect(page.locator(".card[aria-current=true]")).to_contain_text(OVERLAPPING)

    def press(key: str) -> list[str]:
        page.keyboard.press(key)
        bench.saved()
        return [words for words, _tags in bench.passages()]

    assert press("}") == [OFFER, LONGER]
    assert press("u") == [OFFER, OVERLAPPING]
    assert press("r") == [OFFER, LONGER]
    assert press("Delete") == [OFFER]
    expect(page.locator(".card")).to_have_count(2)
    assert press("Control+z") == [OFFER, LONGER]
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator("#saved")).to_contain_text("Saved")


def everything() -> list[tuple[object, ...]]:
    """All that an analyst has put into the database."""
    return [
        *Span.objects.order_by("number").values_list("number", "role", "start", "end", "words"),
        *Attribution.objects.values_list("number", "speaker", "affiliation", "target", "stance"),
        *Actor.objects.order_by("name").values_list("name", "kind"),
        *Coding.objects.values_list("state", "annotation_count"),
    ]


def it_is_all_there(bench: Bench) -> None:
    page = bench.page
    expect(page.locator(".card-words")).to_have_text([OFFER, QUOTATION, LONGER])
    expect(page.locator("#counts")).to_contain_text("2 passages")
    expect(page.locator("#counts")).to_contain_text("1 attribution")
    for number, words in Span.objects.values_list("number", "words"):
        owner = Attribution.objects.filter(spans__number=number).first()
        shown = owner.number if owner else number
        marks = page.locator(f'#text mark[data-a~="{shown}"]')
        assert any(text in words or words in text for text in marks.all_text_contents())


def home_leads_back(bench: Bench) -> None:
    page = bench.page
    last = page.get_by_role("region", name="Where you were")
    expect(last).to_contain_text(bench.project_article.article.title)
    expect(last).to_contain_text("3 annotations")
    last.get_by_role("link", name="Continue").click()
    page.wait_for_selector("#workbench[data-ready]")
    # Where the reader was, which is not where the last annotation is.
    expect(page.locator("#position progress")).not_to_have_attribute("value", "0")
    expect(page.locator(".card-words").last).to_have_text(LONGER)


def the_lists_show_it(bench: Bench) -> None:
    page = bench.page
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="As a list").click()
    rows = page.locator("table.annotations tbody tr")
    expect(rows).to_have_count(3)
    said = rows.filter(has_text="Ilse Brandauer").filter(has_text="Critical")
    expect(said).to_contain_text("Director, Institute for Inland Seas")
    expect(said).to_contain_text("Sereth")
    said.get_by_role("link", name="Ilse Brandauer", exact=True).click()

    expect(page.get_by_role("heading", name="Ilse Brandauer")).to_be_visible()
    statement = page.locator("#statements .statement")
    expect(statement).to_contain_text(QUOTATION)
    expect(statement).to_contain_text("12 May 2026")
    expect(page.get_by_role("main")).to_contain_text("Institute for Inland Seas")
    statement.get_by_role("link", name="Lindhaven Courier").click()

    expect(page.get_by_role("heading", name="Lindhaven Courier")).to_be_visible()
    row = page.locator("#results tbody tr")
    expect(row).to_contain_text(bench.project_article.article.title)
    row.get_by_role("link", name=bench.project_article.article.title).click()
    page.wait_for_selector("#workbench[data-ready]")
    expect(page.locator(".card")).to_have_count(3)
