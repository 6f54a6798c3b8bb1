import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.domain.search.asking import (
    LONGEST,
    MOST_TERMS,
    Asked,
    Doubt,
    Either,
    Not,
    Phrase,
    Prefix,
    Word,
    asked,
)

QUILL, GRAIN, WHEAT = Word("quill"), Word("grain"), Word("wheat")


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("  \t ", ()),
        ("quill", (QUILL,)),
        ("quill grain", (QUILL, GRAIN)),
        ('"harbour  talks"', (Phrase("harbour talks"),)),
        ("“harbour talks”", (Phrase("harbour talks"),)),
        ("„harbour talks“", (Phrase("harbour talks"),)),
        ("« harbour talks »", (Phrase("harbour talks"),)),
        ("「外交部」", (Phrase("外交部"),)),
        ("‘harbour talks’ quill", (Phrase("harbour talks"), QUILL)),
        ("'harbour talks'", (Phrase("harbour talks"),)),
        ("O’Rourke's", (Word("O’Rourke's"),)),
        ("-quill grain", (Not(QUILL), GRAIN)),
        ("−quill", (Not(QUILL),)),
        ('grain -"old news"', (GRAIN, Not(Phrase("old news")))),
        ("cease-fire", (Word("cease-fire"),)),
        ("talks - grain", (Word("talks"), GRAIN)),
        ("grain OR wheat", (Either((GRAIN, WHEAT)),)),
        ("grain | wheat", (Either((GRAIN, WHEAT)),)),
        ("quill grain OR wheat", (QUILL, Either((GRAIN, WHEAT)))),
        ("grain OR wheat quill", (Either((GRAIN, WHEAT)), QUILL)),
        ("grain OR wheat OR quill", (Either((GRAIN, WHEAT, QUILL)),)),
        ('grain OR -"old news"', (Either((GRAIN, Not(Phrase("old news")))),)),
        ("grain or wheat", (GRAIN, Word("or"), WHEAT)),
        ("negotiat*", (Prefix("negotiat"),)),
        ("-'harbour talks'", (Not(Phrase("harbour talks")),)),
        ("-negotiat*", (Not(Prefix("negotiat")),)),
    ],
)
def test_what_is_typed_is_a_tree(typed, terms):
    assert asked(typed) == Asked(terms)


@pytest.mark.parametrize(
    ("typed", "terms", "doubts"),
    [
        ('"harbour talks', (Word("harbour"), Word("talks")), [Doubt.UNCLOSED]),
        ("OR quill", (Word("OR"), QUILL), [Doubt.OR]),
        ("quill OR", (QUILL, Word("OR")), [Doubt.OR]),
        ("grain OR OR wheat", (GRAIN, Either((Word("OR"), WHEAT))), [Doubt.OR]),
        ("*ship", (Word("*ship"),), [Doubt.STAR]),
        ('"harbour t*"', (Phrase("harbour t*"),), [Doubt.STAR]),
        ("grain NOT wheat", (GRAIN, Word("NOT"), WHEAT), [Doubt.NOT]),
        ('""', (), [Doubt.WORDLESS]),
        ('"', (), [Doubt.UNCLOSED, Doubt.WORDLESS]),
        ("… ! % -", (), [Doubt.WORDLESS]),
        ("😀 🇺🇳", (), [Doubt.WORDLESS]),
    ],
)
def test_what_cannot_be_understood_is_words_and_said(typed, terms, doubts):
    assert asked(typed) == Asked(terms, tuple(doubts))


def test_what_is_too_long_is_cut_and_said():
    assert asked("a" * (LONGEST + 1)) == Asked((Word("a" * LONGEST),), (Doubt.LONG,))
    many = asked("a " * (MOST_TERMS + 1))
    assert (len(many.terms), many.doubts) == (MOST_TERMS, (Doubt.LONG,))


@given(
    st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\"“”'-*OR| ab"), max_size=80)
)
@example('-"a" OR -b* "c')
def test_nothing_that_is_typed_is_an_error(typed):
    found = asked(typed)

    assert all(one.text.strip() for one in found.sought())


def test_what_is_sought_is_without_what_is_to_be_missing():
    assert asked('quill -grain wheat OR -"x y"').sought() == [QUILL, WHEAT]
