import pytest
from django.urls import reverse

from annotations.models import Stance
from tests.factories.actors import make_actor
from tests.factories.annotations import (
    make_attribution,
    make_coding,
    make_passage,
)
from tests.factories.projects import make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast):
    return reverse("annotation-list", args=[cast.project_article.pk])


@pytest.fixture
def coding(cast):
    tag = make_tag(cast.project.codebook, "Appeal")
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Envoys", tag)
    make_attribution(
        coding,
        ["always", "shared work"],
        tag,
        speaker=make_actor("Ada Quill"),
        target=make_actor("Valmere", "country"),
        stance=Stance.REJECT,
        note="Look again",
    )
    return coding


def test_a_row_tells_all_and_leads_to_its_card(cast, as_, address, coding):
    page = parse(as_(cast.owner).get(address).content)

    _passage, row = page.xpath("//tbody/tr")
    text = words_of(row)
    for words in (
        "always",
        "shared work",
        "Appeal",
        "Ada Quill",
        "Valmere",
        "Reject",
        "Look again",
    ):
        assert words in text
    link = reverse("workbench", args=[cast.project_article.pk]) + "#card-2"
    assert row.xpath(".//a[@class='words']/@href") == [link]


def test_anothers_annotation_leads_to_their_coding(cast, as_, address, coding):
    page = parse(as_(cast.curator).get(address).content)

    link = reverse("workbench", args=[cast.project_article.pk]) + f"?coding={coding.pk}#card-1"
    assert page.xpath("//tbody/tr[1]//a[@class='words']/@href") == [link]
    assert "Owner" in page.xpath("//tbody/tr[1]")[0].text_content()


@pytest.mark.parametrize(
    "query", [{}, {"kind": "passage"}, {"stance": "reject"}, {"stance": "endorse"}], ids=str
)
@pytest.mark.parametrize("name", ["owner", "curator"])
def test_the_page_after_a_swap_equals_a_fresh_one(cast, as_, address, coding, query, name):
    client = as_(getattr(cast, name))
    page = parse(client.get(address).content)

    update_page(page, client.get(address, query, htmx=True).content, target="results")

    assert_same_page(page, parse(client.get(address, query).content), "results")


@pytest.mark.parametrize(
    "query",
    [{"tag": "x"}, {"speaker": "1"}, {"kind": "x"}, {"coding": "x"}, {"page": "x"}],
    ids=str,
)
def test_a_filter_that_makes_no_sense_counts_as_empty(cast, as_, address, coding, query):
    page = parse(as_(cast.owner).get(address, query).content)

    assert len(page.xpath("//tbody/tr")) == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [("owner", "press the key of a tag"), ("reader", "When an analyst annotates")],
)
def test_an_empty_list_says_what_to_do_next(cast, as_, address, name, words):
    assert words in as_(getattr(cast, name)).get(address).content.decode()


def test_as_many_queries_with_many_rows_as_with_one(cast, as_, address, coding):
    client = as_(cast.curator)
    few = queries_of(lambda: client.get(address))
    for number in range(10):
        tag = make_tag(cast.project.codebook, f"Tag {number}")
        make_passage(coding, "cornered", tag)
        make_attribution(coding, "Both", tag, speaker=make_actor(f"Speaker {number}"))

    assert_same_count(few, queries_of(lambda: client.get(address)), at_most=16)
