import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.search.collocates import (
    Passage,
    collocates,
    log_likelihood,
    neighbours,
)
from annotations.domain.search.lines import line_of, places_of, ranges_of
from annotations.domain.search.patterns import MOST_IN_A_TEXT, CannotMatch, matches
from annotations.domain.search.tokens import folded, spelled


@pytest.mark.parametrize(
    ("table", "score"),
    [
        # “the swiss”, as the paper has it.
        ((110, 2442, 111, 29114), 270.72),
        ((10, 10, 10, 10), 0.0),
        ((0, 5, 5, 0), 13.86),
        ((0, 0, 0, 0), 0.0),
    ],
)
def test_the_figure_is_that_of_the_paper(table, score):
    assert log_likelihood(*table) == pytest.approx(score, abs=0.005)


@given(st.tuples(*[st.integers(0, 10_000)] * 4))
def test_the_figure_is_never_below_zero_and_the_same_from_either_side(table):
    a, b, c, d = table
    assert log_likelihood(a, b, c, d) >= 0
    assert log_likelihood(a, b, c, d) == pytest.approx(log_likelihood(a, c, b, d), abs=1e-6)


def passage(text, configuration="english", key="grain"):
    start = text.index(key)
    return Passage(text, configuration, [(start, start + len(key))])


PORT = passage("the grain deal and the old port and the new road and the far hill and the sea")


def test_words_near_come_before_words_that_stand_everywhere():
    found = collocates(neighbours([PORT] * 3, window=1))

    assert [one.word for one in found] == ["deal", "the"]
    assert (found[0].near, found[0].apart) == (3, 0)


GERMAN = passage("Die grain für die Häfen", "german")
ENGLISH = passage("Many die: grain FÜR coats, fur hats")


@pytest.mark.parametrize(
    ("passages", "without", "words"),
    [
        ([PORT], [], {"deal": (3, 0), "the": (3, 12)}),
        ([PORT], [("english", "the")], {"deal": (3, 0)}),
        ([PORT], [("german", "the")], {"deal": (3, 0), "the": (3, 12)}),
        # One word in the list, whatever it is in each language, and however it is spelled there.
        ([GERMAN, ENGLISH], [], {"die": (6, 3), "für": (6, 3)}),
        ([GERMAN, ENGLISH], [("german", "die")], {"die": (3, 0), "für": (6, 3)}),
        ([GERMAN, ENGLISH], [("german", "für")], {"die": (6, 3), "fur": (3, 3)}),
        ([GERMAN, ENGLISH], [("german", "fur")], {"die": (6, 3), "für": (6, 3)}),
    ],
)
def test_words_without_those_that_a_language_leaves_out(passages, without, words):
    found = collocates(neighbours(passages * 3, window=1), without)

    assert {one.word: (one.near, one.apart) for one in found} == words


@pytest.mark.parametrize(
    ("near", "apart", "without", "shown"),
    [
        ("Für", "für für", [], "für"),
        ("fur fur", "für", [], "fur"),
        ("QUILL", "Quill Quill", [], "Quill"),
        ("É e", "", [], "e"),
        ("Fur fur", "FÜR für", [], "für"),
        ("U.S.", "u.s.", [], "u.s"),
        ("Ada", "Ada", [], "Ada"),
        ("İçin için", "", [], "için"),
        # Only as it is printed where it counts.
        ("für fur", "für", [("german", "für")], "fur"),
    ],
)
def test_a_word_is_shown_as_it_is_printed_most_often(near, apart, without, shown):
    text = f"grain {near} grain and all else and more and yet more and {apart}"
    ranges = [(start, start + 5) for start in (0, text.rindex("grain"))]
    found = neighbours([Passage(text, "german", ranges)] * 2, window=len(near.split()))

    words = {folded(one.word): one.word for one in collocates(found, without)}
    assert words[folded(shown)] == shown


def test_of_equal_figures_letters_decide_and_neither_accents_nor_capitals():
    text = "Zone grain árbol Berg grain ähre Cap grain dach and much else and yet more"
    ranges = [(at.start(), at.end()) for at in re.finditer("grain", text)]
    found = collocates(neighbours([Passage(text, "simple", ranges)] * 2, window=1))

    assert [one.word for one in found] == ["ähre", "árbol", "Berg", "Cap", "dach", "Zone"]


def test_no_figure_depends_on_what_is_left_out():
    found = neighbours([PORT] * 3, window=1)

    assert collocates(found, [("english", "the")]) == collocates(found)[:1]


@pytest.mark.parametrize(
    ("word", "as_listed"), [("Über", "über"), ("fu\u0308r", "für"), ("Ещё", "еще"), ("DAß", "daß")]
)
def test_a_word_is_spelled_as_lists_of_stop_words_have_it(word, as_listed):
    assert spelled(word) == as_listed


@pytest.mark.parametrize(
    ("place", "word"), [(1, "deal"), (2, "failed"), (3, ""), (-1, "old"), (-2, "the"), (-3, "")]
)
def test_the_nth_word_on_either_side(place, word):
    text = "The Óld grain, deal failed"
    line = line_of(text, 8, 13)

    assert (line.left, line.key, line.right) == ("The Óld ", "grain", ", deal failed")
    assert line.word(place) == word


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 40))
def test_a_line_is_a_piece_of_its_text(text, start, length):
    line = line_of(text, start, start + length, side=20)

    shown = text.replace("\n", " ")
    assert line.left in shown
    assert line.right in shown
    assert line.key == text[start : start + length]


@pytest.mark.parametrize(
    ("found", "ranges"),
    [
        ([[(2, 3)]], [(4, 20)]),
        ([[(2, 2)], [(3, 3), (5, 5)]], [(4, 20), (24, 32)]),
        ([[(2, 2), (3, 3), (5, 5)]], [(4, 11), (12, 20), (24, 32)]),
        ([[(2, 3)], [(3, 3)]], [(4, 20)]),
        ([[], [(0, 0), (6, 6), (5, 9)]], []),
    ],
)
def test_places_of_one_term_stay_apart_and_those_of_two_side_by_side_are_one(found, ranges):
    assert ranges_of("The foreign minister, a minister", found) == ranges


def test_a_phrase_stands_where_each_word_is_as_far_from_the_first_as_it_was_typed():
    words = [("talk", 1), ("harbour", 4)]

    assert places_of(words, {"talk": [2, 7, 11], "harbour": [5, 8, 14]}) == [(2, 5), (11, 14)]
    assert places_of(words, {"talk": [2]}) == []
    assert places_of([("talk", 3)], {"talk": [9, 2]}) == [(2, 2), (9, 9)]
    assert places_of([], {"talk": [2]}) == []


def test_a_pattern_finds_what_it_matches():
    texts = [("a", "Grain and grains"), ("b", "Nothing")]

    assert list(matches(r"grains?\b", texts)) == [("a", [(0, 5), (10, 16)])]


def test_of_a_text_with_very_many_matches_one_more_than_the_most_is_told():
    [(_key, found)] = matches("a", [("a", "a" * 500)])

    assert len(found) == MOST_IN_A_TEXT + 1


@pytest.mark.parametrize("pattern", ["(", "[", "*", "(?P<x", r"\p{nothing}"])
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(CannotMatch) as refused:
        list(matches(pattern, [("a", "text")]))
    assert not refused.value.is_slow


def test_a_pattern_that_would_never_end_ends():
    with pytest.raises(CannotMatch) as refused:
        list(matches(r"(a|aa|b?a)+$", [("a", "a" * 400 + "c")] * 1000, seconds=0.1))
    assert refused.value.is_slow
