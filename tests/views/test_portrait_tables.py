"""What an actor's page tells, as tables."""

from datetime import date

import pytest
from django.urls import reverse

from annotations.models import Actor
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.mark.parametrize("whose", ["Ada Quill", "Harbour Office", "Sweden"])
def test_posts_come_as_a_table(cast, as_, quill, whose):
    office = make_actor("Harbour Office", "organisation")
    make_actor("Sweden", "country", country="SE")
    first, end = date(2020, 1, 1), date(2024, 1, 1)
    make_affiliation(quill, "=Envoy", office, first, end, represents="SE", kind="diplomacy")

    response = as_(cast.owner).get(reverse("actor-posts", args=[Actor.objects.get(name=whose).pk]))

    assert b"".join(response.streaming_content).decode("utf-8-sig").splitlines() == [
        "person,post,organisation,represents,kind,first day,last day",
        "Ada Quill,'=Envoy,Harbour Office,SE,diplomacy,2020-01-01,2023-12-31",
    ]


def test_stances_come_as_a_table(cast, as_, quill):
    coding = make_coding(cast.project_article, cast.owner)
    undated = make_coding(add_article(cast.project, make_article(published_on=None)), cast.owner)
    formula = make_actor("=Valmere", "country")
    make_attribution(coding, "cornered", speaker=quill, stance="critical", target=formula)
    make_attribution(undated, "cornered", speaker=quill, stance="neutral")

    response = as_(cast.owner).get(reverse("actor-stances", args=[quill.pk]))

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "name,date,stance,statements",
        "'=Valmere,2026-03-03,critical,1",
        ",,neutral,1",
    ]
    assert b"Valmere" not in b"".join(
        as_(cast.stranger).get(reverse("actor-stances", args=[quill.pk])).streaming_content
    )
