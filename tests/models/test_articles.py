import pytest

from annotations.models import Article
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["owner", "second", "manager", "curator", "reader", "admin"])
def test_members_see_the_articles_of_their_projects(cast, name):
    seen = Article.objects.visible_to(getattr(cast, name))

    assert [article.pk for article in seen] == [cast.project_article.article_id]


def test_strangers_see_none(cast):
    assert not Article.objects.visible_to(cast.stranger).exists()


def test_an_article_of_two_projects_is_one_article(cast):
    other = make_project("Other talks")
    add_article(other, cast.project_article.article)
    join(other, cast.owner)
    make_article("Nobody's article")

    assert Article.objects.visible_to(cast.owner).count() == 1
