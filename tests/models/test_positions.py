import pytest
from django.db import IntegrityError, transaction

from annotations.models.positions import carried_over
from tests.factories.articles import TEXT, make_revision
from tests.factories.positions import make_position


def test_one_position_of_one_reader_in_one_article(cast):
    make_position(cast.project_article, cast.owner)

    with pytest.raises(IntegrityError, match="one_position_for_a_reader"), transaction.atomic():
        make_position(cast.project_article, cast.owner, paragraph=1)
    make_position(cast.project_article, cast.second)


def test_it_goes_along_to_a_new_revision(cast):
    article = cast.project_article.article
    position = make_position(cast.project_article, cast.owner, 2, 7, furthest=len(TEXT) - 4)
    text = TEXT.replace("again\n\n", "again\n\nBy Ines Duarte\n\n")
    newer = make_revision(article, article.captures.get(), text, number=2)

    carried_over(position, newer.pk)

    assert position.revision == newer
    assert (position.paragraph, position.offset) == (3, 7)
    assert position.furthest == len(text) - 4
