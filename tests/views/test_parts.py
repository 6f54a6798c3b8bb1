"""A further part is one write like any other."""

import pytest

from annotations.models import Span
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.places import place_of

QUOTE = "Both sides feel they are being cornered,"


def fields(project_article, words):
    place = place_of(project_article, words)
    return {"start": place.start, "end": place.end, "words": words}


def test_the_page_after_it_is_a_fresh_one(bench):
    bench.attribute(QUOTE)

    bench.act("annotations/1/parts/", **fields(bench.project_article, "shared work"))

    assert Span.objects.filter(role="content").count() == 2


@pytest.mark.parametrize(
    ("change", "status"),
    [({"words": "other"}, 409), ({"end": 0}, 422), ({"start": "x"}, 422), ({"words": ""}, 422)],
)
def test_nonsense_adds_nothing(bench, change, status):
    bench.attribute(QUOTE)
    sent = fields(bench.project_article, "shared work") | change

    bench.send("annotations/1/parts/", expected=status, **sent)

    assert Span.objects.filter(role="content").count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("second", 302), ("reader", 403), ("stranger", 404), (None, 302)],
)
def test_who_may(cast, as_, who, status):
    said = make_attribution(make_coding(cast.project_article, cast.owner), QUOTE)
    client = as_(getattr(cast, who) if who else None)
    url = f"/articles/{cast.project_article.pk}/annotations/{said.number}/parts/"

    response = client.post(url, fields(cast.project_article, "shared work"))

    assert response.status_code == status
    assert (said.spans.filter(role="content").count() == 2) is (who == "owner")
    assert client.get(url).status_code == (302 if who is None else 405)
