import pytest

from annotations.domain.shortcuts import RESERVED, is_allowed


@pytest.mark.parametrize("key", ["b", "9", "0", "é", "ж", "ش", "ß"])
def test_letters_and_digits_of_any_script_are_allowed(key):
    assert is_allowed(key)


@pytest.mark.parametrize("key", [*sorted(RESERVED), "", " ", "B", "ab", "-", "…", "\0", "👍"])
def test_the_pages_own_keys_and_what_is_no_key_are_not(key):
    assert not is_allowed(key)
