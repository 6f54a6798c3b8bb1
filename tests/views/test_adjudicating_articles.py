"""The article as a whole on the pages of adjudication, and in what analysts are told."""

import pytest

from annotations.actions.gold import begin_adjudication, finish_adjudication
from annotations.actions.rulings import nothing_here, take_version
from annotations.models import ArticleTag, Coding
from tests.actions.test_rulings import NOW
from tests.factories.adjudication import make_done
from tests.factories.projects import make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of


@pytest.fixture
def tags(cast):
    kind = make_tag(cast.project.codebook, "Genre", is_single=True, applies_to=[])
    make_tag(cast.project.codebook, "Appeal")
    return [
        make_tag(cast.project.codebook, name, parent=kind, applies_to=["article"])
        for name in ("Report", "Interview")
    ]


@pytest.fixture
def ruling(cast, tags):
    """Two gave the article different tags, and nothing else is in it."""
    for coding, tag in zip(
        make_done(cast.project_article, cast.owner, cast.second), tags, strict=True
    ):
        ArticleTag.objects.create(coding=coding, tag=tag)
    acting = {"project_article": cast.project_article, "by": cast.curator, "at": NOW}
    begin_adjudication(**acting)
    return {**acting, "place": "article"}


@pytest.fixture
def base(cast):
    return f"/articles/{cast.project_article.pk}/adjudication/"


def gold_tags():
    gold = Coding.objects.get(kind="gold")
    return list(gold.article_tags.values_list("tag__name", flat=True))


def test_it_is_a_place_with_tags_and_nothing_else(cast, as_, ruling, base):
    page = parse(as_(cast.reader).get(base).content)
    item = page.get_element_by_id("place-article")

    assert item.get("data-state") == "differing"
    assert "The article as a whole" in words_of(item)
    rows = [words_of(row) for row in item.iter("tr")][1:]
    assert rows == ["TagsReportInterview"]


def test_a_decision_swaps_it_and_the_page_equals_a_fresh_one(cast, as_, ruling, base):
    client = as_(cast.curator)
    page = parse(client.get(base).content)

    for path, sent in (("take/", {"coder": 1}), ("nothing/", {}), ("take/", {"coder": 2})):
        response = client.post(f"{base}places/article/{path}", sent, htmx=True)
        assert response.status_code == 200
        update_page(page, response.content)
        assert_same_page(page, parse(client.get(base).content), "matters", "standing")
    assert gold_tags() == ["Interview"]


def test_it_is_edited_by_tags_that_are_for_articles(cast, as_, ruling, base, tags):
    client = as_(cast.curator)
    where = f"{base}places/article/edit/"

    form = parse(client.get(where).content).get_element_by_id("ruling-edit")
    assert [words_of(one) for one in form.xpath(".//label[.//input]")] == ["Report", "Interview"]
    assert not form.xpath(".//*[@name='words' or @name='speaker_name']")
    both = client.post(where, {"tags": [tag.pk for tag in tags]}, htmx=True)
    assert both.status_code == 422
    assert "Choose one of these: Report, Interview." in both.content.decode()
    assert (
        client.post(where, {"tags": [tags[1].pk], "note": "See 3.1"}, htmx=True).status_code == 200
    )
    assert gold_tags() == ["Interview"]


def test_its_history_names_the_tags(cast, as_, ruling, base):
    take_version(**ruling, coder=1)
    nothing_here(**ruling, note="No genre")

    page = words_of(
        parse(as_(cast.reader).get(f"{base}places/article/").content).get_element_by_id("main")
    )

    assert "The article as a whole" in page
    assert "BeforeReport Afternothing" in page
    assert "Beforenothing AfterReport" in page


def test_an_article_of_which_nothing_else_is_to_decide_is_in_the_queue(cast, as_, ruling):
    page = words_of(
        parse(as_(cast.curator).get(f"/projects/{cast.project.pk}/adjudication/").content)
    )

    assert "In work" in page
    assert "Differing 1" in page


def test_analysts_are_told_where_it_was_agreed_otherwise(cast, as_, ruling):
    take_version(**ruling, coder=1, note="It only quotes")
    finish_adjudication(project_article=cast.project_article, by=cast.curator, at=NOW)
    address = f"/projects/{cast.project.pk}/feedback/"

    assert "The article as a whole" not in as_(cast.owner).get(address).content.decode()
    page = parse(as_(cast.second).get(address).content)
    [remark] = page.xpath("//section[contains(@class, 'feedback')]//li")
    assert words_of(remark).startswith("The article as a whole")
    assert "TagsInterviewReport" in words_of(remark)
    assert "It only quotes" in words_of(remark)
    theirs = Coding.objects.get(analyst=cast.second)
    assert remark.xpath("./a/@href")[0].endswith(f"?coding={theirs.pk}#article-tags")


def test_whoever_reads_the_agreed_article_sees_its_tags(cast, as_, ruling):
    take_version(**ruling, coder=2)
    finish_adjudication(project_article=cast.project_article, by=cast.curator, at=NOW)

    for rest in ("", "handout/"):
        page = as_(cast.reader).get(f"/articles/{cast.project_article.pk}/{rest}").content
        [holder] = parse(page).xpath("//*[@id='article-tags']")
        assert "Interview" in words_of(holder)
        assert "Report" not in words_of(holder)
