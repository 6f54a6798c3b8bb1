from datetime import date

import pytest

from annotations.actions.actors import (
    CannotDeleteActor,
    CannotKeepActor,
    CannotKeepAffiliation,
    CannotTellActorsApart,
    add_affiliation,
    change_actor,
    change_affiliation,
    create_actor,
    delete_actor,
    delete_affiliation,
    find_or_create_actor,
)
from annotations.models import Actor, Affiliation
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.users import make_user


@pytest.fixture
def analyst(db):
    return make_user("analyst")


def test_namesakes_are_allowed(analyst):
    create_actor(name="Ada Quill", description="of the harbour board", by=analyst)
    create_actor(name="Ada  Quill", description="of the opposition", by=analyst)

    assert Actor.objects.called("ada quill").count() == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "A", "country": "Fra"}, "country"),
        ({"name": "A", "kind": "ghost"}, "kind"),
        ({"name": "A", "description": "x" * 501}, "description"),
    ],
)
def test_an_actor_that_would_not_be_valid_is_refused_by_field(analyst, fields, field):
    with pytest.raises(CannotKeepActor) as refusal:
        create_actor(**fields, by=analyst)

    assert refusal.value.field == field


def test_the_exact_name_and_kind_find_the_actor(analyst):
    person = make_actor("Ada Quill")

    assert find_or_create_actor(name="ada quill ", by=analyst) == person
    assert find_or_create_actor(name="Ada Quill", kind="organisation", by=analyst) != person


def test_namesakes_are_not_guessed_between(analyst):
    make_actor("Ada Quill")
    make_actor("Ada Quill")

    with pytest.raises(CannotTellActorsApart, match="Several actors are called “Ada Quill”"):
        find_or_create_actor(name="Ada Quill", by=analyst)


def test_somebody_who_holds_a_post_stays_a_person(analyst):
    person, board = make_actor(), make_actor("Harbour Board", "organisation")
    make_affiliation(person, organisation=board)

    with pytest.raises(CannotKeepActor):
        change_actor(actor=person, kind="organisation", by=analyst)
    with pytest.raises(CannotKeepActor):
        change_actor(actor=board, kind="person", by=analyst)


def test_an_actor_is_changed(analyst):
    actor = make_actor()

    change_actor(actor=actor, name="Ada  Quill-Moor", country="no", by=analyst)

    actor.refresh_from_db()
    assert (actor.name, actor.country) == ("Ada Quill-Moor", "NO")


def test_an_employer_cannot_be_deleted_but_a_person_goes_with_their_posts(analyst):
    person, board = make_actor(), make_actor("Harbour Board", "organisation")
    make_affiliation(person, organisation=board)

    with pytest.raises(CannotDeleteActor, match="“Harbour Board” is in use"):
        delete_actor(actor=board, by=analyst)
    delete_actor(actor=person, by=analyst)

    assert not Affiliation.objects.exists()


def test_a_post_is_held_from_its_first_day_to_the_day_before_its_end(analyst):
    post = add_affiliation(
        person=make_actor(),
        post="Envoy",
        valid_from=date(2026, 1, 10),
        valid_until=date(2026, 3, 1),
        kind="diplomacy",
        by=analyst,
    )

    for day, held in [
        (date(2026, 1, 9), False),
        (date(2026, 1, 10), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
        (None, True),
    ]:
        assert Affiliation.objects.as_of(day).contains(post) is held, day


def test_an_unknown_end_counts_as_open(analyst):
    person = make_actor()
    old = add_affiliation(person=person, post="Envoy", valid_until=date(2026, 1, 1), by=analyst)
    new = add_affiliation(person=person, post="Minister", valid_from=date(2026, 1, 1), by=analyst)
    always = add_affiliation(person=person, post="Professor", by=analyst)

    assert set(Affiliation.objects.as_of(date(1950, 1, 1))) == {old, always}
    assert set(Affiliation.objects.as_of(date(2050, 1, 1))) == {new, always}
    assert list(Affiliation.objects.in_order()) == [new, always, old]


def test_a_post_is_held_once_at_a_time(analyst):
    person = make_actor()
    add_affiliation(person=person, post="Envoy", valid_until=date(2026, 1, 1), by=analyst)

    add_affiliation(person=person, post="envoy", valid_from=date(2026, 1, 1), by=analyst)
    with pytest.raises(CannotKeepAffiliation, match="already held this post"):
        add_affiliation(person=person, post="ENVOY", valid_from=date(2025, 12, 31), by=analyst)


def test_a_post_that_ends_before_it_begins_is_refused(analyst):
    with pytest.raises(CannotKeepAffiliation, match="must end after it begins"):
        add_affiliation(
            person=make_actor(),
            post="Envoy",
            valid_from=date(2026, 1, 1),
            valid_until=date(2026, 1, 1),
            by=analyst,
        )


def test_only_people_hold_posts_and_only_at_organisations_or_countries(analyst):
    person, board = make_actor(), make_actor("Harbour Board", "organisation")

    with pytest.raises(CannotKeepAffiliation, match="Only a person"):
        add_affiliation(person=board, post="Envoy", by=analyst)
    with pytest.raises(CannotKeepAffiliation, match="at an organisation or a country"):
        add_affiliation(person=person, post="Envoy", organisation=person, by=analyst)


def test_a_post_is_changed_and_ended_and_deleted(analyst):
    post = make_affiliation(make_actor(), "Envoy", valid_from=date(2026, 1, 1))

    change_affiliation(
        affiliation=post,
        post="Special envoy",
        organisation=None,
        valid_from=post.valid.lower,
        valid_until=date(2026, 5, 1),
        kind="diplomacy",
        by=analyst,
    )
    post.refresh_from_db()

    assert (post.post, post.valid.upper) == ("Special envoy", date(2026, 5, 1))
    delete_affiliation(affiliation=post, by=analyst)
    assert not Affiliation.objects.exists()
