from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from django.urls import reverse

from annotations.models import Article
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db

TABLES = ["stances", "topics", "outlets", "relays", "days"]
PAGES = [
    ("pictures", []),
    *(("picture-table", [name]) for name in TABLES),
    *((f"network-{suffix}", []) for suffix in ("graphml", "gexf", "csv")),
]


@pytest.fixture
def said(cast):
    quill, valmere = make_actor("Ada Quill"), make_actor("Valmere", "country")
    row = add_article(cast.project, make_article(published_on=date(2026, 3, 3)))
    topic, coding = make_tag(cast.project.codebook, "trade"), make_coding(row, cast.owner)
    make_attribution(coding, "cornered", topic, speaker=quill, target=valmere, stance="critical")
    make_attribution(coding, "Envoys", topic, speaker=quill, target=valmere, stance="endorse")
    make_attribution(coding, "Nobody", speaker=valmere, relayer=quill, mode="indirect")
    return quill


def at(cast, name="pictures", args=(), query=""):
    return reverse(f"project-{name}", args=[cast.project.pk, *args]) + query


def test_every_mark_opens_its_statements(cast, as_, said):
    client = as_(cast.owner)
    page = parse(client.get(at(cast)).content)
    links = {link.get("href") for link in page.xpath("//*[@id='pictures']//svg//a")}

    assert len(links) >= 8
    for link in links:
        opened = parse(client.get(link).content)
        assert opened.xpath("//li[@class='statement']"), link


def test_every_node_opens_as_many_statements_as_it_says(cast, as_, said):
    """Both what it says and what is said about it, as its number has them."""
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    make_attribution(coding, "cornered", speaker=make_actor("Max Roe"), target=said)
    client = as_(cast.owner)
    nodes = parse(client.get(at(cast)).content).xpath(
        "//svg[contains(@class, 'network')]//a[circle]"
    )
    told = {}
    for node in nodes:
        name, _colon, number = node.xpath("./title")[0].text.rpartition(": ")
        opened = parse(client.get(node.get("href")).content)
        told[name] = (int(number), len(opened.xpath("//li[@class='statement']")))

    assert told == {"Ada Quill": (3, 3), "Valmere": (2, 2), "Max Roe": (1, 1)}


@pytest.mark.parametrize("network", ["targets", "concepts"])
def test_a_row_of_the_table_of_a_network_opens_as_many_statements_as_it_says(
    cast, as_, said, network
):
    client = as_(cast.owner)
    page = parse(client.get(at(cast, query=f"?network={network}")).content)
    links = page.xpath("//section[@aria-labelledby='network-head']//td[1]/following::td[1]/a")

    assert links
    for link in links:
        opened = parse(client.get(link.get("href")).content)
        assert len(opened.xpath("//li[@class='statement']")) == int(link.text) > 0


def test_all_of_a_network_is_drawn_for_whoever_asks(cast, as_, said, monkeypatch):
    monkeypatch.setattr("annotations.views.pictures.MOST_NODES", 2)
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    make_attribution(coding, "cornered", speaker=make_actor("Max Roe"), target=said)
    client = as_(cast.owner)
    dots = "//svg[@data-network]//circle"
    page = parse(client.get(at(cast, query="?mode=direct")).content)
    [more] = page.xpath("//section[@aria-labelledby='network-head']//a[contains(@href, 'drawn=')]")

    whole = parse(client.get(more.get("href")).content)

    assert (len(page.xpath(dots)), len(whole.xpath(dots))) == (2, 3)
    # A filter changes nothing about that, nor that about a filter.
    assert whole.xpath("//form[@id='filter']/input[@name='drawn']/@value") == ["all"]
    assert whole.xpath("//select[@name='mode']//option[@selected]/@value") == ["direct"]
    [back] = whole.xpath(
        "//section[@aria-labelledby='network-head']//a[contains(@href, 'network=')][contains(@href, '#')]"
    )
    assert len(parse(client.get(back.get("href")).content).xpath(dots)) == 2


def test_every_picture_says_the_same_as_a_table(cast, as_, said):
    page = parse(as_(cast.owner).get(at(cast)).content)

    sections = page.xpath("//*[@id='pictures']/section")
    assert len(sections) == 6
    for section in sections:
        assert section.xpath(".//svg[@aria-hidden='true']")
        assert section.xpath(".//table//tbody/tr")


@pytest.mark.parametrize("network", ["targets", "concepts"])
def test_no_name_becomes_markup(cast, as_, said, network):
    bold = '<b class="x">&amp;"'
    article = make_article(source=make_source(f"{bold}source"))
    coding = make_coding(add_article(cast.project, article), cast.owner)
    speaker, topic = make_actor(f"{bold}one"), make_tag(cast.project.codebook, f"{bold}topic")
    make_attribution(coding, "cornered", topic, speaker=speaker, target=said, stance="critical")

    page = parse(as_(cast.owner).get(at(cast, query=f"?network={network}")).content)

    assert not page.xpath("//*[@id='pictures']//b")
    told = page.xpath("//*[@id='pictures']")[0].text_content()
    assert all(f"{bold}{name}" in told for name in ("one", "topic", "source"))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "stances",
            [
                "speaker,target,date,stance,statements",
                "Ada Quill,Valmere,2026-03-03,critical,1",
                "Ada Quill,Valmere,2026-03-03,endorse,1",
            ],
        ),
        ("topics", ["topic,date,statements", "trade,2026-03-03,2"]),
        ("relays", ["relayer,speaker,statements", "Ada Quill,Valmere,1"]),
        ("days", ["date,statements", "2026-03-03,3"]),
    ],
)
def test_what_is_drawn_comes_as_a_table(cast, as_, said, name, lines):
    response = as_(cast.owner).get(at(cast, "picture-table", [name]))

    assert b"".join(response.streaming_content).decode("utf-8-sig").splitlines() == lines


