import pytest

from annotations.queries.sources import articles_of, count_articles, register
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, join, make_project

pytestmark = pytest.mark.django_db


def test_the_register_is_searched_by_name_kind_and_review():
    make_source("Lantern Wire", kind="agency")
    make_source("Quayside Post", kind="newspaper", is_reviewed=False)

    assert [source.name for source in register("", "wire LANTERN")] == ["Lantern Wire"]
    assert [source.name for source in register("newspaper")] == ["Quayside Post"]
    assert [source.name for source in register(unreviewed=True)] == ["Quayside Post"]


def test_only_articles_that_the_reader_may_see_count(cast):
    source = cast.project_article.article.source
    add_article(make_project("Elsewhere"), make_article("Other\n\nText.", source))

    assert count_articles([source], cast.owner) == {source.pk: 1}
    assert count_articles([source], cast.stranger) == {}
    assert count_articles([source], cast.admin) == {source.pk: 2}
    assert [row.pk for row in articles_of(source, cast.owner)] == [cast.project_article.pk]
    assert not articles_of(source, cast.stranger)


def test_an_article_of_two_projects_is_two_places_to_work_and_one_article(cast):
    source = cast.project_article.article.source
    other = make_project("Other")
    join(other, cast.owner)
    add_article(other, cast.project_article.article)

    assert articles_of(source, cast.owner).count() == 2
    assert count_articles([source], cast.owner) == {source.pk: 1}
