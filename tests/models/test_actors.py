from datetime import date

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Actor
from tests.factories.actors import make_actor, make_affiliation

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_an_actor_has_a_name():
    refused(lambda: make_actor(""))


def test_a_post_has_a_name_and_lasts():
    refused(lambda: make_affiliation(make_actor(), ""))
    day = date(2026, 1, 1)
    refused(lambda: make_affiliation(make_actor(), valid_from=day, valid_until=day))


@pytest.mark.parametrize("with_organisation", [True, False])
def test_nobody_holds_one_post_twice_at_a_time(with_organisation):
    person = make_actor()
    board = make_actor("Harbour Board", "organisation") if with_organisation else None
    make_affiliation(person, "Chair", board, valid_until=date(2026, 1, 1))

    make_affiliation(person, "Chair", board, valid_from=date(2026, 1, 1))
    make_affiliation(make_actor(), "Chair", board, valid_from=date(2025, 1, 1))
    refused(lambda: make_affiliation(person, "chair", board, valid_from=date(2025, 1, 1)))


def test_only_people_hold_posts_at_organisations_or_countries():
    person, board = make_actor(), make_actor("Harbour Board", "organisation")
    unnamed, land = make_actor("an official", "unnamed"), make_actor("Norvia", "country")

    make_affiliation(unnamed, "Official", land)
    refused(lambda: make_affiliation(board, "Chair"))
    refused(lambda: make_affiliation(person, "Chair", unnamed))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("deen", ["Aline Deen", "Deena Vos", "Bo Aldeen"]),
        ("DEEN al", ["Aline Deen"]),
        ("d", ["Aline Deen", "Deena Vos"]),
        ("lukasz", ["Łukasz Órla"]),
        ("orla", ["Łukasz Órla"]),
        ("jean luc", ["Jean-Luc O’Hara"]),
        ("o'hara", ["Jean-Luc O’Hara"]),
        ("ohara", ["Jean-Luc O’Hara"]),
        ("احمد", ["أحمد الساعدي"]),
        ("alinne deen", ["Aline Deen"]),
        ("100%", []),
        ("_", []),
        ("nobody\0here", []),
    ],
)
def test_names_are_found_by_what_is_typed_the_best_first(typed, found):
    for name in [
        "Bo Aldeen",
        "Deena Vos",
        "Aline Deen",
        "Łukasz Órla",
        "Jean-Luc O’Hara",
        "أحمد الساعدي",
    ]:
        make_actor(name)

    names = [actor.name for actor in Actor.objects.named_like(typed)]

    assert names == found


def test_nothing_typed_finds_all_in_alphabet():
    for name in ["bo", "Ada", "Cid"]:
        make_actor(name)

    assert [actor.name for actor in Actor.objects.named_like(" ")] == ["Ada", "bo", "Cid"]
