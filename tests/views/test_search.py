"""The search page: what it shows, to whom, and how it can be narrowed."""

import re

import pytest
from django.urls import reverse

from annotations.actions.indexing import index_due
from annotations.models import SearchKind as Kind
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import add_article, make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

URL = "/search/"


def text_of(response):
    return words_of(parse(response.content.decode()))


@pytest.fixture
def coding(cast):
    text = "Grain is short. “We will sell wheat,” she said <b>twice</b>."
    row = add_article(cast.project, make_article(text, title="Harvest talks"))
    coding = make_coding(row, cast.owner)
    tag = make_tag(cast.project.codebook, "Food")
    quill = make_actor("Ada Quill")
    said = make_attribution(coding, "We will sell wheat", tag, speaker=quill, stance="critical")
    make_passage(coding, "Grain is short", tag, note="Barley, too")
    make_comment(make_thread(coding, said.number), cast.owner, text="Rye is meant")
    index_due()
    return coding


def test_without_words_it_teaches_what_can_be_typed(cast, as_):
    page = text_of(as_(cast.owner).get(URL))

    assert "What you can type" in page
    assert "negotiat*" in page


def test_what_came_in_a_moment_ago_is_said_to_be_found_later(cast, as_, coding):
    later = "not looked through yet"
    assert later not in text_of(as_(cast.owner).get(URL, {"q": "sugar"}))

    add_article(cast.project, make_article("Sugar is short.", title="Sugar"))

    assert later in text_of(as_(cast.owner).get(URL, {"q": "sugar"}))
    assert later not in text_of(as_(cast.stranger).get(URL, {"q": "sugar"}))
    index_due()
    assert later not in text_of(as_(cast.owner).get(URL, {"q": "sugar"}))


def test_a_passage_is_shown_with_its_words_marked_and_opens_there(cast, as_, coding):
    page = as_(cast.owner).get(URL, {"q": "wheat -barley"}).content.decode()

    assert "<mark>wheat</mark>" in page
    assert "&lt;b&gt;twice" in page
    assert f'href="{reverse("workbench", args=[coding.project_article_id])}#p0"' in page
    assert "Harvest talks" in page


def test_an_article_is_named_once_above_all_its_passages_that_stand_together(cast, as_):
    one = add_article(
        cast.project, make_article("Wheat.\n\nNo.\n\nMore <i>wheat</i>.", title="First")
    )
    add_article(cast.project, make_article("Wheat, too.", title="Second wheat"))
    index_due()

    rows = parse(as_(cast.owner).get(URL, {"q": "wheat"}).content).xpath(
        "//ul[contains(@class, 'results')]/li"
    )

    assert [(row.get("class"), words_of(row.xpath("./a")[0])) for row in rows] == [
        (None, "Second wheat"),
        ("same", "Wheat, too."),
        (None, "First"),
        ("same", "More <i>wheat</i>."),
    ]
    there = reverse("workbench", args=[one.pk])
    assert [row.xpath("./a/@href")[0] for row in rows[2:]] == [f"{there}#p0", f"{there}#p2"]
    assert [bool(row.xpath("./p[contains(@class, 'muted')]")) for row in rows] == [True, False] * 2
    assert all(row.xpath("./input[@name='chosen']") for row in rows)


@pytest.mark.parametrize(
    ("kind", "q", "shown"),
    [
        ("text", "grain", "Harvest talks"),
        ("text", "harvest", "Harvest talks"),
        ("statements", "wheat", "Ada Quill"),
        ("tagged", "grain", "Food"),
        ("people", "quil", "Ada Quill"),
        ("people", "Ada Quilll", "Ada Quill"),
        ("notes", "barley", "Barley, too"),
        ("comments", "rye", "Rye is meant"),
    ],
)
def test_each_kind_finds_its_own(cast, as_, coding, kind, q, shown):
    query = {"kind": kind, "q": q}
    page = as_(cast.owner).get(URL, query)

    assert shown in text_of(page)
    if kind != "people":
        assert shown not in text_of(as_(cast.stranger).get(URL, query))
        assert "Nothing found" in text_of(as_(cast.stranger).get(URL, query))


def test_passages_are_counted_and_called_so(cast, as_, coding):
    """An article may have several of them."""
    client = as_(cast.owner)

    assert "1 passage found" in text_of(client.get(URL, {"q": "wheat"}))
    assert "1 found" in text_of(client.get(URL, {"q": "wheat", "kind": "statements"}))


@pytest.mark.parametrize(
    ("kind", "q", "shown"),
    [
        ("statements", "selling", "<b>We will <mark>sell</mark> wheat</b>"),
        ("statements", '"sell wheat"', "<b>We will <mark>sell wheat</mark></b>"),
        ("statements", "whe*", "<b>We will sell <mark>wheat</mark></b>"),
        ("tagged", "grain", "<b><mark>Grain</mark> is short</b>"),
        ("notes", "barley", "<mark>Barley</mark>, too"),
        ("notes", "barley", "<b>Grain is short</b>"),
        ("comments", "rye", "<mark>Rye</mark> is meant"),
    ],
)
def test_what_was_asked_for_is_marked(cast, as_, coding, kind, q, shown):
    page = as_(cast.owner).get(URL, {"kind": kind, "q": q}).content.decode()

    assert shown in page


def test_words_and_notes_are_shown_as_they_were_written(cast, as_, coding):
    make_passage(coding, "she said <b>twice</b>", note="<i>Rye</i>")
    index_due()

    for query in ({"kind": "tagged", "q": "twice"}, {"kind": "notes", "q": "rye"}):
        page = as_(cast.owner).get(URL, query).content.decode()
        assert "&lt;b&gt;" in page
        assert "&lt;i&gt;" in page
        assert "<i>" not in page


