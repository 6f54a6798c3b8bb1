"""How long analysts were active, believed as far as our own clock allows."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from annotations.actions.sittings import CannotMeasure, tell_time
from annotations.models import Sitting
from tests.factories.articles import make_article
from tests.factories.projects import add_article

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PAGE = UUID("01a00000-0000-7000-8000-000000000001")


@pytest.fixture
def tell(cast):
    """`tell(seconds, after)`: what the page says so many seconds after it was first heard of."""

    def tell(seconds, after=0, by=cast.owner, row=cast.project_article):
        at = AT + timedelta(seconds=after)
        return tell_time(project_article=row, by=by, at=at, sitting=PAGE, seconds=seconds).seconds

    return tell


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        pytest.param([(30, 0), (60, 30), (90, 60)], 90, id="a sum that grows"),
        pytest.param([(30, 0), (30, 1), (30, 2)], 30, id="told again it adds nothing"),
        pytest.param([(60, 30), (30, 31)], 60, id="what comes late takes nothing away"),
        pytest.param([(30, 0), (30, 3600)], 30, id="a long pause"),
        pytest.param([(86_400, 0)], 120, id="no day at once"),
        pytest.param([(30, 0), (86_400, 1)], 121, id="no more than has passed"),
        pytest.param([(30, 0), (3600, 3600)], 150, id="no more than two minutes in one step"),
        pytest.param([(0, 0)], 0, id="nothing"),
    ],
)
def test_what_pages_tell_is_believed_within_bounds(tell, told, kept):
    for seconds, after in told:
        last = tell(seconds, after)

    assert last == kept
    assert Sitting.objects.get().seconds == kept


def test_a_page_is_its_readers_and_its_articles(cast, tell):
    tell(30)

    with pytest.raises(CannotMeasure):
        tell(60, 60, by=cast.second)
    with pytest.raises(CannotMeasure):
        tell(60, 60, row=add_article(cast.project, make_article()))
    assert Sitting.objects.get().seconds == 30


def test_switched_off_nothing_is_kept(cast, tell):
    cast.project_article.project.measures_time = False

    with pytest.raises(CannotMeasure):
        tell(30)
    assert not Sitting.objects.exists()
