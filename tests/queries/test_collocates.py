"""Words that are drawn to what was found: stop words, as PostgreSQL has them for each language."""

import pytest

from annotations.domain.search.collocates import Passage, log_likelihood
from annotations.queries.collocates import drawn_to, stop_words
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("configuration", "word", "is_one"),
    [
        ("english", "the", True),
        ("english", "die", False),
        ("english", "i.t", False),
        ("german", "die", True),
        ("german", "für", True),
        ("german", "fur", False),
        ("french", "à", True),
        ("russian", "еще", True),
        ("turkish", "için", True),
        ("simple", "the", False),
        ("arabic", "في", False),
    ],
)
def test_a_stop_word_is_one_in_its_language(configuration, word, is_one):
    asked = [(configuration, word), ("english", "grain")]

    assert stop_words(asked) == ({(configuration, word)} if is_one else set())


TEXTS = {
    "english": "the grain deal failed, and much else",
    "german": "die grain rede war lang, und vieles mehr",
    "french": "les grain navires partent, et bien plus",
}


def passages(*configurations):
    found = []
    for name in configurations:
        start = TEXTS[name].index("grain")
        found += [Passage(TEXTS[name], name, [(start, start + 5)])] * 2
    return found


@pytest.mark.parametrize(
    ("names", "with_stop_words", "words"),
    [
        (["english"], False, ["deal"]),
        (["english"], True, ["deal", "the"]),
        (["english", "german"], False, ["deal", "rede"]),
        (["english", "german"], True, ["deal", "die", "rede", "the"]),
        ([], False, []),
    ],
)
def test_words_without_stop_words_unless_asked_for(names, with_stop_words, words):
    found = drawn_to(passages(*names), 1, with_stop_words)

    assert [one.word for one in found.words] == words


@pytest.mark.parametrize("with_stop_words", [False, True])
def test_each_figure_can_be_computed_again_from_what_is_told(with_stop_words):
    found = drawn_to(passages(*TEXTS), 2, with_stop_words)

    assert (found.near, found.apart) == (18, 20)
    for one in found.words:
        rest = (found.near - one.near, found.apart - one.apart)
        assert log_likelihood(one.near, one.apart, *rest) == one.score


def test_no_more_words_than_are_told_of_and_the_best_of_them(monkeypatch):
    every = drawn_to(passages(*TEXTS), 2).words
    monkeypatch.setattr("annotations.queries.collocates.MOST", 2)

    assert drawn_to(passages(*TEXTS), 2).words == every[:2] != every


@pytest.mark.parametrize(
    ("names", "with_stop_words", "count"),
    [([], False, 0), (["english"], False, 1), ([*TEXTS], False, 1), ([*TEXTS], True, 0)],
)
def test_one_query_for_all_words_of_all_languages(names, with_stop_words, count):
    assert len(queries_of(lambda: drawn_to(passages(*names), 1, with_stop_words))) == count
