"""Where a list has somebody whose name does not say it."""

import pytest

from annotations.actions.actors import change_actor
from annotations.models import Actor
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.page import parse, words_of

DOUBLE = "Ana García Soler"


@pytest.mark.parametrize(
    ("name", "by_hand", "sorted_as"),
    [
        (DOUBLE, "", "Soler, Ana García"),
        (DOUBLE, "García Soler, Ana", "García Soler, Ana"),
        # As Belgium sorts it.
        ("Jan van der Quill", "Van der Quill, Jan", "Van der Quill, Jan"),
        ("Jan van der Quill", "", "Quill, Jan van der"),
    ],
)
def test_what_somebody_said_goes_before_what_the_name_says(db, cast, name, by_hand, sorted_as):
    actor = make_actor(name)
    change_actor(actor=actor, sorted_as=f" {by_hand} ", by=cast.owner)

    assert Actor.objects.get().sort_name == sorted_as


def test_taken_back_it_is_made_of_the_name_again(cast):
    actor = make_actor(DOUBLE, sorted_as="García Soler, Ana")
    make_actor("Otto Hart")
    assert list(Actor.objects.in_alphabet()) == [actor, Actor.objects.get(name="Otto Hart")]

    change_actor(actor=actor, sorted_as="", by=cast.owner)

    assert Actor.objects.get(name=DOUBLE).sort_name == "Soler, Ana García"


def test_the_family_s_part_is_whom_a_later_mention_means(cast):
    actor = make_actor(DOUBLE, sorted_as="García Soler, Ana")
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "cornered", speaker=actor)

    assert Actor.objects.meant_by(["García Soler"], coding.pk) == {"García Soler": actor}


def test_it_is_edited_on_the_page(as_, cast):
    actor = make_actor(DOUBLE)
    client = as_(cast.owner)
    sent = {"name": DOUBLE, "kind": "person", "sorted_as": "García Soler, Ana"}

    assert client.post(f"/actors/{actor.pk}/edit/", sent).status_code == 302
    [field] = parse(client.get(f"/actors/{actor.pk}/edit/").content).xpath("//*[@name='sorted_as']")
    assert field.get("value") == "García Soler, Ana"
    assert "Statements G Ana García Soler" in words_of(parse(client.get("/actors/").content))
