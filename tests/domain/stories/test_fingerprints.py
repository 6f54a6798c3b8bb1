import random

from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.stories.copies import Text
from annotations.domain.stories.fingerprints import GUARANTEED
from annotations.domain.stories.words import words_of

CHANCE = random.Random(8)
VOCABULARY = [f"word{number}" for number in range(500)]


def some(count):
    return " ".join(CHANCE.choices(VOCABULARY, k=count))


def fingerprints(text):
    return Text(words_of(text)).fingerprints


@given(st.integers(0, 60), st.integers(0, 400), st.integers(0, 60), st.integers(0, 400))
def test_a_passage_in_common_gives_a_fingerprint_in_common(before, after, ahead, behind):
    passage = some(GUARANTEED)

    one = f"{some(before)} {passage} {some(after)}"
    other = f"{some(ahead)} {passage} {some(behind)}"

    assert fingerprints(one) & fingerprints(other)


def test_there_is_about_one_for_a_dozen_words():
    assert 60 < len(fingerprints(some(1000))) < 110


def test_texts_without_a_passage_in_common_share_none():
    assert not fingerprints(some(300)) & fingerprints(some(300))


def test_a_short_text_has_one_for_itself_and_an_empty_one_none():
    assert len(fingerprints("Talks end.")) == 1
    assert fingerprints("Talks end.") == fingerprints("talks end")
    assert fingerprints("Talks end.") != fingerprints("Talks begin.")
    assert fingerprints("") == set()


def test_a_word_repeated_for_ever_has_few():
    assert len(fingerprints("no " * 100_000)) == 2
