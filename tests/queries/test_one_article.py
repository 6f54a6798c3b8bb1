import pytest

from annotations.models import ProjectArticle
from annotations.queries.one_article import find_writable

PEOPLE = ["owner", "second", "manager", "curator", "reader", "admin"]


@pytest.mark.parametrize("who", PEOPLE)
def test_it_is_what_the_ladder_says(cast, who, django_assert_num_queries):
    user, pk = getattr(cast, who), cast.project_article.pk
    expected = ProjectArticle.objects.visible_to(user).with_role_of(user).get(pk=pk)

    with django_assert_num_queries(1):
        found = find_writable(user, pk)
        facts = (found.my_role, found.project.codebook_id, found.article.published_on)

    assert found == expected
    assert facts == (
        expected.my_role,
        cast.project.codebook_id,
        expected.article.published_on,
    )


def test_strangers_find_nothing(cast):
    assert find_writable(cast.stranger, cast.project_article.pk) is None
