import pytest
from django.db import IntegrityError

from annotations.actions.appearing import appear_in_copies
from annotations.models import Appearance
from tests.domain.stories.wire import WIRE
from tests.factories.annotations import TOUCHED, make_attribution, make_coding, make_passage
from tests.factories.stories import add_copies


@pytest.fixture
def row(cast):
    wire, _ = add_copies(cast.project, [WIRE, WIRE])
    make_passage(make_coding(wire, cast.owner), "harbour treaty")
    appear_in_copies(project_article=wire.pk)
    return Appearance.objects.get()


def test_who_may_see_the_annotation_sees_where_it_appears(cast, row):
    for person in (cast.owner, cast.curator, cast.reader, cast.admin):
        assert list(Appearance.objects.visible_to(person)) == [row]
    for person in (cast.second, cast.stranger):
        assert not Appearance.objects.visible_to(person)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"places": []}, "appearance_has_places_where_it_fits"),
        ({"outcome": "gone"}, "appearance_has_places_where_it_fits"),
        ({"removed_at": TOUCHED}, "appearance_removed_by_somebody"),
        ({"passage": None}, "appearance_of_one_annotation"),
    ],
)
def test_it_is_whole(row, change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Appearance.objects.update(**change)


def test_it_is_of_a_statement_or_of_a_passage(row):
    said = make_attribution(row.coding, "eleven harbours")

    with pytest.raises(IntegrityError, match="appearance_of_one_annotation"):
        Appearance.objects.update(attribution=said)


def test_an_annotation_appears_once_in_a_copy(row):
    row.pk = None

    with pytest.raises(IntegrityError, match="passage_appears_once_in_a_copy"):
        Appearance.objects.bulk_create([row])


def test_only_what_fits_and_is_left_stands(cast, row):
    assert Appearance.objects.standing().exists()

    Appearance.objects.update(removed_at=TOUCHED, removed_by=cast.owner)

    assert Appearance.objects.carried().exists()
    assert not Appearance.objects.standing().exists()
