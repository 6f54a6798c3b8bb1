"""What may leave of a passage, in any script: never more than its source allows."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.rights import (
    Extent,
    Rights,
    fingerprint,
    first_words,
    last_words,
    leaving,
    leaving_parts,
)
from annotations.domain.spans.excerpts import Excerpt

PASSAGE = Excerpt("we will wait", "“Until spring,” she said, “", " – and see,” said Ada Quill.")


def some(words):
    return Rights(Extent.EXCERPTS, words)


@pytest.mark.parametrize(
    ("rights", "left"),
    [
        (Rights(), PASSAGE),
        (Rights(Extent.OFFSETS), Excerpt("", "", "")),
        (some(1), Excerpt("we…", "", "")),
        (some(2), Excerpt("we will…", "", "")),
        (some(3), Excerpt("we will wait", "", "")),
        (some(4), Excerpt("we will wait", "", " – and")),
        (some(7), Excerpt("we will wait", "she said, “", " – and see,”")),
        (some(100), PASSAGE),
    ],
    ids=str,
)
def test_a_passage_leaves_as_far_as_the_rights_go(rights, left):
    assert leaving(PASSAGE, rights) == left


def test_what_one_side_does_not_use_the_other_may():
    assert leaving(Excerpt("b", "one two three ", "."), some(3)) == Excerpt("b", "two three ", ".")
    assert leaving(Excerpt("b", "", " one two three"), some(3)) == Excerpt("b", "", " one two")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("one two three", "one two", "two three"),
        ("“One,” she – said", "“One,” she", "she – said"),
        ("l’accord d’hier tient", "l’accord d’hier", "d’hier tient"),
        ("مُحَمَّد قال اليوم", "مُحَمَّد قال", "قال اليوم"),
        ("हम इंतज़ार करेंगे", "हम इंतज़ार", "इंतज़ार करेंगे"),
        ("会談は続く", "会談", "続く"),
        ("我们等。", "我们", "们等。"),
        ("รอก่อน", "รอ", "อน"),
        ("협상은 계속 된다", "협상은 계속", "계속 된다"),
    ],
)
def test_words_are_counted_in_any_script(text, first, last):
    assert first_words(text, 2) == first
    assert last_words(text, 2) == last


def test_a_statement_in_several_places_has_one_allowance():
    parts = ["we will", "wait and see"]

    assert leaving_parts(parts, some(3)) == ["we will", "wait…"]
    assert leaving_parts(parts, some(2)) == ["we will", "…"]
    assert leaving_parts(parts, Rights(Extent.OFFSETS)) == ["…", "…"]
    assert leaving_parts(parts, Rights()) == parts


@given(st.text(), st.integers(0, 20))
def test_no_more_words_than_are_asked_for_and_all_of_them_from_there(text, count):
    first, last = first_words(text, count), last_words(text, count)

    assert text.startswith(first)
    assert text.endswith(last)
    assert first_words(first, count) == first
    assert last_words(last, count) == last


@given(st.text(), st.text(), st.text(), st.integers(1, 30))
def test_never_more_than_the_source_allows(words, prefix, suffix, count):
    left = leaving(Excerpt(words, prefix, suffix), some(count))

    together = f"{left.prefix} {left.words.removesuffix('…')} {left.suffix}"
    assert first_words(together, count).strip() == together.strip()


def test_a_fingerprint_tells_the_words_without_them():
    assert fingerprint("größer") == hashlib.sha256("größer".encode()).hexdigest()
