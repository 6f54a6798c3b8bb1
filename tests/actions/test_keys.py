import pytest

from annotations.actions.keys import CannotSetKeys, set_keys
from tests.factories.users import make_user


@pytest.fixture
def reader(db):
    return make_user("reader")


def test_only_what_differs_is_kept_and_two_may_change_places(reader):
    set_keys(user=reader, keys={"undo": "r", "redo": "u", "edit": "e", "next": "N"}, by=reader)

    reader.refresh_from_db()
    assert reader.own_keys == {"undo": "r", "redo": "u", "next": "n"}


def test_nothing_brings_back_the_usual_ones(reader):
    set_keys(user=reader, keys={"undo": "z"}, by=reader)

    set_keys(user=reader, keys={}, by=reader)

    reader.refresh_from_db()
    assert reader.own_keys == {}


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        ({"undo": "?"}, "undo"),
        ({"undo": ""}, "undo"),
        ({"undo": "zz"}, "undo"),
        ({"undo": "r"}, "redo"),
        ({"tag": "s", "edit": "s"}, "edit"),
    ],
)
def test_a_key_that_is_taken_or_none_is_refused(reader, keys, field):
    with pytest.raises(CannotSetKeys) as refusal:
        set_keys(user=reader, keys=keys, by=reader)

    assert refusal.value.field == field
    reader.refresh_from_db()
    assert reader.own_keys == {}


def test_a_command_that_does_not_exist_is_a_mistake(reader):
    with pytest.raises(TypeError):
        set_keys(user=reader, keys={"fly": "f"}, by=reader)
