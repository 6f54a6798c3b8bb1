"""What the register knows of people besides their posts, and how it lists them."""

from datetime import date

import pytest
from django.urls import reverse

from annotations.models import Actor
from tests.factories.actors import make_actor, make_affiliation, make_name
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def post(quill):
    return make_affiliation(
        quill, "professor of harbour law", valid_from=date(2020, 1, 1), valid_until=date(2025, 1, 1)
    )


def of(name, *keys):
    return reverse(name, args=[key.pk for key in keys])


def test_what_else_is_known_of_somebody_is_kept(cast, as_, quill):
    as_(cast.owner).post(
        of("actor-update", quill),
        {
            "name": "Li Wen",
            "kind": "person",
            "family_first": "on",
            "country": "NO",
            "gender": "female",
            "wikidata": "https://www.wikidata.org/wiki/Q4200000001",
            "notes": "Met in Lund.",
        },
    )
    form = parse(as_(cast.owner).get(of("actor-update", quill)).content)

    actor = Actor.objects.get(pk=quill.pk)
    assert (actor.sort_name, actor.gender, actor.wikidata) == ("Li Wen", "female", "Q4200000001")
    assert form.xpath("//select[@name='country']/option[@selected]/text()") == ["Norway"]
    assert form.xpath("//input[@name='family_first']/@checked")
    assert form.xpath("//textarea[@name='notes']/text()")[0].strip() == "Met in Lund."


def test_a_person_shows_other_names_and_what_to_check(cast, as_, quill, post):
    make_name(quill, "Ада Квилл", "native", "ru")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=quill, affiliation=post)

    page = parse(as_(cast.owner).get(of("actor-detail", quill)).content)

    assert page.xpath("//main//bdi[@lang='ru']/text()") == ["Ада Квилл"]
    assert len(page.get_element_by_id("to-check").xpath(".//li")) == 1


def test_the_register_is_sorted_under_letters(cast, as_):
    for name in ["Ada Quill", "Élie Eden", "Jan van der Meer", "Олена Коваль"]:
        make_actor(name)
    make_actor("Eden Fund", "organisation")
    make_actor("7 Seas", "organisation")

    page = parse(as_(cast.owner).get(reverse("actor-list")).content)

    rows = page.xpath("//tbody/tr/th[@scope='rowgroup']/text() | //tbody/tr/th/a/text()")
    assert rows == [
        *("#", "7 Seas"),
        *("E", "Eden Fund", "Élie Eden"),
        *("M", "Jan van der Meer"),
        *("Q", "Ada Quill"),
        *("К", "Олена Коваль"),
    ]


def test_the_register_says_by_which_other_name_somebody_was_found(cast, as_, quill):
    make_name(quill, "Ада Квилл", "native", "ru")

    def others(typed):
        page = parse(as_(cast.owner).get(reverse("actor-list"), {"q": typed}).content)
        assert len(page.xpath("//tbody//a[contains(@class, 'title')]")) == 1
        return page.xpath("//tbody//span/bdi/text()")

    assert others("квил") == ["Ада Квилл"]
    assert others("quil") == []
