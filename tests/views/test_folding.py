"""Filters that are folded away: only what is chosen is in sight, also on a phone."""

import pytest
from django.urls import reverse

from tests.factories.actors import make_actor
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db

# A page, what is chosen there, and which fields are in sight for it.
PAGES = [
    ("search", {"q": "grain"}, set()),
    ("search", {"q": "grain", "since": "2026-05-01"}, {"since", "until"}),
    ("search", {"kind": "statements", "stance": "critical"}, {"stance"}),
    ("search", {"kind": "people", "country": "AT"}, {"country"}),
    ("article-list", {"language": "en"}, {"language"}),
    ("article-list", {"until": "2026-05-01", "speaker": "Quill"}, {"since", "until", "speaker"}),
    ("project-matrix", {"language": "en"}, {"language"}),
    ("project-pictures", {"capacity": "expert"}, {"capacity"}),
    ("actor-detail", {"everyone": "on"}, {"everyone"}),
    ("actor-detail", {"until": "2026-05-01"}, {"since", "until"}),
]


@pytest.mark.parametrize(("name", "query", "chosen"), PAGES)
def test_what_is_chosen_is_in_sight_and_the_rest_is_folded_away(cast, as_, name, query, chosen):
    key = make_actor().pk if name == "actor-detail" else cast.project.pk
    url = reverse(name, args=[] if name == "search" else [key])

    page = parse(as_(cast.manager).get(url, query).content)

    named = "//*[@id='filter']//*[{}]//*[self::input or self::select]/@name"
    assert set(page.xpath(named.format("contains(@class, 'chosen')"))) == chosen
    folded = page.xpath(named.format("self::details[not(@open)]"))
    assert folded
    assert not chosen & set(folded)
    assert not page.xpath("//*[@id='filter']//details[@open]")
