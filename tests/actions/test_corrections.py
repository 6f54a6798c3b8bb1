from datetime import UTC, date, datetime

import pytest

from annotations.actions.corrections import CannotCorrectArticle, correct_article
from annotations.models import Capture
from tests.factories.articles import make_article, make_source
from tests.factories.users import make_user


@pytest.fixture
def admin(db):
    return make_user("admin", is_staff=True)


def test_what_is_said_about_an_article_is_corrected_what_was_captured_stays(admin):
    article = make_article()
    first_source = article.source

    correct_article(
        article=article, title="Envoys  meet", source=make_source("Quayside Post"), by=admin
    )

    article.refresh_from_db()
    assert (article.title, article.source.name) == ("Envoys meet", "Quayside Post")
    assert Capture.objects.get().source == first_source


def test_a_moment_goes_with_the_day_that_it_belonged_to(admin):
    moment = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    article = make_article(published_at=moment)

    correct_article(article=article, byline="Oonagh Pell", by=admin)
    kept = article.published_at
    correct_article(article=article, published_on=date(2026, 3, 4), by=admin)

    assert kept == moment
    assert article.published_at is None


@pytest.mark.parametrize(
    ("change", "field"), [({"title": " "}, "title"), ({"language": "french!"}, "language")]
)
def test_a_correction_that_makes_no_sense_is_refused(admin, change, field):
    with pytest.raises(CannotCorrectArticle) as refusal:
        correct_article(article=make_article(), by=admin, **change)

    assert refusal.value.field == field