def test_a_word_that_says_nothing_in_one_language_is_said_to(cast, as_, coding):
    add_article(cast.project, make_article("Зерна мало", language="uk"))
    index_due()

    page = text_of(as_(cast.owner).get(URL, {"q": "the"}))

    assert "In some languages these words stand in nearly every text" in page
    assert "In some languages" not in text_of(as_(cast.owner).get(URL, {"q": "zebra"}))


@pytest.mark.parametrize("kind", ["statements", "tagged", "notes", "comments"])
def test_who_works_blind_finds_nothing_of_others(cast, as_, coding, kind):
    for q in ("wheat", "grain", "barley", "rye"):
        page = text_of(as_(cast.second).get(URL, {"kind": kind, "q": q}))
        assert "Nothing found" in page


def test_what_was_found_is_counted_and_can_be_narrowed(cast, as_, coding):
    page = as_(cast.owner).get(URL, {"kind": "statements", "q": "wheat"}).content.decode()

    assert "?kind=statements&amp;q=wheat&amp;stance=critical" in page
    chosen = as_(cast.owner).get(URL, {"kind": "statements", "q": "wheat", "stance": "critical"})
    assert 'aria-current="true"' in chosen.content.decode()
    other = as_(cast.owner).get(URL, {"kind": "statements", "q": "wheat", "stance": "endorse"})
    assert "Nothing found" in text_of(other)


def test_statements_are_listed_without_words_too(cast, as_, coding):
    page = text_of(as_(cast.owner).get(URL, {"kind": "statements", "stance": "critical"}))

    assert "We will sell wheat" in page


@pytest.mark.parametrize(
    "query",
    [
        {"q": '"grain'},
        {"q": "OR"},
        {"q": "*"},
        {"q": "\x00"},
        {"q": "a' & !b | c:*"},
        {"q": "x" * 3000},
        {"kind": "nothing", "q": "grain"},
        {"q": "grain", "source": "nothing", "since": "yesterday", "page": "forged", "sort": "up"},
        {"q": "grain", "sort": "best"},
        {"q": "grain", "sort": "oldest"},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", Kind.values)
def test_nothing_that_is_asked_breaks_the_page(cast, as_, coding, kind, query):
    assert as_(cast.owner).get(URL, {"kind": kind, **query}).status_code == 200


def test_what_was_not_understood_is_said(cast, as_, coding):
    page = text_of(as_(cast.owner).get(URL, {"q": '"grain short'}))

    assert "A quotation mark has no other one" in page
    assert "Harvest talks" in page


@pytest.mark.parametrize("q", ["%", "- *", '""', "😀"])
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.STATEMENTS, Kind.TAGGED, Kind.NOTES])
def test_signs_alone_ask_for_nothing_and_that_is_said(cast, as_, coding, kind, q):
    """They would find all statements, to be tagged all at once."""
    page = text_of(as_(cast.owner).get(URL, {"kind": kind, "q": q}))

    assert "There is no word in what you typed" in page
    assert "What you can type" in page


def test_paper_says_what_was_looked_for(cast, as_, coding):
    page = parse(as_(cast.owner).get(URL, {"q": "grain <b>"}).content.decode())

    assert page.xpath("//p[@class='only-print']/bdi[.='grain <b>']")


def test_whoever_finds_nothing_is_offered_people(cast, as_, coding):
    page = text_of(as_(cast.owner).get(URL, {"q": "Ada Quil"}))

    assert "Did you mean somebody?" in page
    assert "Ada Quill" in page


def test_a_fragment_is_what_the_whole_page_shows(cast, as_, coding):
    query = {"q": "wheat"}
    whole = as_(cast.owner).get(URL, query).content.decode()
    part = as_(cast.owner).get(URL, query, headers={"HX-Request": "true"}).content.decode()

    token = re.compile(r'(csrfmiddlewaretoken" value=")[^"]*')
    assert token.sub(r"\1", part).strip() in token.sub(r"\1", whole)
    assert "<html" not in part


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get(URL).status_code == 302


def test_nothing_can_be_posted(cast, as_):
    assert as_(cast.owner).post(URL).status_code == 405


@pytest.mark.parametrize(
    ("kind", "q"), [("text", "grain"), ("statements", "wheat"), ("comments", "rye")]
)
def test_as_many_queries_with_many_as_with_one(cast, as_, coding, kind, q):
    client, query = as_(cast.owner), {"kind": kind, "q": q}
    one = queries_of(lambda: client.get(URL, query))
    for _ in range(4):
        row = add_article(cast.project, make_article("Grain is short. We will sell wheat"))
        other = make_coding(row, cast.owner)
        said = make_attribution(other, "We will sell wheat", speaker=make_actor("Otto Feder"))
        make_comment(make_thread(other, said.number), cast.owner, text="Rye is meant")
    index_due()

    assert_same_count(one, queries_of(lambda: client.get(URL, query)), at_most=24)


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [("Ada OR Max", True), ("Quill -Ada", True), ("Al-Quill", False), ('"Ada Quill"', False)],
)
def test_signs_that_mean_nothing_in_names_are_told_of(cast, as_, typed, is_told):
    page = text_of(as_(cast.owner).get(URL, {"kind": "people", "q": typed}))

    assert ("OR and a minus mean nothing there" in page) is is_told


@pytest.mark.parametrize("words", ["", "grain"])
def test_tagged_passages_have_no_speaker(cast, as_, coding, words):
    query = {"kind": "tagged", "q": words, "speaker": str(make_actor("Ada Quill").pk)}

    page = as_(cast.owner).get(URL, query).content.decode()

    assert "Nothing found" in page
