import pytest

from annotations.domain.keys import COMMANDS, FIXED, is_free, moved, twice
from annotations.domain.shortcuts import is_allowed


@pytest.mark.parametrize("key", ["s", "ø", "ش", ";", "⇧8", *COMMANDS.values()])
def test_one_visible_character_is_a_key(key):
    assert is_free(key)


@pytest.mark.parametrize(
    "key", ["", " ", "ab", "S", "⇧s", "⇧12", "5", "\n", "\u200b", *sorted(FIXED)]
)
def test_what_is_none_or_taken_is_not(key):
    assert not is_free(key)


def test_the_usual_keys_are_free_differ_and_are_no_tags():
    assert all(map(is_free, COMMANDS.values()))
    assert twice(COMMANDS) == []
    assert not any(map(is_allowed, COMMANDS.values()))


def test_the_second_of_two_is_one_too_many():
    assert twice({"undo": "z", "redo": "z", "edit": "e"}) == ["redo"]


def test_only_what_moved_is_told():
    assert moved({"undo": "z", "edit": "e", "gone": "x"}) == {"u": "z"}
