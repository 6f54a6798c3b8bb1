import pytest

from annotations.actions.codings import (
    CannotAnnotate,
    CannotAnnotateFinished,
    finish_coding,
    reopen_coding,
)
from annotations.models import Coding, CodingState, ProjectArticle
from tests.factories.articles import make_source
from tests.factories.projects import add_article


def test_the_first_write_makes_the_coding(desk):
    assert not Coding.objects.exists()

    desk.mark("Both sides")

    coding = desk.coding
    assert coding.project == desk.project_article.project
    assert coding.revision == desk.project_article.article.revisions.get()
    assert coding.state == CodingState.OPEN


def test_the_second_write_takes_the_same_coding(desk):
    first = desk.mark("Both sides").coding_id

    assert desk.mark("Both sides").coding_id == first


def test_each_analyst_has_a_coding_of_their_own(desk, cast):
    desk.mark("Both sides")
    desk.by = cast.second

    desk.mark("Both sides")

    assert Coding.objects.count() == 2


def test_finishing_and_reopening(desk):
    finish_coding(**desk.here)

    with pytest.raises(CannotAnnotateFinished):
        desk.mark("Both sides")
    assert finish_coding(**desk.here).state == CodingState.DONE
    reopen_coding(**desk.here)
    desk.mark("Both sides")
    assert desk.coding.state == CodingState.OPEN


def test_an_article_without_a_text_cannot_be_annotated(desk, cast):
    from annotations.models import Article

    article = Article.objects.create(source=make_source(), title="Empty")
    desk.project_article = add_article(cast.project, article)

    with pytest.raises(CannotAnnotate):
        finish_coding(**desk.here)
    assert ProjectArticle.objects.filter(codings=None).count() == 2
