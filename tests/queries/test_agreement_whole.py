"""How far coders agree on tags of articles as a whole: figures, places, addresses."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from annotations.models import ArticleTag, Coding
from annotations.queries.agreement import compared
from annotations.queries.agreement_report import report_of
from annotations.queries.agreement_whole import WHOLE, OfArticle
from annotations.queries.agreement_whole_places import whole_places_of
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of


@pytest.fixture
def tags(cast):
    codebook = cast.project.codebook
    kind = make_tag(codebook, "Genre", is_single=True, applies_to=[])
    made = {"Genre": kind, "Appeal": make_tag(codebook, "Appeal")}
    for name, parent in (("Report", kind), ("Interview", kind), ("Front page", None)):
        made[name] = make_tag(codebook, name, parent=parent, applies_to=["article"])
    return made


@pytest.fixture
def coded(cast, tags):
    """`coded({user: "Report Front page"})`: an article that these are done with."""

    def make(said, state="done"):
        row = add_article(cast.project, make_article(f"Article {uuid4()}\n\nSomething."))
        for user, names in said.items():
            coding = make_coding(row, user, state)
            wanted = [tag for name, tag in tags.items() if name in names]
            ArticleTag.objects.bulk_create(ArticleTag(coding=coding, tag=tag) for tag in wanted)
        return row

    return make


@pytest.fixture
def three(cast, coded):
    """Three articles: alike, another choice, and one tag more."""
    a, b = cast.owner, cast.second
    return [
        coded({a: "Report", b: "Report"}),
        coded({a: "Report", b: "Interview"}),
        coded({a: "Interview", b: "Interview Front page"}),
    ]


def comparing(cast, **options):
    return compared(cast.project, Coding.objects.visible_to(cast.manager), **options)


def rows_of(report):
    return {
        (row.tag.name if row.tag else WHOLE): (row.found.units, row.found.differing)
        for row in report.whole
    }


def test_a_choice_is_one_question_and_other_tags_are_one_each(cast, three):
    report = report_of(comparing(cast))

    assert rows_of(report) == {WHOLE: (3, 2), "Genre": (3, 1), "Front page": (3, 1)}
    genre = next(row for row in report.whole if row.tag and row.tag.name == "Genre")
    assert genre.question.is_choice
    # Report three times, interview three times; one of three articles differs.
    assert genre.found.alpha.value == pytest.approx(1 - (1 / 3) / (18 / 30))
    assert genre.found.between
    assert sorted(row.whole for row in report.articles) == [0, 1, 1]


def test_places_are_articles_with_what_each_said(cast, three, tags):
    found = comparing(cast)

    [place] = whole_places_of(found, OfArticle(tags["Genre"].pk, is_choice=True))
    assert (place.article, place.words) == (three[1].pk, "")
    assert [(one.coder, one.text) for one in place.answers] == [
        ("Owner", "Report"),
        ("Second", "Interview"),
    ]
    assert Coding.objects.get(pk=place.answers[0].coding).analyst == cast.owner
    [place] = whole_places_of(found, OfArticle(tags["Front page"].pk))
    assert [one.text for one in place.answers] == ["no", "yes"]
    texts = [[one.text for one in place.answers] for place in whole_places_of(found, WHOLE)]
    assert texts == [["Report", "Interview"], ["Interview", "Interview, Front page"]]
    assert len(whole_places_of(found, WHOLE, article=three[2].pk)) == 1


def test_who_gave_none_said_so_and_who_is_not_done_said_nothing(cast, coded, tags):
    coded({cast.owner: "Report", cast.second: ""})
    coded({cast.owner: "Report", cast.second: "Interview"}, state="open")

    found = comparing(cast)
    [place] = whole_places_of(found, OfArticle(tags["Genre"].pk, is_choice=True))

    assert [one.text for one in place.answers] == ["Report", "none"]
    assert rows_of(report_of(found))[WHOLE] == (1, 1)


def test_the_machine_says_nothing_of_the_whole_and_gold_does(cast, coded):
    row = coded({cast.owner: "Report", cast.second: "Report"})
    make_coding(row, None)
    make_coding(row, None, "done", kind="gold")

    found = comparing(cast, with_machine=True)
    report = report_of(found)

    assert [pair.names for pair in report.whole_pairs] == [
        ("Owner", "Second"),
        ("Owner", "Gold"),
        ("Second", "Gold"),
    ]
    assert [pair.found.differing for pair in report.whole_pairs] == [0, 1, 1]
    [place] = whole_places_of(found, WHOLE)
    assert [one.coder for one in place.answers] == ["Owner", "Second", "Gold"]


def test_a_codebook_without_such_tags_asks_nothing(cast, coded, tags):
    for name in ("Report", "Interview", "Front page"):
        tags[name].delete()
    coded({cast.owner: "", cast.second: ""})

    report = report_of(comparing(cast))

    assert (report.whole, report.whole_pairs) == ([], [])


@pytest.mark.parametrize(
    "text", ["", "article", "article-7", "other-", "tag-2a6c11be-752a-4acf-86dd-3e943faa6dae"]
)
def test_what_is_no_question_is_none(text):
    assert OfArticle.read(text) is None


@pytest.mark.parametrize("is_choice", [True, False])
def test_a_question_stands_in_an_address(is_choice):
    question = OfArticle(uuid4(), is_choice)

    assert OfArticle.read(str(question)) == question


def test_one_article_costs_what_many_cost(cast, coded):
    said = {cast.owner: "Report", cast.second: "Interview"}
    coded(said)
    few = queries_of(lambda: report_of(comparing(cast)))
    for _ in range(4):
        coded(said)

    assert_same_count(few, queries_of(lambda: report_of(comparing(cast))), at_most=11)


def test_figures_of_the_page_lead_to_the_articles(cast, as_, three, tags):
    client = as_(cast.manager)
    base = f"/projects/{cast.project.pk}/agreement/"
    page = parse(client.get(base).content)

    [section] = page.xpath("//section[@aria-labelledby='whole-head']")
    links = section.xpath(".//td/a/@href")
    assert len(links) == 3
    for link, count in zip(links, (2, 1, 1), strict=True):
        places = parse(client.get(link).content).find_class("places")[0]
        assert len(places.xpath("./li")) == count
    words = words_of(places)
    assert "Ownerno" in words
    assert "Secondyes" in words
    whole = page.xpath(
        "//section[@aria-labelledby='articles-head']//td[@data-label='As a whole']/a"
    )
    assert [words_of(one) for one in whole] == ["1", "1"]
    assert client.get(whole[0].get("href")).status_code == 200


def test_a_pair_is_asked_by_its_coders(cast, as_, coded):
    row = coded({cast.owner: "Report", cast.second: "Report", cast.curator: "Interview"})
    client = as_(cast.manager)
    base = f"/projects/{cast.project.pk}/agreement/"
    links = parse(client.get(base).content).xpath("//table[.//caption]//a/@href")

    assert len(links) == 2
    page = words_of(parse(client.get(links[0]).content).get_element_by_id("main"))
    assert row.article.title in page
    assert "Curator" in page
    assert page.count("Owner") + page.count("Second") == 2


def test_the_shell_says_it_too(cast, three):
    def said(*options):
        out = StringIO()
        call_command("agreement", "--project", cast.project.name, *options, stdout=out)
        return out.getvalue()

    facts = json.loads(said("--json"))
    assert [
        (one["tag"], one["units"], one["differing"]) for one in facts["articles_as_a_whole"]
    ] == [
        (None, 3, 2),
        ("Genre", 3, 1),
        ("Front page", 3, 1),
    ]
    assert facts["articles_as_a_whole"][1]["low"] is not None
    assert [one["coders"] for one in facts["articles_as_a_whole_by_pair"]] == [["Owner", "Second"]]
    assert sorted(one["whole_differing"] for one in facts["by_article"]) == [0, 1, 1]
    table = said()
    assert "Articles as a whole" in table
    assert "all tags together" in table
