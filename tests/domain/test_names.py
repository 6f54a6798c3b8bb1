import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.codes import is_country, is_language
from annotations.domain.names import as_registered, same_person, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada\t Quill\n", "Ada Quill"),
        ("Ada\0Quill", "Ada Quill"),
        ("E\u0301mile", "Émile"),
        ("\u00a0Ada\u2003Quill", "Ada Quill"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
    ],
)
def test_a_name_is_one_tidy_line(typed, kept):
    assert tidy(typed) == kept


@given(st.text())
def test_control_characters_become_space_whatever_else_there_is(typed):
    composed = unicodedata.normalize("NFC", typed)
    printable = [" " if unicodedata.category(one) == "Cc" else one for one in composed]
    assert tidy(typed) == " ".join("".join(printable).split())


def test_codes_are_known_by_their_form():
    assert is_country("FR")
    assert is_language("fr")
    assert is_language("zh-hant")
    assert not any(map(is_country, ["", "fr", "FRA", "F1", "F\n"]))
    assert not any(map(is_language, ["", "FR", "french", "f", "fr-", "fr\n"]))


@pytest.mark.parametrize(
    ("mention", "names", "meant"),
    [
        ("Pieke", ["Frank Pieke", "Bob Deen"], ["Frank Pieke"]),
        ("Frank Pieke", ["Frank Pieke", "Jan Pieke"], ["Frank Pieke"]),
        ("Pieke", ["Frank Pieke", "Jan Pieke"], ["Frank Pieke", "Jan Pieke"]),
        ("Hans Pieke", ["Frank Pieke"], []),
        ("Beijing", ["Beijing"], ["Beijing"]),
        ("Quill", [], []),
    ],
)
def test_a_surname_means_those_who_bear_it(mention, names, meant):
    assert same_person(mention, names) == meant


@pytest.mark.parametrize(
    ("name", "mention", "is_person", "called"),
    [
        ("Ada Quill", "she", True, ["Ada Quill"]),
        ("Ada Quill", "Quill", True, ["Ada Quill"]),
        ("Valmere", "Valmere’s coast guard", False, ["Valmere coast guard", "Valmere"]),
        ("", "A senior official", False, ["A senior official"]),
        ("", "they", False, []),
        (
            "Rear Admiral Ada Quill",
            "Quill",
            True,
            ["Rear Admiral Ada Quill", "Admiral Ada Quill", "Ada Quill"],
        ),
        ("Court of Appeal", "", False, ["Court of Appeal"]),
        ("", "", True, []),
    ],
)
def test_the_register_may_call_somebody_otherwise_than_the_text(name, mention, is_person, called):
    assert as_registered(name, mention, is_person=is_person) == called
