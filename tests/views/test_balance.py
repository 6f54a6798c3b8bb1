import pytest
from django.urls import reverse

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import assert_same_page, parse, update_page
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db

PAGES = ["balance", "balance-table", "balance-statements"]


@pytest.fixture
def quill(cast):
    quill = make_actor("=Ada Quill", country="SE")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=quill)
    make_attribution(coding, "Envoys", speaker=quill, mode="indirect")
    make_attribution(coding, "Nobody", mode="indirect")
    return quill


def at(cast, name, owner="project", query="?by=country&value=SE"):
    row = cast.project if owner == "project" else cast.project_article.article.source
    address = reverse(f"{owner}-{name}", args=[row.pk])
    return address + query if name == "balance-statements" else address


@pytest.mark.parametrize("owner", ["project", "source"])
def test_every_figure_opens_as_many_statements_as_it_says(cast, as_, quill, owner):
    client = as_(cast.owner)
    page = parse(client.get(at(cast, "balance", owner)).content)
    links = page.xpath("//table//a")

    assert len(links) == 10
    for link in links:
        opened = parse(client.get(link.get("href")).content)
        assert len(opened.xpath("//li[@class='statement']")) == int(link.text)


def test_what_nobody_entered_is_said(cast, as_, quill):
    page = parse(as_(cast.owner).get(at(cast, "balance")).content)

    gender = page.xpath("//section[@aria-labelledby='by-gender']//tbody/tr/th")
    assert [" ".join(one.text_content().split()) for one in gender] == ["Not entered", "No person"]


@pytest.mark.parametrize("owner", ["project", "source"])
def test_figures_come_as_a_table(cast, as_, quill, owner):
    response = as_(cast.owner).get(at(cast, "balance-table", owner))

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[:3] == [
        "by,value,statements,direct,places",
        "kind,Person,2,1,2",
        "kind,Nobody named,1,0,1",
    ]
    assert "month,March 2026,3,1,3" in lines


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("reader", "status"), [("owner", 200), ("reader", 200), ("admin", 200), ("stranger", 404)]
)
def test_a_project_is_for_its_members(cast, as_, quill, name, reader, status):
    assert as_(getattr(cast, reader)).get(at(cast, name)).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_an_outlet_shows_each_reader_what_they_may_see(cast, as_, quill, name):
    response = as_(cast.stranger).get(at(cast, name, "source"))

    body = b"".join(response) if name == "balance-table" else response.content
    assert response.status_code == 200
    assert b"Person" not in body
    assert b"cornered" not in body


@pytest.mark.parametrize("owner", ["project", "source"])
@pytest.mark.parametrize("name", PAGES)
def test_only_looked_at_and_only_by_those_who_signed_in(cast, as_, quill, name, owner):
    address = at(cast, name, owner)

    assert as_(None).get(address)["Location"].startswith(reverse("account_login"))
    assert as_(cast.owner).post(address).status_code == 405


@pytest.mark.parametrize("query", ["", "?by=nonsense&value=x", "?value=SE"])
def test_a_figure_that_there_is_not_is_not_found(cast, as_, quill, query):
    assert as_(cast.owner).get(at(cast, "balance-statements", query=query)).status_code == 404


@pytest.mark.parametrize("query", ["?by=country&value=NO", "?by=month&value=soon"])
def test_a_value_that_nobody_has_says_where_to_go(cast, as_, quill, query):
    page = as_(cast.owner).get(at(cast, "balance-statements", query=query))

    assert "No statement counts here" in page.content.decode()


def test_statements_after_a_swap_equal_a_fresh_page(cast, as_, quill):
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    for _ in range(55):
        make_attribution(coding, "cornered", speaker=quill)
    client, address = as_(cast.owner), at(cast, "balance-statements")
    page = parse(client.get(address).content)
    turned = page.xpath("//a[@rel='next']/@href")[0]
    turned = address.split("?")[0] + turned

    update_page(page, client.get(turned, htmx=True).content, target="statements")

    assert_same_page(page, parse(client.get(turned).content), "statements")


def test_nothing_yet_says_what_to_do(cast, as_):
    page = as_(cast.owner).get(at(cast, "balance")).content.decode()

    assert "As soon as statements are annotated" in page


@pytest.mark.parametrize(("name", "at_most"), [("balance", 7), ("balance-statements", 7)])
def test_as_many_queries_with_many_statements_as_with_few(cast, as_, quill, name, at_most):
    client, address = as_(cast.owner), at(cast, name)
    few = queries_of(lambda: client.get(address))
    coding = make_coding(add_article(cast.project, make_article()), cast.owner)
    for number in range(8):
        speaker = make_actor(f"Speaker {number}", country="SE", gender="female")
        make_attribution(coding, "cornered", speaker=speaker)

    assert_same_count(few, queries_of(lambda: client.get(address)), at_most)


def test_project_and_outlet_lead_there(cast, as_, quill):
    client = as_(cast.owner)
    source = cast.project_article.article.source

    project_page = client.get(reverse("project-detail", args=[cast.project.pk])).content.decode()
    source_page = client.get(reverse("source-detail", args=[source.pk])).content.decode()

    assert at(cast, "balance") in project_page
    assert at(cast, "balance", "source") in source_page
