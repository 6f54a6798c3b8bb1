"""After a test that commits the next one finds nothing."""

import pytest
from django.contrib.contenttypes.models import ContentType

from annotations.models import ProjectArticle, User
from tests.emptying import empty
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.factories.users import make_user


@pytest.mark.django_db(transaction=True)
def test_no_row_is_left_whatever_hangs_together_and_rights_stay():
    make_user("somebody")
    add_article(make_project(), make_article())
    kinds = ContentType.objects.count()

    empty()

    assert not User.objects.exists()
    assert not ProjectArticle.objects.exists()
    assert ContentType.objects.count() == kinds > 0
