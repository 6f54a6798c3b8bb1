import pytest
from django.urls import reverse

from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.helpers.page import assert_same_page, parse, update_page
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(cast):
    return cast.project_article.article.source


@pytest.mark.parametrize(
    "query", [{"q": "wire"}, {"kind": "agency"}, {"unreviewed": "on"}, {"q": "no such"}], ids=str
)
def test_the_register_after_a_swap_equals_a_fresh_one(cast, as_, query):
    make_source("Lantern Wire", kind="agency", is_reviewed=False)
    client, address = as_(cast.owner), reverse("source-list")
    page = parse(client.get(address).content)

    update_page(page, client.get(address, query, htmx=True).content, target="results")

    assert_same_page(page, parse(client.get(address, query).content), "results")


def test_a_source_that_nobody_reviewed_is_marked(cast, as_):
    fresh = make_source("Fresh", is_reviewed=False)

    assert b"not reviewed" in as_(cast.owner).get(reverse("source-list")).content
    assert (
        b"no admin has looked at it yet"
        in as_(cast.owner).get(reverse("source-detail", args=[fresh.pk])).content
    )


@pytest.mark.parametrize(
    ("name", "offered"), [("owner", False), ("manager", False), ("admin", True)]
)
def test_admins_find_the_way_to_edit_it(cast, as_, source, name, offered):
    page = as_(getattr(cast, name)).get(reverse("source-detail", args=[source.pk])).content.decode()

    assert (reverse("admin:annotations_source_change", args=[source.pk]) in page) is offered


def test_its_articles_are_those_that_the_reader_may_see(cast, as_, source):
    make_article("Unseen\n\nText.", source)

    page = as_(cast.owner).get(reverse("source-detail", args=[source.pk])).content.decode()

    assert "Envoys meet again" in page
    assert "Unseen" not in page


def test_the_articles_after_a_swap_equal_a_fresh_page(cast, as_, source):
    for number in range(60):
        add_article(cast.project, make_article(f"More {number:02}\n\nText.", source))
    client, address = as_(cast.owner), reverse("source-detail", args=[source.pk])
    page = parse(client.get(address).content)
    more = page.xpath("//a[@rel='next']/@href")[0]

    update_page(page, client.get(address + more, htmx=True).content, target="results")

    assert_same_page(page, parse(client.get(address + more).content), "results")


def test_a_source_without_articles_says_so(cast, as_):
    empty = make_source("Empty")

    page = as_(cast.owner).get(reverse("source-detail", args=[empty.pk])).content.decode()

    assert "No articles of it in your projects" in page


@pytest.mark.parametrize(
    ("name", "words"), [("owner", "when an admin adds it"), ("admin", "Add the outlets")]
)
def test_an_empty_register_says_what_to_do_next(as_, django_user_model, name, words):
    user = django_user_model.objects.create(username=name, is_staff=name == "admin")

    assert words in as_(user).get(reverse("source-list")).content.decode()


def test_as_many_queries_with_many_rows_as_with_one(cast, as_, source):
    client = as_(cast.owner)
    pages = [reverse("source-list"), reverse("source-detail", args=[source.pk])]
    few = queries_of(lambda: [client.get(page) for page in pages])
    for number in range(10):
        make_source(f"More {number}")
        add_article(cast.project, make_article(f"T{number}\n\nText.", source))

    assert_same_count(few, queries_of(lambda: [client.get(page) for page in pages]), at_most=9)
