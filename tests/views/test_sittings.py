"""Time that the annotating page measures."""

from uuid import UUID

import pytest
from django.urls import reverse

from annotations.models import Project, Sitting
from tests.factories.annotations import make_coding
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db
PAGE = UUID("01a00000-0000-7000-8000-000000000001")
TOLD = {"sitting": PAGE, "seconds": 30}


@pytest.fixture
def url(cast):
    return reverse("time-tell", args=[cast.project_article.pk])


def measures(client, cast):
    page = parse(client.get(reverse("workbench", args=[cast.project_article.pk])).content)
    return bool(page.xpath("//form[@id='activity']"))


def test_what_the_page_tells_is_kept_without_a_word(cast, as_, url):
    response = as_(cast.owner).post(url, TOLD)

    assert (response.status_code, response.content) == (204, b"")
    kept = Sitting.objects.get()
    assert (kept.pk, kept.seconds, kept.analyst) == (PAGE, 30, cast.owner)


@pytest.mark.parametrize(
    "wrong", [{"seconds": -1}, {"seconds": 100_000}, {"seconds": ""}, {"sitting": "mine"}]
)
def test_what_makes_no_sense_is_refused(cast, as_, url, wrong):
    assert as_(cast.owner).post(url, TOLD | wrong).status_code == 422
    assert not Sitting.objects.exists()


def test_only_who_works_on_an_article_is_measured(cast, as_):
    assert measures(as_(cast.owner), cast)
    assert not measures(as_(cast.reader), cast)
    make_coding(cast.project_article, cast.owner, "done")
    assert not measures(as_(cast.owner), cast)


def test_switched_off_nothing_is_sent_or_kept(cast, as_, url):
    Project.objects.update(measures_time=False)

    assert not measures(as_(cast.owner), cast)
    assert as_(cast.owner).post(url, TOLD).status_code == 409
    assert not Sitting.objects.exists()


def test_the_ladder(cast, as_, url):
    for user, status in ((cast.stranger, 404), (cast.reader, 403), (None, 302)):
        assert as_(user).post(url, TOLD).status_code == status
    assert as_(cast.owner).get(url).status_code == 405
