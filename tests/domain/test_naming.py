"""Runs of words that may be names, to be looked up in the register."""

import pytest

from annotations.domain.naming import LONGEST, MOST_WORDS, possible_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The envoy, Ada Quill, said so.", "ada quill"),
        ("“No,” said Quill.", "quill"),
        ("Valmere’s coast guard denied it.", "valmere coast guard"),
        ("A senior Valmere official spoke.", "a senior valmere official"),
        ("chercheuse au Centre d’études des détroits, dit", "centre d’études des détroits"),
        ("يقول نبيل الخزامي: «لا»", "نبيل الخزامي"),
        ("**Colm\u00a0Ferrand: Two days.**", "colm ferrand"),
    ],
)
def test_what_may_be_a_name_is_found(text, name):
    assert name in possible_names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("they talked, Ada, Quill came", "ada quill"),
        ("Ada\n\nQuill", "ada quill"),
        ("said the ministry", "ministry"),
        (" ".join("Abcdefg"), "a b c d e f g"),
        ("x" * LONGEST + " Quill", "quill"),
        ("", ""),
    ],
)
def test_what_is_none_is_not(text, name):
    assert name not in possible_names(text)
    assert all(len(found.split()) <= MOST_WORDS for found in possible_names(text))


def test_each_has_the_place_where_it_stands_first():
    assert possible_names("Quill and Quill and Ada Quill")["quill"] == 0
    assert possible_names("Quill and Quill and Ada Quill")["ada quill"] == 20
