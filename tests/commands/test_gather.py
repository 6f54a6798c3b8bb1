import io

import pytest
from django.core.management import call_command

from annotations.models import StoryArticle
from tests.domain.stories.wire import OTHER, WIRE, cut
from tests.factories.articles import make_article

pytestmark = pytest.mark.django_db


def gathered():
    out = io.StringIO()
    call_command("gather", stdout=out)
    return out.getvalue().strip()


def test_articles_from_before_are_gathered_once():
    for text in (WIRE, OTHER, cut(5)):
        make_article(text)

    assert gathered() == "3 articles gathered in 2 stories."
    assert gathered() == "0 articles gathered in 0 stories."
    assert StoryArticle.objects.count() == 3