def test_outlets_come_as_a_table(cast, as_, said):
    response = as_(cast.owner).get(at(cast, "picture-table", ["outlets"]))

    [head, *rows] = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert head == "outlet,kind of speaker,statements"
    assert sorted(row.split(",", 1)[1] for row in rows) == ["Country,1", "Person,2"]


@pytest.mark.parametrize(("network", "nodes"), [("targets", 2), ("concepts", 2), ("other", 2)])
@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_networks_come_as_files(cast, as_, said, suffix, network, nodes):
    response = as_(cast.owner).get(at(cast, f"network-{suffix}", query=f"?network={network}"))

    assert "attachment" in response["Content-Disposition"]
    written = b"".join(response.streaming_content)
    assert len(fromstring(written).findall(".//{*}node")) == nodes


def test_filters_hold_for_pictures_too(cast, as_, said):
    response = as_(cast.owner).get(at(cast, "picture-table", ["days"], "?stance=critical"))

    assert b"2026-03-03,1" in b"".join(response.streaming_content)


@pytest.mark.parametrize(("name", "args"), PAGES)
@pytest.mark.parametrize(
    ("reader", "status"), [("owner", 200), ("reader", 200), ("admin", 200), ("stranger", 404)]
)
def test_a_project_is_for_its_members(cast, as_, said, name, args, reader, status):
    assert as_(getattr(cast, reader)).get(at(cast, name, args)).status_code == status


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_only_looked_at_and_only_by_those_who_signed_in(cast, as_, said, name, args):
    assert as_(None).get(at(cast, name, args))["Location"].startswith(reverse("account_login"))
    assert as_(cast.owner).post(at(cast, name, args)).status_code == 405


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_who_works_blind_sees_nothing_of_others(cast, as_, said, name, args):
    response = as_(cast.second).get(at(cast, name, args))

    assert b"Ada Quill" not in b"".join(response)


def test_a_table_that_there_is_not_is_not_found(cast, as_, said):
    assert as_(cast.owner).get(at(cast, "picture-table", ["nonsense"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [("?country=NO", "Leave out one of the filters"), ("", "Nothing to draw yet")],
)
def test_nothing_to_draw_says_what_to_do(cast, as_, query, words):
    assert words in as_(cast.owner).get(at(cast, query=query)).content.decode()


def test_pictures_after_a_swap_equal_a_fresh_page(cast, as_, said):
    client, changed = as_(cast.owner), at(cast, query="?mode=direct&network=concepts")
    page = parse(client.get(at(cast)).content)

    update_page(page, client.get(changed, htmx=True).content, target="pictures")

    assert_same_page(page, parse(client.get(changed).content), "pictures")


def test_as_many_queries_with_many_statements_as_with_few(cast, as_, said):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(at(cast)))
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    for number in range(8):
        speaker, relayer = make_actor(f"Speaker {number}"), make_actor(f"Relayer {number}")
        topic = make_tag(cast.project.codebook, f"topic {number}")
        make_attribution(
            coding,
            "cornered",
            topic,
            speaker=speaker,
            target=said,
            stance="neutral",
            relayer=relayer,
        )

    assert_same_count(few, queries_of(lambda: client.get(at(cast))), 20)


def test_the_project_leads_there(cast, as_, said):
    project_page = as_(cast.owner).get(reverse("project-detail", args=[cast.project.pk]))

    assert at(cast) in project_page.content.decode()


@pytest.mark.parametrize(
    "days", [[date.min], [date.max], [date.min, date.max], [date(9999, 12, 30), date.max]]
)
def test_the_ends_of_all_calendars_are_drawn_too(cast, as_, said, days):
    """9999-12-31 stands in many a table for a day that nobody knows."""
    tag = make_tag(cast.project.codebook, "ends")
    for day in days:
        coding = make_coding(add_article(cast.project, make_article(published_on=day)), cast.owner)
        make_attribution(coding, "cornered", tag, speaker=said, target=make_actor("Max Roe"))
    client = as_(cast.owner)
    page = parse(client.get(at(cast)).content)
    links = page.xpath("//svg[@class='calendar']//a/@href")

    assert links
    for link in links:
        assert parse(client.get(link).content).xpath("//li[@class='statement']"), link


def test_what_has_no_day_is_told_of_where_it_is_not_drawn(cast, as_, said):
    sentence = "Statements of undated articles are not drawn; the file has them."
    client = as_(cast.owner)
    assert sentence not in client.get(at(cast)).content.decode()

    Article.objects.update(published_on=None)
    page = parse(client.get(at(cast)).content)

    for name in ("pairs", "topics"):
        [section] = page.xpath(f"//section[@aria-labelledby='{name}-head']")
        assert sentence in words_of(section), name
        [file] = section.xpath(".//p/a/@href")
        assert b"," in b"".join(client.get(file).streaming_content).splitlines()[1]
