import pytest

from annotations.domain.shortcuts import RESERVED, is_allowed, written


@pytest.mark.parametrize("key", ["b", "B", "é", "É", "ж", "ش", "ß"])
def test_letters_of_any_script_are_allowed(key):
    assert is_allowed(key)


@pytest.mark.parametrize("key", [*sorted(RESERVED), "", " ", "٣", "ab", "-", "…", "\0", "👍"])
def test_the_pages_own_keys_and_what_is_no_key_are_not(key):
    assert not is_allowed(key)


@pytest.mark.parametrize(
    ("key", "name"), [("s", "s"), ("S", "⇧S"), ("É", "⇧É"), ("ش", "ش"), ("", "")]
)
def test_capital_letters_are_written_with_the_key_that_makes_them(key, name):
    assert written(key) == name
