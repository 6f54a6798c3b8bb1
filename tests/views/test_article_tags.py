"""Tags of the article as a whole, on the annotating page and wherever its acts are shown."""

import pytest
from django.urls import reverse

from annotations.actions.article_tags import tag_article
from annotations.models import Act, ArticleTag
from tests.actions.conftest import NOW
from tests.factories.projects import make_tag
from tests.helpers.page import assert_same_page, words_of
from tests.views.workbench import PARTS

ALL = (*PARTS, "article-tags")


@pytest.fixture
def genres(cast):
    kind = make_tag(cast.project.codebook, "Genre", is_single=True, applies_to=[])
    return [
        make_tag(cast.project.codebook, name, parent=kind, applies_to=["article"])
        for name in ("Report", "Feature")
    ]


@pytest.fixture
def bench(bench, genres):
    bench.open()
    return bench


def borne(page):
    return [words_of(one) for one in page.xpath("//*[@id='article-tags']/summary/span")]


def test_it_is_tagged_in_place_undone_and_done_again(bench, genres):
    for path, fields, names in (
        ("article-tags/", {"tags": [genres[0].pk]}, ["Report"]),
        ("article-tags/", {"tags": [genres[1].pk], "instead_of": [genres[0].pk]}, ["Feature"]),
        ("undo/", {}, ["Report"]),
        ("redo/", {}, ["Feature"]),
    ):
        bench.send(path, **fields)
        assert_same_page(bench.page, bench.fresh(), *ALL)
        assert borne(bench.page) == names


def test_what_is_so_already_shows_what_the_page_missed(cast, bench, genres):
    tag_article(
        project_article=bench.project_article,
        tags=genres[:1],
        by=cast.owner,
        at=NOW,
    )

    bench.send("article-tags/", tags=[genres[0].pk])

    assert_same_page(bench.page, bench.fresh(), *ALL)
    assert (borne(bench.page), Act.objects.count()) == (["Report"], 1)


def test_a_page_that_missed_it_gets_it_with_its_next_write(cast, bench, tag, genres):
    tag_article(project_article=bench.project_article, tags=genres[:1], by=cast.owner, at=NOW)

    bench.mark("Both sides", tag)

    assert borne(bench.page) == ["Report"]


def test_two_of_which_one_goes_are_refused_with_what_is_there(cast, bench, genres):
    tag_article(project_article=bench.project_article, tags=genres[:1], by=cast.owner, at=NOW)

    refused = bench.send("article-tags/", 409, tags=[genres[1].pk])

    assert "Choose one of these: Report, Feature." in refused.content.decode()
    assert borne(bench.page) == ["Report"]


@pytest.mark.parametrize("field", ["tags", "instead_of"])
def test_what_is_no_tag_is_refused(bench, field):
    bench.send("article-tags/", 422, **{field: ["nonsense"]})
    assert bench.client.get(f"{bench.base}article-tags/").status_code == 405


def test_without_scripts_as_well(bench, tag, genres):
    address = f"{bench.base}article-tags/"

    response = bench.client.post(address, {"tags": [genres[0].pk]})
    assert response["Location"] == f"{bench.base}#article-tags"
    page = bench.open()
    shown = page.xpath("//*[@id='article-tags']//input[@name='instead_of']/@value")
    bench.client.post(address, {"instead_of": shown, "tags": [genres[1].pk]})
    assert [one.tag for one in ArticleTag.objects.all()] == [genres[1]]
    refused = bench.client.post(address, {"tags": [tag.pk]}, follow=True)
    assert "“Appeal” is not for articles." in refused.content.decode()


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404), (None, 302)])
@pytest.mark.parametrize("htmx", [False, True])
def test_readers_tag_no_article(cast, as_, genres, who, status, htmx):
    client = as_(getattr(cast, who) if who else None)
    address = reverse("article-tags-set", args=[cast.project_article.pk])

    response = client.post(address, {"tags": [genres[0].pk]}, htmx=htmx)

    assert response.status_code == status
    assert not ArticleTag.objects.exists()


def test_a_manager_sees_it_among_what_was_done_and_takes_it_back(cast, as_, genres):
    row = cast.project_article
    act = tag_article(project_article=row, tags=genres[:1], by=cast.owner, at=NOW)
    client = as_(cast.manager)
    address = reverse("deed-list", args=[cast.project.pk])

    page = client.get(address).content.decode()
    assert "tags of the article" in page
    assert f"/articles/{row.pk}/?coding={act.coding_id}#article-tags" in page
    client.post(reverse("deed-take-back", args=[cast.project.pk, act.pk]))

    assert not ArticleTag.objects.exists()


def test_the_history_of_the_article_tells_of_it(cast, as_, genres):
    row = cast.project_article
    tag_article(project_article=row, tags=genres[:1], by=cast.owner, at=NOW)

    page = as_(cast.owner).get(reverse("article-trail", args=[row.pk])).content.decode()

    assert "Tag of an article" in page
    assert "Report" in page


def test_the_pop_up_says_what_can_bear_which_tag(bench, tag, other_tag):
    type(tag).objects.filter(pk=tag.pk).update(condition="stance", applies_to=["statement"])
    type(tag).objects.filter(pk=other_tag.pk).update(is_required=True)

    page = bench.client.get(f"{bench.base}annotations/new/?start=0&end=6", htmx=True)

    text = page.content.decode()
    assert 'data-bearers="statement" data-needs="stance"' in text
    assert text.count("data-bearers") == 1
    assert text.count('class="required"') == 1


def test_a_key_of_a_group_swaps(bench, tag, other_tag):
    tone = make_tag(tag.codebook, "Tone", is_single=True, applies_to=[])
    type(tag).objects.filter(pk__in=[tag.pk, other_tag.pk]).update(parent=tone)
    bench.mark("Both sides", tag)

    bench.act("annotations/1/tags/", tag=other_tag.pk)

    assert "Threat" in words_of(bench.page.get_element_by_id("card-1"))
    assert "Appeal" not in words_of(bench.page.get_element_by_id("card-1"))
