import pytest
from django.urls import reverse

from annotations.queries.article_orders import Sort
from tests.factories.annotations import make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, join, make_project, make_tag
from tests.helpers.page import assert_same_page, parse, update_page
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast):
    return reverse("article-list", args=[cast.project.pk])


def titles(response):
    return parse(response.content).xpath("//tbody//a[contains(@class, 'title')]/text()")


@pytest.mark.parametrize("name", ["owner", "second", "manager", "curator", "reader", "admin"])
def test_members_see_the_articles(cast, as_, address, name):
    response = as_(getattr(cast, name)).get(address)

    assert response.status_code == 200
    assert titles(response) == ["Envoys meet again"]


def test_strangers_get_404(cast, as_, address):
    assert as_(cast.stranger).get(address).status_code == 404


def test_nobody_is_sent_to_sign_in(as_, address):
    response = as_(None).get(address)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_nothing_can_be_posted(cast, as_, address):
    assert as_(cast.owner).post(address).status_code == 405


@pytest.mark.parametrize(("name", "offered"), [("owner", True), ("reader", False)])
def test_taking_in_is_offered_to_those_who_may(cast, as_, address, name, offered):
    page = as_(getattr(cast, name)).get(address).content.decode()

    assert (reverse("intake", args=[cast.project.pk]) in page) is offered


def test_analysts_do_not_see_who_else_works(cast, as_, address):
    make_coding(cast.project_article, cast.second)

    assert b"Second" not in as_(cast.owner).get(address).content
    assert b"Second" in as_(cast.curator).get(address).content


QUERIES = [
    {"q": "two"},
    {"work": "open"},
    {"sort": "title"},
    {"sort": "oldest", "language": "fr"},
    {"since": "2026-01-01", "until": "2026-12-31"},
    {"q": "nothing like it"},
    {"speaker": "quill", "sort": "annotations"},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
@pytest.mark.parametrize("name", ["owner", "curator"])
def test_the_page_after_a_swap_equals_a_fresh_one(cast, as_, address, query, name):
    add_article(cast.project, make_article("One\n\nText.", language="fr"))
    add_article(cast.project, make_article("Two\n\nText."))
    make_passage(make_coding(cast.project_article, cast.owner), "cornered")
    client = as_(getattr(cast, name))
    page = parse(client.get(address).content)

    update_page(page, client.get(address, query, htmx=True).content, target="results")

    assert_same_page(page, parse(client.get(address, query).content), "results", "sorting")


def test_pages_can_be_turned(cast, as_, address):
    for number in range(60):
        add_article(cast.project, make_article(f"Article {number:02}\n\nText."))
    client = as_(cast.owner)

    first = parse(client.get(address, {"sort": "title"}).content)
    second = client.get(address + first.xpath("//a[@rel='next']/@href")[0])
    again = client.get(address + parse(second.content).xpath("//a[@rel='prev']/@href")[0])

    assert titles(second)[0] == "Article 25"
    assert len(titles(second)) == 25
    assert titles(again)[0] == "Article 00"


def test_the_place_of_another_order_is_none_of_this_one(cast, as_, address):
    for number in range(30):
        row = add_article(cast.project, make_article(f"Article {number:02}\n\nText."))
        make_coding(row, cast.owner, annotation_count=number)
    for user in (cast.owner, cast.curator):
        client = as_(user)
        for sort in Sort.values:
            page = parse(client.get(address, {"sort": sort}).content)
            [following] = page.xpath("//a[@rel='next']/@href")
            for other in Sort.values:
                moved = following.replace(f"sort={sort}", f"sort={other}")
                assert f"sort={other}" in moved or other == Sort.NEWEST
                assert client.get(address + moved).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"source": "nonsense"},
        {"tag": "1"},
        {"work": "asleep"},
        {"sort": "nonsense"},
        {"page": "nonsense"},
        {"q": "x" * 500},
    ],
    ids=str,
)
def test_a_filter_that_makes_no_sense_counts_as_empty(cast, as_, address, query):
    response = as_(cast.owner).get(address, query)

    assert response.status_code == 200
    assert titles(response) == ["Envoys meet again"]


def test_an_analyst_cannot_ask_what_others_are_done_with(cast, as_, address):
    make_coding(cast.project_article, cast.second, "done")
    make_coding(cast.project_article, cast.owner, "done")

    assert titles(as_(cast.owner).get(address, {"work": "compare"})) == ["Envoys meet again"]
    assert b'value="compare"' not in as_(cast.owner).get(address).content


def test_the_filter_shows_what_was_chosen(cast, as_, address):
    make_tag(cast.project.codebook, "Appeal")

    page = parse(as_(cast.owner).get(address, {"language": "en", "q": "envoys"}).content)

    assert page.xpath("//select[@name='language']/option[@selected]/@value") == ["en"]
    assert page.xpath("//input[@name='q']/@value") == ["envoys"]
    assert not page.xpath("//details//select[@name='language']")
    assert page.xpath("//details//select[@name='tag']/option/text()") == ["All", "Appeal"]


def test_the_head_of_the_table_sorts_and_says_how(cast, as_, address):
    page = parse(as_(cast.owner).get(address, {"sort": Sort.TITLE}).content)

    assert page.xpath("//th[@aria-sort='ascending']/a/text()") == ["Article"]
    assert page.xpath("//select[@name='sort']/option[@selected]/@value") == ["title"]


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("owner", {}, "Take in articles"),
        ("reader", {}, "An analyst of the project takes articles in"),
        ("owner", {"q": "x"}, "Show all articles"),
    ],
)
def test_an_empty_list_says_what_to_do_next(cast, as_, name, query, words):
    empty = make_project("Empty")
    join(empty, cast.owner)
    join(empty, cast.reader, "reader")

    page = as_(getattr(cast, name)).get(reverse("article-list", args=[empty.pk]), query)

    assert words in page.content.decode()


@pytest.mark.parametrize("sort", Sort.values)
@pytest.mark.parametrize("name", ["owner", "curator"])
def test_as_many_queries_with_many_rows_as_with_one(cast, as_, address, name, sort):
    client = as_(getattr(cast, name))
    make_coding(cast.project_article, cast.owner)
    few = queries_of(lambda: client.get(address, {"sort": sort}))

    for number in range(10):
        row = add_article(cast.project, make_article(f"More {number}\n\nText.", make_source()))
        make_coding(row, cast.owner)
        make_coding(row, cast.second)
        make_tag(cast.project.codebook, f"Tag {number}")

    many = queries_of(lambda: client.get(address, {"sort": sort}))
    assert_same_count(few, many, at_most=8)


def test_a_title_from_elsewhere_keeps_its_language_and_direction(cast, as_, address):
    add_article(cast.project, make_article("محادثات الميناء\n\nنص.", language="ar"))

    page = parse(as_(cast.owner).get(address, {"language": "ar"}).content)

    link = page.xpath("//tbody//a[contains(@class, 'title')]")[0]
    assert (link.get("lang"), link.get("dir")) == ("ar", "auto")
